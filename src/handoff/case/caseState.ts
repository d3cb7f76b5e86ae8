import type { JsonObject } from '../../base/json.js';

/** The first three wait for somebody; the others are ends, and an ended case's conversation is the bot's again. */
export type CaseStatus = 'requested' | 'queued' | 'claimed' | 'resolved' | 'cancelled' | 'expired' | 'failed';

/** Who did something to a case. */
export type Actor =
  | { readonly kind: 'person' }
  | { readonly kind: 'agent'; readonly agent: CaseAgent }
  | { readonly kind: 'hub'; readonly hub: string }
  | { readonly kind: 'bot' };

/** A human agent as a case remembers them. */
export interface CaseAgent {
  readonly id: string;
  /** Shown to the person. */
  readonly name: string;
}

/** How the person came to ask for a human. */
export type CaseReason = 'asked' | 'tree' | 'failed-attempts' | 'loop';

/** What is known of the error in the end; `confirmed` only by a probe or a report of the Router's computer. */
export type CaseOutcome = 'confirmed' | 'reported' | 'solved-by-human' | 'not-solved' | 'unknown';

/** What the person asked for and what was known then. */
export interface CaseRequest {
  readonly reason: CaseReason;
  /** BCP 47, the language that the person and the bot spoke. */
  readonly locale: string;
  readonly channelId: string;
  /** The person's name on their channel; null when it tells none. */
  readonly personName: string | null;
  readonly family: string | null;
  /** What the conversation knew (the bot's case facts), to be rendered in whatever language it is read. */
  readonly facts: JsonObject;
  /** Where in which tree the person stood; null outside a tree. */
  readonly place: { readonly treeId: string; readonly version: string; readonly nodeId: string } | null;
  /** What the person added or corrected before it was sent, as written; null for nothing. */
  readonly words: string | null;
  /** When the person agreed that it is passed on, ISO 8601 UTC; null where nobody has to ask. */
  readonly consentAt: string | null;
  /** IANA name of the person's time zone, when their channel tells it. */
  readonly timeZone: string | null;
}

/** How a queue stands for a case that comes into it, computed from the queue's data. All instants ISO 8601 UTC. */
export interface QueueStanding {
  readonly queue: string;
  /** The hub through which the queue's agents work, for example `desk`. */
  readonly hub: string;
  /** Null: open now. Otherwise when it opens. */
  readonly opensAt: string | null;
  /** When a case that nobody claims expires; null for never. */
  readonly expiresAt: string | null;
  /** How long an agent may leave the person without an answer before they are reminded, and then before the case goes back. */
  readonly remindAfterMs: number;
  readonly releaseAfterMs: number;
}

/** A case as its events made it; see applyEvent. Plain JSON. */
export interface CaseState {
  readonly caseId: string;
  /** Short and speakable, for people: `TD-7K3F9`. */
  readonly reference: string;
  /** Storage's conversation key. */
  readonly conversation: string;
  /** Storage's person key. */
  readonly person: string;
  readonly status: CaseStatus;
  readonly request: CaseRequest;
  readonly standing: QueueStanding;
  /** Who has the conversation; null unless claimed. */
  readonly agent: CaseAgent | null;
  /** Grows with every change of who has it. A command made for an older one is refused as `stale`. */
  readonly holding: number;
  readonly openedAt: string;
  /** Since when it waits in its present queue. */
  readonly queuedAt: string;
  readonly claimedAt: string | null;
  /** The oldest word of the person that no human has answered; null when there is none. */
  readonly unansweredSince: string | null;
  readonly remindedAt: string | null;
  readonly endedAt: string | null;
  /** The agent's cause code (a cause of the diagnosis, or `other`); null until resolved. */
  readonly cause: string | null;
  readonly outcome: CaseOutcome;
  /** Where an answer reaches a person who has left. */
  readonly mailAddress: string | null;
}

export function isEnded({ status }: Pick<CaseState, 'status'>): boolean {
  return status !== 'requested' && status !== 'queued' && status !== 'claimed';
}
