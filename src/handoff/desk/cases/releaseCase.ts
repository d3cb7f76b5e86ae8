import { refuse } from '../../../channels/answer.js';
import type { DeskServices } from '../deskServices.js';
import { badRequest, type CaseCall, caseAgent, readBodyOf } from '../withAgent.js';
import { actOnCase } from './actOnCase.js';

/** `POST cases/:id/release {holding}`: back to its queue. */
export async function releaseCase(services: DeskServices, call: CaseCall): Promise<void> {
  const body = await readBodyOf(call);
  if (body === null) return;
  const { holding } = body;
  if (typeof holding !== 'number') return refuse(call.response, badRequest('holding is missing.'));
  const standing = services.queues().standing(call.record.queue, services.clock.now());
  await actOnCase(services, call, {
    command: { type: 'release', agent: caseAgent(call.agent), holding, reason: 'by-agent', standing },
    action: 'released',
  });
}
