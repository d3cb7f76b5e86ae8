import { escapeMarkdown } from '../../../answers/escapeMarkdown.js';
import type { AgentRecord } from '../../../storage/agentStore.js';
import type { CaseRecord } from '../../../storage/caseStore.js';
import { caseState } from '../../caseRow.js';
import type { Timeline } from '../deskApi.js';

const longestAddress = 254;

/** Whose address it is nobody needs to know who does not answer. */
export function mailAddressShown(
  { agentId }: Pick<CaseRecord, 'agentId'>,
  agent: Pick<AgentRecord, 'id'>,
  address: string | null,
): string | null {
  return address === null || agentId === agent.id ? address : `…${address.slice(address.lastIndexOf('@'))}`;
}

/** The same in what was said and in what happened: the bot repeats the address to the person. */
export function withMailAddressShown<T extends Pick<Timeline, 'entries' | 'events'>>(
  page: T,
  record: CaseRecord,
  agent: Pick<AgentRecord, 'id'>,
): T {
  if (record.agentId === agent.id) return page;
  const { mailAddress } = caseState(record);
  const mailbox = mailAddress?.slice(0, mailAddress.lastIndexOf('@')) ?? null;
  const hide = (text: string): string =>
    mailbox === null
      ? text
      : text
          .replaceAll(`${mailbox}@`, '…@')
          .replaceAll(`${escapeMarkdown(mailbox, longestAddress)}\\@`, '…@');
  return {
    ...page,
    entries: page.entries.map((entry) => ({ ...entry, text: hide(entry.text) })),
    events: page.events.map(({ event, ...place }) =>
      event.type === 'mail-address'
        ? { ...place, event: { ...event, address: mailAddressShown(record, agent, event.address) } }
        : { ...place, event },
    ),
  };
}
