import { type Refusal, refuse } from '../../../channels/answer.js';
import type { CaseAgent } from '../../case/caseState.js';
import type { DeskServices } from '../deskServices.js';
import { badRequest, type CaseCall, caseAgent, notFound, readBodyOf } from '../withAgent.js';
import { actOnCase } from './actOnCase.js';

/** `POST cases/:id/transfer {holding, agentId}` or `{holding, queue}` */
export async function transferCase(services: DeskServices, call: CaseCall): Promise<void> {
  const body = await readBodyOf(call);
  if (body === null) return;
  const { holding, agentId, queue } = body;
  if (typeof holding !== 'number') return refuse(call.response, badRequest('holding is missing.'));
  const to = typeof agentId === 'string' ? await receiver(services, agentId) : queueOf(services, queue);
  if ('status' in to) return refuse(call.response, to);
  const standing = services.queues().standing(to.queue ?? call.record.queue, services.clock.now());
  await actOnCase(services, call, {
    command: { type: 'transfer', agent: caseAgent(call.agent), holding, to: to.agent, standing },
    action: 'transferred',
    detail: to.agent?.name ?? standing.queue,
  });
}

interface Receiver {
  readonly agent: CaseAgent | null;
  /** Null: the queue it is in. */
  readonly queue: string | null;
}

async function receiver(services: DeskServices, agentId: string): Promise<Receiver | Refusal> {
  const agent = await services.storage.agents.read(agentId.slice(0, 64));
  if (agent === null || agent.disabled) return notFound('no-agent', 'There is no such agent.');
  if (services.presence.of(agent.id) === 'offline')
    return { status: 409, code: 'agent-offline', message: 'No desk of this agent is open.' };
  return { agent: caseAgent(agent), queue: null };
}

function queueOf(services: DeskServices, queue: unknown): Receiver | Refusal {
  const known = services.queues().ids.find((id) => id === queue);
  return known === undefined
    ? notFound('no-queue', 'There is no such queue.')
    : { agent: null, queue: known };
}
