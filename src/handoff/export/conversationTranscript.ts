import { isJsonObject } from '../../base/isJsonObject.js';
import type { JsonObject, JsonValue } from '../../base/json.js';
import type { LogEntry } from '../../storage/storage.js';
import { agentMessageMark } from '../spoken.js';
import {
  type ExportedCase,
  type ExportedEvent,
  type ExportRequest,
  type ExportStorage,
  inLogOrder,
  readEntries,
} from './exportSource.js';

/**
 * A Bot Framework transcript: one flat array of activities, as the Bot Framework Emulator opens it and the SDK's transcript
 * logger writes it (https://github.com/microsoft/botframework-sdk/blob/main/specs/transcript/transcript.md). What was said
 * alone; notes come as `trace` activities.
 */
export async function* conversationTranscript(
  storage: ExportStorage,
  { conversation }: ExportRequest,
  cases: readonly ExportedCase[],
): AsyncGenerator<string> {
  const place = placeOf(conversation);
  const notes = [...inLogOrder(cases)].filter(
    ({ event }) => event.type === 'noted' || event.type === 'bot-noted',
  );
  const sent = new Set<string>();
  let separator = '[\n';
  const lines = function* (activities: readonly JsonObject[]) {
    for (const activity of activities) {
      yield `${separator}${JSON.stringify(activity)}`;
      separator = ',\n';
    }
  };
  for await (const entry of readEntries(storage, conversation)) {
    const before = notes.findIndex(({ seq }) => seq >= entry.seq);
    yield* lines(
      notes.splice(0, before < 0 ? notes.length : before).map((note) => noteActivity(note, place)),
    );
    if (entry.direction !== 'internal') yield* lines([saidActivity(entry, place, sent)]);
  }
  yield* lines(notes.map((note) => noteActivity(note, place)));
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

interface Place {
  readonly channelId: string;
  readonly conversation: { readonly id: string };
}

function placeOf(conversation: string): Place {
  const slash = conversation.indexOf('/');
  return {
    channelId: conversation.slice(0, slash),
    conversation: { id: conversation.slice(slash + 1) },
  };
}

/** With what the Emulator needs to draw it, where the log leaves it out. */
function saidActivity(
  { seq, direction, activity, at }: LogEntry,
  { channelId, conversation }: Place,
  sent: Set<string>,
): JsonObject {
  const id = typeof activity['id'] === 'string' ? activity['id'] : `${conversation.id}|${seq}`;
  const known = direction === 'out' && sent.has(id);
  sent.add(id);
  const [from, recipient] = direction === 'in' ? ['user', 'bot'] : ['bot', 'user'];
  const agent = direction === 'out' ? agentMessageMark(activity)?.agent : undefined;
  return {
    ...activity,
    // The log repeats a message that was changed under the same id.
    ...(known && activity['type'] === 'message' ? { type: 'messageUpdate' } : {}),
    ...{ id, channelId },
    timestamp: typeof activity['timestamp'] === 'string' ? activity['timestamp'] : at,
    conversation: { ...asObject(activity['conversation']), ...conversation },
    from: { id: from, ...asObject(activity['from']), ...(agent ? { name: agent } : {}), role: from },
    recipient: { id: recipient, ...asObject(activity['recipient']), role: recipient },
  };
}

function noteActivity({ reference, event }: ExportedEvent, { channelId, conversation }: Place): JsonObject {
  const text = event.type === 'noted' || event.type === 'bot-noted' ? event.text : '';
  return {
    type: 'trace',
    id: `${reference}|${event.n}`,
    ...{ channelId, conversation: { ...conversation } },
    timestamp: event.at,
    from: { id: 'bot', name: event.by.kind === 'agent' ? event.by.agent.name : '', role: 'bot' },
    recipient: { id: 'bot', role: 'bot' },
    name: 'trustdesk/note',
    label: reference,
    valueType: 'text/plain',
    value: text,
  };
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
