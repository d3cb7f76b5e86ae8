import type { CaseEvent } from '../case/caseEvent.js';
import type { Actor } from '../case/caseState.js';
import type { ExportRequest } from './exportSource.js';

/** What happened to a case, in a sentence; null for what only the machinery needs, or what stands there as a message. */
export function eventText(event: CaseEvent, { t }: ExportRequest['texts']): string | null {
  const name = nameOf(event.by);
  switch (event.type) {
    case 'requested':
      return t('export:event.requested', { reference: event.reference });
    case 'claimed':
      return t('export:event.claimed', { name: event.agent.name });
    case 'transferred':
      return t('export:event.transferred', { to: event.to?.name ?? event.standing.queue });
    case 'released':
      return t('export:event.released');
    case 'resolved':
      return t(event.solved ? 'export:event.solved' : 'export:event.notSolved', { name });
    case 'cancelled':
      return t(`export:event.cancelled.${event.reason}`);
    case 'expired':
      return t('export:event.expired');
    case 'failed':
      return t('export:event.failed');
    case 'mail-address':
      return t(event.address === null ? 'export:event.noMailAddress' : 'export:event.mailAddress');
    case 'outcome':
      return t('export:event.outcome', { outcome: t(`export:outcome.${event.outcome}`) });
    case 'noted':
      return t('export:event.noted', { name });
    case 'bot-noted':
      return t('export:event.botNoted');
    case 'queued':
    case 'reminded':
    case 'person-spoke':
    case 'agent-spoke':
      return null;
  }
}

/** What was written with an event, as written. */
export function eventWords(event: CaseEvent): string | null {
  switch (event.type) {
    case 'noted':
    case 'bot-noted':
    case 'resolved':
      return event.text;
    case 'requested':
      return event.request.words;
    case 'mail-address':
      return event.address;
    default:
      return null;
  }
}

function nameOf(by: Actor): string {
  if (by.kind === 'agent') return by.agent.name;
  return by.kind === 'hub' ? by.hub : '';
}
