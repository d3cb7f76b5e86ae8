import type { Storage as BotStorage, TurnContext } from 'botbuilder';
import type { JsonObject } from '../base/json.js';
import type { TurnHandoff } from '../handoff/turnHandoff.js';
import type { LeasedTurn } from '../storage/storage.js';

/**
 * What one turn may do beyond talking. Everything it asks for is written with its replies and its state at the turn's
 * end, or not at all.
 */
export interface TurnScope {
  readonly turnId: number;
  readonly entry: LeasedTurn;
  /** `channelId/userId` of the person who spoke. */
  readonly personKey: string;
  /** When this run of the turn began. */
  readonly now: Date;
  /** A fresh id, never given before (a UUID). */
  newId(): string;
  /** 0 ≤ x < 1. */
  random(): number;
  /** For `new ConversationState(turn.state)`: reads what is stored, collects what is written. */
  readonly state: BotStorage;
  /** The conversation's handoff cases. */
  readonly handoff: TurnHandoff;
  /** Puts a probe job into the turn's writes. Its result comes as event `trustdesk/probeResult`, value `ProbeResultValue`. */
  startProbe(request: JsonObject): string;
  /** Nobody waits for this job any more: its result will not come. */
  cancelProbe(jobId: string): void;
  /** Keeps the person's language, for all their conversations. */
  rememberLocale(locale: string): void;
  /** Keeps when the person's latest looks began (ms since 1970), for all their conversations. */
  rememberLooks(looks: readonly number[]): void;
}

/** The bot itself, as the turn machinery calls it. What it throws discards the turn's writes and runs the turn again. */
export type BotLogic = (context: TurnContext, turn: TurnScope) => Promise<void>;

export const probeResultEvent = 'trustdesk/probeResult';

/** The event by which a channel tells that the person has opened their conversation again. */
export const returnedEvent = 'trustdesk/returned';

/** The `value` of the event that brings a probe's result into the conversation. */
export type ProbeResultValue = {
  readonly jobId: string;
  readonly record: JsonObject;
};
