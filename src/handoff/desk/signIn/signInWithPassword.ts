import type { Request, Response } from 'restify';
import type { JsonObject } from '../../../base/json.js';
import { answerJson, type Refusal, refuse } from '../../../channels/answer.js';
import { callerNetwork } from '../../../channels/callerNetwork.js';
import { readPageRequest, tooMany } from '../../../channels/directLine/generateToken.js';
import { readEmail } from '../../agents/newAgent.js';
import type { DeskServices } from '../deskServices.js';
import { meOf } from '../me.js';
import { badRequest } from '../withAgent.js';
import { openSession } from './deskSession.js';

/** `POST sign-in {email, password}` */
export async function signInWithPassword(
  services: DeskServices,
  request: Request,
  response: Response,
): Promise<void> {
  const check = services.signIn.passwords;
  if (check === null) return refuse(response, passwordsOff);
  const address = request.socket.remoteAddress ?? '';
  const network = callerNetwork(request);
  const early = services.signIn.limits.address.take(network);
  if (early > 0) return refuse(response, tooMany(early));
  const body = await readPageRequest(services, request);
  if (!body.ok) return refuse(response, body.refusal);
  const { email: given, password } = (body.value ?? {}) as JsonObject;
  if (typeof given !== 'string' || typeof password !== 'string')
    return refuse(response, badRequest('An e-mail address and a password are needed.'));
  // What is no address is nobody's; it takes its time all the same.
  const email = readEmail(given) ?? '';
  const wait = waitFor(services, email, network);
  if (wait > 0) return refuse(response, tooMany(wait));
  const agent = await check(email, password.slice(0, 1_000));
  if (agent === 'busy') return refuse(response, tooMany(5));
  if (agent === null) {
    services.audit({ agentId: null, agent: email, action: 'sign-in-refused', caseId: null, detail: address });
    return refuse(response, wrongPassword);
  }
  const session = await openSession(services, request, response, agent);
  const line = { agentId: agent.id, agent: agent.name, caseId: null, detail: 'password' };
  services.audit({ ...line, action: 'signed-in' });
  answerJson(response, 200, await meOf(services, { session, agent }));
}

function waitFor({ signIn: { limits } }: DeskServices, email: string, network: string): number {
  return Math.max(limits.pair.take(`${email} ${network}`), limits.email.take(email));
}

const wrongPassword: Refusal = {
  status: 401,
  code: 'wrong-password',
  message: 'No agent has this e-mail address and password.',
};
const passwordsOff: Refusal = {
  status: 403,
  code: 'password-sign-in-off',
  message: 'Agents sign in over OpenID Connect here.',
};
