import { answerJson, refuse } from '../../../channels/answer.js';
import type { AuditAction } from '../../../storage/auditStore.js';
import type { OutsideCommand } from '../../handoff.js';
import type { AgentMessage } from '../../handoffEvent.js';
import type { DeskServices } from '../deskServices.js';
import { type CaseCall, noCase } from '../withAgent.js';
import { caseView } from './caseView.js';
import { refusalOf } from './refusalOf.js';

export interface CaseAct {
  readonly command: OutsideCommand;
  /** Of `speak`. */
  readonly message?: AgentMessage;
  readonly action: AuditAction;
  readonly detail?: string;
}

/** Does it and answers with the case as it is then; or says why not. */
export async function actOnCase(services: DeskServices, call: CaseCall, act: CaseAct): Promise<void> {
  const { response, record, agent } = call;
  const { caseId } = record;
  const result = await services.handoff.act(caseId, act.command, act.message);
  if (!result.ok) return refuse(response, refusalOf(result.refusal));
  if (result.events.length > 0)
    services.audit({
      ...{ agentId: agent.id, agent: agent.name, action: act.action, caseId },
      detail: act.detail ?? null,
    });
  const changed = await services.storage.cases.read(caseId);
  if (changed === null) return refuse(response, noCase);
  answerJson(response, 200, await caseView(services, changed, agent));
}
