import type { CaseEvent } from '../case/caseEvent.js';
import type { CaseOutcome, CaseReason, CaseStatus } from '../case/caseState.js';
import type { MessageDelivery } from '../messageDelivery.js';

/**
 * What the desk's page and its server say to each other, as JSON. Requests that change something carry the header
 * `x-trustdesk-csrf` with the token of `Me` (all but the sign-in itself); a refused one answers `{error: {code, message}}`:
 *
 * | status | codes |
 * |---|---|
 * | 400 | `bad-request`, `json-malformed` |
 * | 401 | `signed-out`; of a sign-in `wrong-password` |
 * | 403 | `foreign-origin`, `csrf`, `not-allowed` (a supervisor's right), `password-sign-in-off` |
 * | 404 | `no-case`, `no-file`, `no-agent`, `no-queue`, `no-issuer`, `no-person` |
 * | 409 | the codes of CaseRefusal; `other-hub` of a claim; `agent-offline` of a transfer; `no-endpoint` of a probe; `no-public-url` of a message with files |
 * | 413, 415 | `file-too-large`, `private-key`, `body-too-large`, `conversation-full` |
 * | 429 | `too-many-requests`, with Retry-After in seconds |
 *
 * | request | answer |
 * |---|---|
 * | GET  /desk/api/sign-in | SignInWays |
 * | POST /desk/api/sign-in {email, password} | Me |
 * | GET  /desk/api/sign-in/oidc, …/oidc/callback | redirects |
 * | POST /desk/api/sign-out | 204 |
 * | GET  /desk/api/me | Me, 401 when nobody is signed in |
 * | PATCH /desk/api/me {presence?, locale?} | Me |
 * | GET  /desk/api/cases?view=&q=&before= | CasePage |
 * | GET  /desk/api/cases/:id | CaseView |
 * | GET  /desk/api/cases/:id/timeline?afterSeq=&afterEvent= | Timeline |
 * | POST /desk/api/cases/:id/claim | CaseView |
 * | POST /desk/api/cases/:id/transfer {holding, agentId} or {holding, queue} | CaseView |
 * | POST /desk/api/cases/:id/release {holding} | CaseView |
 * | POST /desk/api/cases/:id/resolve {holding, solved, cause, text} | CaseView |
 * | POST /desk/api/cases/:id/note {text} | CaseView |
 * | POST /desk/api/cases/:id/message {holding, messageId, text, fileIds} | CaseView |
 * | POST /desk/api/cases/:id/probe {holding} | CaseView: looks at the case's endpoint again; the result comes as a note |
 * | POST /desk/api/cases/:id/files?name= (the bytes) | SentFile |
 * | GET  /desk/api/cases/:id/files/:fileId | the bytes |
 * | GET  /desk/api/cases/:id/export?format=json, transcript or html&notes=yes | a file; without `notes` as the person may have it |
 * | DELETE /desk/api/people/:personKey (supervisors) | 204: erases the person |
 * | GET  /desk/api/audit?before= (supervisors) | AuditPage |
 * | WebSocket /desk/socket | DeskCommand up, DeskNews down |
 */
export type DeskView = 'waiting' | 'mine' | 'open' | 'ended';

export type AgentRole = 'agent' | 'supervisor';
export type Presence = 'available' | 'away';

export interface SignInWays {
  readonly password: boolean;
  /** Name of the OpenID Connect issuer's host; null when none is configured. */
  readonly oidc: string | null;
  /** Nobody can sign in yet: no agent was added and no issuer is configured. The page says how to add one. */
  readonly nobody: boolean;
}

/** How a sign-in over OpenID Connect failed: the page is opened as `/desk/?sign-in=<problem>`. */
export type SignInProblem =
  /** The issuer could not be reached or is not what its address says. */
  | 'unavailable'
  /** Begun too long ago, in another browser, or tampered with: begin again. */
  | 'expired'
  /** The issuer refused, or the person did. */
  | 'refused'
  /** Signed in there, but without a role that may use the desk, or disabled here. */
  | 'not-allowed';

export interface DeskAgent {
  readonly id: string;
  readonly name: string;
  readonly role: AgentRole;
  /** `offline`: no desk of theirs is open. */
  readonly presence: Presence | 'offline';
}

export interface Me {
  readonly agent: DeskAgent;
  readonly email: string;
  readonly locale: string;
  readonly csrf: string;
  readonly agents: readonly DeskAgent[];
  readonly queues: readonly { readonly id: string; readonly name: string; readonly open: boolean }[];
  /** Cause codes with which a case may be resolved, with their names in the agent's language. */
  readonly causes: readonly { readonly code: string; readonly name: string }[];
  /** By the locale of the person who is to read them. */
  readonly replies: { readonly [locale: string]: readonly CannedReply[] };
}

export interface CannedReply {
  readonly id: string;
  /** In the agent's language. */
  readonly title: string;
  /** In the person's language. */
  readonly text: string;
}

