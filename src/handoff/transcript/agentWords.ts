import type { LogEntry, Storage } from '../../storage/storage.js';
import { type HandoffEventValue, handoffEventName } from '../handoffEvent.js';
import { agentMessageMark } from '../spoken.js';

/** A message is sent by the turn after the one that brought it; what the person writes meanwhile stands between. */
const lookedBack = 20;

/** An agent's message as it was written, where the channel got it in other words: with the name before it, as Markdown. */
export async function agentWords(
  storage: Pick<Storage, 'readLog'>,
  conversation: string,
  { seq, activity }: LogEntry,
): Promise<string | null> {
  const mark = agentMessageMark(activity);
  if (mark === null || activity['textFormat'] === 'plain') return null;
  const before = await storage.readLog(conversation, Math.max(0, seq - lookedBack - 1), lookedBack);
  const told = before
    .filter((entry) => entry.direction === 'internal' && entry.activity['name'] === handoffEventName)
    .map((entry) => entry.activity['value'] as unknown as HandoffEventValue)
    .findLast(({ event }) => event.type === 'agent-spoke' && event.messageId === mark.messageId);
  return told?.message?.text ?? null;
}
