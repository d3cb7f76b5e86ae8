import { refuse } from '../../channels/answer.js';
import type { DeskServices } from './deskServices.js';
import { type DeskCall, notFound } from './withAgent.js';

/** `DELETE people/:personKey`: erases the person, which nobody can undo. */
export async function deletePerson(
  services: DeskServices,
  { request, response, agent }: DeskCall,
): Promise<void> {
  const person = String(request.params?.personKey ?? '').slice(0, 1_000);
  const erased = await services.erase(person, { agentId: agent.id, agent: agent.name });
  if (erased === null) return refuse(response, notFound('no-person', 'There is nothing of such a person.'));
  response.writeHead(204, { 'Cache-Control': 'no-store' });
  response.end();
}
