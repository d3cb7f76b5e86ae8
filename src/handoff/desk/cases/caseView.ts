import type { JsonObject } from '../../../base/json.js';
import type { AgentRecord } from '../../../storage/agentStore.js';
import type { CaseRecord } from '../../../storage/caseStore.js';
import { caseState } from '../../caseRow.js';
import type { CaseListItem, CaseView } from '../deskApi.js';
import type { DeskServices } from '../deskServices.js';
import { agentLocale } from '../me.js';
import { mailAddressShown } from './mailAddressShown.js';
import { readLooks } from './readLooks.js';

export type ViewServices = Pick<DeskServices, 'storage' | 'reader'>;

/** A case as one line of a list. */
export function caseListItem({ reader }: Pick<DeskServices, 'reader'>, record: CaseRecord): CaseListItem {
  const state = caseState(record);
  const { caseId, reference, status, request, standing, agent, openedAt, queuedAt, endedAt } = state;
  return {
    ...{ caseId, version: record.version, reference, status, queue: standing.queue },
    agent: agent && { id: agent.id, name: agent.name },
    personName: request.personName,
    locale: request.locale,
    channelId: request.channelId,
    family: request.family,
    host: hostOf(request.facts),
    primary: reader.primary(state),
    ...{ openedAt, queuedAt, endedAt },
    unansweredSince: state.unansweredSince,
    outcome: state.outcome,
  };
}

/** All of a case but its conversation, for one agent. */
export async function caseView(
  services: ViewServices,
  record: CaseRecord,
  agent: AgentRecord,
): Promise<CaseView> {
  const state = caseState(record);
  const { holding, request, person, cause, mailAddress } = state;
  return {
    ...caseListItem(services, record),
    ...{ holding, reason: request.reason, person, cause, words: request.words },
    mailAddress: mailAddressShown(record, agent, mailAddress),
    summary: services.reader.summary(state, await readLooks(services.storage, record), agentLocale(agent)),
    cursors: await services.storage.cases.cursors(record.caseId),
  };
}

function hostOf(facts: JsonObject): string | null {
  const { endpointShown } = facts;
  return typeof endpointShown === 'string' ? endpointShown : null;
}