export interface CaseListItem {
  readonly caseId: string;
  readonly version: number;
  readonly reference: string;
  readonly status: CaseStatus;
  readonly queue: string;
  readonly agent: { readonly id: string; readonly name: string } | null;
  readonly personName: string | null;
  readonly locale: string;
  readonly channelId: string;
  readonly family: string | null;
  /** The host that the case is about; null when none is known. */
  readonly host: string | null;
  /** The finding that ranks first in the latest look, as a code; null when there is none. */
  readonly primary: string | null;
  readonly openedAt: string;
  readonly queuedAt: string;
  readonly endedAt: string | null;
  /** Since when the person waits for an answer; null when the last word is an agent's. */
  readonly unansweredSince: string | null;
  readonly outcome: CaseOutcome;
}

export interface CasePage {
  readonly cases: readonly CaseListItem[];
  /** Give it as `before` for the next page; null on the last one. */
  readonly before: string | null;
}

/** A labelled fact of the summary: the label in the agent's language, the value as Markdown. */
export interface SummaryFact {
  readonly label: string;
  readonly value: string;
}

export interface SummaryPart {
  /** `error`, `answers`, `look`, `certificate`, `findings`, `advice`, `place` … */
  readonly id: string;
  readonly title: string;
  readonly facts: readonly SummaryFact[];
  /** Markdown below the facts; null for none. */
  readonly text: string | null;
}

export interface CaseView extends CaseListItem {
  readonly holding: number;
  readonly reason: CaseReason;
  readonly person: string;
  readonly cause: string | null;
  /** Where an answer reaches a person who has left; masked unless the agent has the case. */
  readonly mailAddress: string | null;
  /** What the person added or corrected, as written. */
  readonly words: string | null;
  readonly summary: readonly SummaryPart[];
  /** How far each side has read, as a seq of the timeline. */
  readonly cursors: { readonly [name: string]: number };
}

/** A line of the conversation. `seq` orders and is the watermark. */
export interface TimelineEntry {
  readonly seq: number;
  readonly at: string;
  readonly from: 'person' | 'bot' | 'agent';
  /** Name of the agent who wrote it; null for others. */
  readonly name: string | null;
  /** Of an agent's message: the `messageId` it was sent with. */
  readonly messageId: string | null;
  /** As the person or the agent wrote it; the bot's as Markdown. */
  readonly text: string;
  readonly files: readonly SentFile[];
  /** What has become of an agent's message; null for others. When it changes the entry comes again. */
  readonly delivery: MessageDelivery | null;
}

export interface SentFile {
  readonly fileId: string;
  readonly name: string;
  readonly contentType: string;
}

/** An event stands behind the entry of its `seq`. Notes are events. */
export interface TimelineEvent {
  readonly n: number;
  readonly seq: number;
  readonly event: CaseEvent;
}

export interface Timeline {
  readonly entries: readonly TimelineEntry[];
  readonly events: readonly TimelineEvent[];
  /** How far these go, what is never shown included: give both to go on from here. */
  readonly afterSeq: number;
  readonly afterEvent: number;
  /** Whether more is there after these. */
  readonly more: boolean;
}

export interface AuditPage {
  readonly lines: readonly {
    readonly at: string;
    readonly agent: string;
    readonly action: string;
    readonly caseId: string | null;
    /** The case's number; null also for a case that is there no more. */
    readonly reference: string | null;
    readonly detail: string | null;
  }[];
  readonly before: string | null;
}

/** From the page. After a new connection it says again what it watches, from where it has come to. */
export type DeskCommand =
  | {
      readonly type: 'watch';
      readonly caseId: string;
      readonly afterSeq: number;
      readonly afterEvent: number;
    }
  | { readonly type: 'unwatch'; readonly caseId: string }
  | { readonly type: 'typing'; readonly caseId: string }
  | { readonly type: 'read'; readonly caseId: string; readonly seq: number };

/** To the page. */
export type DeskNews =
  /** First on each connection: lists may have changed meanwhile. */
  | { readonly type: 'hello'; readonly me: DeskAgent }
  | { readonly type: 'case'; readonly item: CaseListItem }
  /** The case is there no more: its person was erased. */
  | { readonly type: 'gone'; readonly caseId: string }
  | ({ readonly type: 'timeline'; readonly caseId: string; readonly view: CaseView } & Timeline)
  /** The person never got these entries of the bot's, since a human has taken over: the page takes them away. */
  | { readonly type: 'withheld'; readonly caseId: string; readonly seqs: readonly number[] }
  | {
      readonly type: 'typing';
      readonly caseId: string;
      readonly from: 'person' | 'agent';
      readonly name: string | null;
    }
  /** Somebody has read further. */
  | { readonly type: 'read'; readonly caseId: string; readonly cursors: { readonly [name: string]: number } }
  | { readonly type: 'agents'; readonly agents: readonly DeskAgent[] }
  /** The agent whose case it is has not answered for long. */
  | { readonly type: 'reminder'; readonly caseId: string }
  | { readonly type: 'signed-out' };
