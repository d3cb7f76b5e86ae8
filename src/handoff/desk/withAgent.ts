import { timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'restify';
import { isJsonObject } from '../../base/isJsonObject.js';
import type { JsonObject } from '../../base/json.js';
import { type Refusal, refuse } from '../../channels/answer.js';
import { guarded, type Handler } from '../../channels/guarded.js';
import { readJson } from '../../channels/readJson.js';
import type { AgentRecord, SignedIn } from '../../storage/agentStore.js';
import type { CaseRecord } from '../../storage/caseStore.js';
import type { CaseAgent } from '../case/caseState.js';
import type { DeskServices } from './deskServices.js';
import { readSession } from './signIn/deskSession.js';

/** A request of a signed-in agent; one that changes something came from our own page. */
export interface DeskCall extends SignedIn {
  readonly request: Request;
  readonly response: Response;
}

export interface CaseCall extends DeskCall {
  readonly record: CaseRecord;
}

const csrfHeader = 'x-trustdesk-csrf';
const maxBodyBytes = 65_536;

/** Lets `handler` run only for a signed-in agent, and a change only with the session's own token. */
export function withAgent(
  services: DeskServices,
  handler: (services: DeskServices, call: DeskCall) => Promise<void>,
): Handler {
  return guarded(services, async (request, response) => {
    const foreign = services.ownOrigin.refusal(request);
    if (foreign !== null) return refuse(response, foreign);
    const signedIn = await readSession(services, request);
    if (signedIn === null) return refuse(response, signedOut);
    if (request.method !== 'GET' && !isSame(request.headers[csrfHeader], signedIn.session.csrf))
      return refuse(response, wrongCsrf);
    await handler(services, { request, response, ...signedIn });
  });
}

/** The same for the case that the path names. Every agent may see every case. */
export function withCase(
  services: DeskServices,
  handler: (services: DeskServices, call: CaseCall) => Promise<void>,
): Handler {
  return withAgent(services, async (_services, call) => {
    const caseId = String(call.request.params?.caseId ?? '');
    const record = caseId.length > 64 ? null : await services.storage.cases.read(caseId);
    if (record === null) return refuse(call.response, noCase);
    await handler(services, { ...call, record });
  });
}

/** The same for supervisors alone. */
export function withSupervisor(
  services: DeskServices,
  handler: (services: DeskServices, call: DeskCall) => Promise<void>,
): Handler {
  return withAgent(services, async (_services, call) =>
    call.agent.role === 'supervisor' ? handler(services, call) : refuse(call.response, notAllowed),
  );
}

/** A JSON object; null when the request has been refused. */
export async function readBodyOf({ request, response }: DeskCall): Promise<JsonObject | null> {
  const body = await readJson(request, maxBodyBytes);
  if (body.ok && isJsonObject(body.value)) return body.value;
  refuse(response, body.ok ? badRequest('The body is no JSON object.') : body.refusal);
  return null;
}

export function caseAgent({ id, name }: AgentRecord): CaseAgent {
  return { id, name };
}

export function badRequest(message: string): Refusal {
  return { status: 400, code: 'bad-request', message };
}

export function notFound(code: string, message: string): Refusal {
  return { status: 404, code, message };
}

export const signedOut: Refusal = { status: 401, code: 'signed-out', message: 'Nobody is signed in.' };
export const noCase = notFound('no-case', 'There is no such case.');
const notAllowed: Refusal = {
  status: 403,
  code: 'not-allowed',
  message: 'Only a supervisor can do this.',
};
const wrongCsrf: Refusal = {
  status: 403,
  code: 'csrf',
  message: `The header ${csrfHeader} does not hold the token of this session.`,
};

function isSame(given: string | string[] | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(String(given ?? '')), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
