import { refuse } from '../../../channels/answer.js';
import { caseState } from '../../caseRow.js';
import type { DeskServices } from '../deskServices.js';
import { type CaseCall, caseAgent } from '../withAgent.js';
import { actOnCase } from './actOnCase.js';

/** `POST cases/:id/claim`: of several who claim at once, one wins. */
export async function claimCase(services: DeskServices, call: CaseCall): Promise<void> {
  const { hub } = caseState(call.record).standing;
  if (hub !== 'desk') {
    const message = `Agents of ${hub} answer this queue.`;
    return refuse(call.response, { status: 409, code: 'other-hub', message });
  }
  const agent = caseAgent(call.agent);
  await actOnCase(services, call, { command: { type: 'claim', agent }, action: 'claimed' });
}
