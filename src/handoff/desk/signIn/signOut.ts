import type { DeskServices } from '../deskServices.js';
import type { DeskCall } from '../withAgent.js';
import { endSession } from './deskSession.js';

/** `POST sign-out`: ends this browser's session, and with it its sockets. */
export async function signOut(
  services: DeskServices,
  { response, session, agent }: DeskCall,
  endSockets: (tokenHash: string) => void,
): Promise<void> {
  await endSession(services, response, session);
  endSockets(session.tokenHash);
  services.audit({ agentId: agent.id, agent: agent.name, action: 'signed-out', caseId: null, detail: null });
  response.writeHead(204, { 'Cache-Control': 'no-store' });
  response.end();
}
