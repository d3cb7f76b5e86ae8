import { type Activity, TurnContext } from 'botbuilder';
import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import type {
  HeldResponse,
  LeasedTurn,
  OutgoingActivity,
  ParkedWrites,
  StoredActivity,
} from '../storage/storage.js';
import { agentMessageActivity } from './handoff/agentMessageActivity.js';
import { bridgedThere } from './handoff/forDynamics.js';
import { reviveActivity } from './reviveActivity.js';
import type { ServedHere } from './servedHere.js';

export interface ApologyParts {
  /** What the person reads, in their language, when their message could not be worked on. */
  readonly apologise: (turn: LeasedTurn) => Promise<Partial<Activity>>;
  /** Whether a human has the turn's conversation: then the bot says nothing, whatever happened. */
  readonly isSilent: (turn: LeasedTurn) => Promise<boolean>;
  readonly servedHere: ServedHere;
  readonly newId: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * What is written about a turn that is given up: the apology goes the way the turn's replies would have gone. Where the
 * turn was to bring an agent's message, that message goes: its words need no bot.
 */
export async function apology(parts: ApologyParts, turn: LeasedTurn, error: string): Promise<ParkedWrites> {
  const outgoing = await compose(parts, turn);
  const response = heldResponse(turn, outgoing);
  return { apology: outgoing ? [outgoing] : [], error, response, at: parts.clock.now().toISOString() };
}

async function compose(parts: ApologyParts, turn: LeasedTurn): Promise<OutgoingActivity | null> {
  // Nobody reads a message that answers an invoke: its error is the response.
  if (turn.mode === 'invoke') return null;
  try {
    const inbound = reviveActivity(turn.activity);
    const agentMessage = agentMessageActivity(inbound);
    if (agentMessage === null && (await parts.isSilent(turn))) return null;
    const said = agentMessage ?? (await parts.apologise(turn));
    const reference = TurnContext.getConversationReference(inbound);
    const reply = TurnContext.applyConversationReference(bridgedThere(inbound.channelId, said), reference);
    const id = parts.newId();
    const activity = { ...reply, type: reply.type ?? 'message', id } as unknown as StoredActivity;
    const connected = parts.servedHere(reply) ? 'log' : 'connector';
    return {
      id,
      kind: 'send',
      speaker: agentMessage === null ? 'bot' : 'house',
      activity,
      delivery: turn.mode === 'expectReplies' ? 'response' : connected,
    };
  } catch (err) {
    parts.log.error({ err, turnId: turn.turnId }, 'The apology itself failed; the person is not told.');
    return null;
  }
}

function heldResponse(turn: LeasedTurn, outgoing: OutgoingActivity | null): HeldResponse | null {
  if (turn.mode === 'queued') return null;
  if (turn.mode === 'expectReplies') {
    return { status: 200, body: { activities: outgoing ? [outgoing.activity] : [] } };
  }
  const message = 'The request could not be worked on.';
  return { status: 500, body: { error: { code: 'turn-failed', message } } };
}
