import type { JsonObject } from '../../../base/json.js';
import type { CaseRecord } from '../../../storage/caseStore.js';
import type { CaseEvent } from '../../case/caseEvent.js';
import type { CaseAgent, CaseState } from '../../case/caseState.js';
import { caseState } from '../../caseRow.js';
import type { SummaryPart } from '../../desk/deskApi.js';
import type { HubPiece, Transcript } from '../hub.js';
import { summaryText } from '../summaryText.js';

/** What TrustDesk posts to the webhook; docs/handoffWebhook.openapi.yaml describes it. */
export type WebhookPost = {
  /** The same whenever this post comes again. */
  readonly key: string;
  readonly at: string;
  readonly case: WebhookCase;
} & (
  | {
      readonly type: 'requested';
      readonly summary: { readonly text: string; readonly parts: readonly SummaryPart[] };
      readonly transcript: Transcript;
    }
  | {
      readonly type: 'message';
      readonly from: 'person' | 'bot';
      readonly text: string;
      readonly files: readonly WebhookFile[];
    }
  | { readonly type: 'event'; readonly event: WebhookEvent }
  /** The person is typing. It comes once or never, outside the order. */
  | { readonly type: 'typing' }
);

export interface WebhookCase {
  readonly caseId: string;
  readonly reference: string;
  readonly status: string;
  readonly queue: string;
  readonly agent: CaseAgent | null;
  readonly locale: string;
  readonly channelId: string;
  readonly personName: string | null;
  readonly family: string | null;
  readonly reason: string;
  readonly words: string | null;
  readonly openedAt: string;
  readonly outcome: string;
}

export interface WebhookFile {
  readonly name: string;
  readonly contentType: string;
  /** A path of TrustDesk, to be fetched with a signature; null when the file lies with the channel. */
  readonly path: string | null;
}

export type WebhookEvent = JsonObject & { readonly type: string; readonly n: number; readonly at: string };

export function webhookPost(piece: HubPiece): WebhookPost {
  const head = { key: piece.key, at: piece.at, case: webhookCase(piece.state) };
  switch (piece.kind) {
    case 'requested': {
      const { summary: parts, transcript } = piece;
      return { ...head, type: 'requested', summary: { text: summaryText(parts), parts }, transcript };
    }
    case 'message': {
      const { from, text } = piece;
      const files = piece.files.map(({ name, contentType, fileId }) => ({
        ...{ name, contentType },
        path: fileId === null ? null : filePath(piece.state.caseId, fileId),
      }));
      return { ...head, type: 'message', from, text, files };
    }
    case 'event':
      return { ...head, type: 'event', event: plainEvent(piece.event) };
  }
}

export function typingPost(record: CaseRecord, at: string): WebhookPost {
  return { key: `${record.caseId}:typing-${at}`, at, case: webhookCase(caseState(record)), type: 'typing' };
}

export function casePath(caseId: string): string {
  return `/hooks/handoff/${encodeURIComponent(caseId)}`;
}

export function filePath(caseId: string, fileId: string): string {
  return `${casePath(caseId)}/files/${encodeURIComponent(fileId)}`;
}

function webhookCase({
  caseId,
  reference,
  status,
  standing,
  agent,
  request,
  ...rest
}: CaseState): WebhookCase {
  const { locale, channelId, personName, family, reason, words } = request;
  const { openedAt, outcome } = rest;
  return {
    ...{ caseId, reference, status, queue: standing.queue, agent, locale, channelId, personName, family },
    ...{ reason, words, openedAt, outcome },
  };
}

/** How a queue stands is our own affair. */
function plainEvent(event: CaseEvent): WebhookEvent {
  const { standing: _, ...told } = event as CaseEvent & { standing?: unknown };
  return told as unknown as WebhookEvent;
}
