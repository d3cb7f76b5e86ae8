import { answerJson, type Refusal, refuse } from '../../../channels/answer.js';
import type { AuditAction } from '../../../storage/auditStore.js';
import type { CaseRefusal } from '../../case/decideCase.js';
import type { OutsideCommand } from '../../handoff.js';
import type { AgentMessage } from '../../handoffEvent.js';
import type { DeskServices } from '../deskServices.js';
import { type CaseCall, noCase } from '../withAgent.js';
import { caseView } from './caseView.js';

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

function refusalOf(code: CaseRefusal): Refusal {
  return code === 'no-case' ? noCase : { status: 409, code, message: messages[code] };
}

const messages: { readonly [code in Exclude<CaseRefusal, 'no-case'>]: string } = {
  'already-open': 'The conversation has an open case already.',
  'already-claimed': 'Another agent has the case.',
  stale: 'The case has changed hands since.',
  'not-yours': 'Only the agent who has the case can do this.',
  ended: 'The case has ended.',
};
