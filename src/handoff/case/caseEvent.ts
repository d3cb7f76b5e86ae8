import type { Actor, CaseAgent, CaseOutcome, CaseRequest, QueueStanding } from './caseState.js';

/** Why an agent no longer has a case that goes on. */
export type ReleaseReason = 'by-agent' | 'agent-silent' | 'agent-offline' | 'hub';

/** What happened to a case; the stored log of these is the case. Everything in them is plain JSON. */
export type CaseHappening =
  | {
      readonly type: 'requested';
      readonly caseId: string;
      readonly reference: string;
      readonly conversation: string;
      readonly person: string;
      readonly request: CaseRequest;
      readonly standing: QueueStanding;
    }
  | { readonly type: 'queued' }
  | { readonly type: 'claimed'; readonly agent: CaseAgent }
  /** To another agent, who has it from then on, or to another queue. */
  | { readonly type: 'transferred'; readonly to: CaseAgent | null; readonly standing: QueueStanding }
  /** Back to its queue. */
  | { readonly type: 'released'; readonly reason: ReleaseReason; readonly standing: QueueStanding }
  | { readonly type: 'reminded' }
  /** The person wrote while the case was open; the words stand in the conversation's log. */
  | { readonly type: 'person-spoke' }
  /** `messageId` is the sender's own id of the message, by which a repeated one is known. */
  | { readonly type: 'agent-spoke'; readonly messageId: string }
  /** For agents' eyes only. */
  | { readonly type: 'noted'; readonly text: string }
  /** What the bot would have said while a human had the conversation, as Markdown: a look's result, for example. */
  | { readonly type: 'bot-noted'; readonly text: string }
  | {
      readonly type: 'resolved';
      readonly solved: boolean;
      readonly cause: string;
      readonly text: string | null;
    }
  | { readonly type: 'cancelled'; readonly reason: 'by-person' | 'person-left' | 'erased' }
  | { readonly type: 'expired' }
  /** The hub could not take it; `error` is for operators. */
  | { readonly type: 'failed'; readonly error: string }
  | { readonly type: 'outcome'; readonly outcome: CaseOutcome }
  | { readonly type: 'mail-address'; readonly address: string | null };

export type CaseEvent = CaseHappening & {
  /** 1, 2, 3 … within the case. */
  readonly n: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly by: Actor;
};

export type CaseEventType = CaseEvent['type'];
