import type { CaseRecord } from '../../storage/caseStore.js';
import type { StoredActivity } from '../../storage/storage.js';
import type { CaseEvent } from '../case/caseEvent.js';
import type { CaseState } from '../case/caseState.js';
import type { SummaryPart } from '../desk/deskApi.js';

/** A place other than the desk where human agents work. How they answer is each hub's own way; see its folder. */
export interface Hub {
  /** As a queue names it. */
  readonly id: string;
  /**
   * Hands over one piece of a case's story. The pieces of a case come in order, one at a time, each at least once: a piece
   * that was delivered may come again after a crash, with the same key. Never rejects.
   */
  deliver(piece: HubPiece, signal: AbortSignal): Promise<HubDelivery>;
  /** The person is typing: shown now or never, and of no order. Absent where nobody could see it. Never rejects. */
  readonly typing?: (record: CaseRecord) => Promise<void>;
}

export type HubPiece = PieceContext & (RequestedPiece | MessagePiece | EventPiece);

interface PieceContext {
  /** The same whenever this piece is delivered, and of no other. */
  readonly key: string;
  /** When it happened, ISO 8601 UTC. */
  readonly at: string;
  /** The case as it is now, which may be further than this piece. */
  readonly record: CaseRecord;
  readonly state: CaseState;
}

/** The case comes to this hub: always the first piece. */
interface RequestedPiece {
  readonly kind: 'requested';
  readonly summary: readonly SummaryPart[];
  readonly transcript: Transcript;
}

/** Said while the case waits or is worked on, by the person or by the bot. */
interface MessagePiece {
  readonly kind: 'message';
  /** Its place in the conversation's log. */
  readonly seq: number;
  readonly from: 'person' | 'bot';
  /** The person's as written; the bot's as Markdown. */
  readonly text: string;
  readonly files: readonly HubFile[];
}

interface EventPiece {
  readonly kind: 'event';
  readonly event: CaseEvent;
}

/** A file that the person sent. */
export interface HubFile {
  readonly name: string;
  readonly contentType: string;
  /** Under which this house keeps it; null when it lies with the channel. */
  readonly fileId: string | null;
}

/** The attachment in which hubs that know the Bot Framework look for what was said before. */
export interface Transcript {
  readonly contentType: 'application/json';
  readonly name: 'Transcript';
  readonly content: { readonly activities: readonly StoredActivity[] };
}

export type HubDelivery =
  | { readonly outcome: 'delivered' }
  /** May be taken later; `retryAfterMs` when the hub named a time. */
  | { readonly outcome: 'retry'; readonly error: string; readonly retryAfterMs: number | null }
  /** Will never be taken: the person gets the bot back. */
  | { readonly outcome: 'refused'; readonly error: string };
