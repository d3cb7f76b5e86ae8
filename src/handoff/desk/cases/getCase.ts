import { answerJson } from '../../../channels/answer.js';
import type { DeskServices } from '../deskServices.js';
import type { CaseCall } from '../withAgent.js';
import { caseView } from './caseView.js';

/** `GET cases/:id` */
export async function getCase(services: DeskServices, { response, record, agent }: CaseCall): Promise<void> {
  services.audit({
    agentId: agent.id,
    agent: agent.name,
    action: 'viewed',
    caseId: record.caseId,
    detail: null,
  });
  answerJson(response, 200, await caseView(services, record, agent));
}
