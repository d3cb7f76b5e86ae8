import type { Request, Response } from 'restify';
import { refuse } from '../../../channels/answer.js';
import { callerNetwork } from '../../../channels/callerNetwork.js';
import { tooMany } from '../../../channels/directLine/generateToken.js';
import type { SignInProblem } from '../deskApi.js';
import type { DeskServices } from '../deskServices.js';
import { notFound } from '../withAgent.js';
import { type DeskCookie, readCookie, setCookie } from './deskCookie.js';
import { openSession } from './deskSession.js';
import { agentOfOidc } from './oidcAgent.js';
import { attemptSeconds, type OidcAttempts } from './oidcAttempts.js';

const callbackPath = '/desk/api/sign-in/oidc/callback';

/** Lax: the browser comes back from the issuer's site. */
const attemptCookie: DeskCookie = {
  name: 'trustdesk-desk-sign-in',
  sameSite: 'Lax',
  maxAgeSeconds: attemptSeconds,
};

/** `GET sign-in/oidc`: to the issuer. */
export async function beginOidc(
  services: DeskServices,
  attempts: OidcAttempts,
  request: Request,
  response: Response,
): Promise<void> {
  const { signIn, ownOrigin, newId, secure } = services;
  const origin = ownOrigin.of(request);
  if (signIn.oidc === null || origin === null) return refuse(response, noIssuer);
  const wait = signIn.limits.address.take(callerNetwork(request));
  if (wait > 0) return refuse(response, tooMany(wait));
  const begun = await signIn.oidc.issuer.begin(`${origin.origin}${callbackPath}`);
  if (!begun.ok) return toPage(services, response, begun.problem, begun.err);
  const browser = newId();
  attempts.keep(browser, begun.value.attempt);
  setCookie(response, attemptCookie, browser, secure);
  redirect(response, begun.value.url.href);
}

/** `GET sign-in/oidc/callback`: back from the issuer. */
export async function finishOidc(
  services: DeskServices,
  attempts: OidcAttempts,
  request: Request,
  response: Response,
): Promise<void> {
  const { signIn, secure, audit } = services;
  if (signIn.oidc === null) return refuse(response, noIssuer);
  const browser = readCookie(request, attemptCookie, secure);
  setCookie(response, attemptCookie, '', secure);
  const attempt = browser === null ? null : attempts.take(browser);
  if (attempt === null) return toPage(services, response, 'expired', null);
  const answer = (request.url ?? '').split('?').slice(1).join('?');
  const finished = await signIn.oidc.issuer.finish(answer, attempt);
  if (!finished.ok) return toPage(services, response, finished.problem, finished.err);
  const agent = await agentOfOidc(services, signIn.oidc, finished.value);
  if (agent === null) {
    const who = finished.value.email ?? finished.value.subject;
    audit({
      agentId: null,
      agent: who,
      action: 'sign-in-refused',
      caseId: null,
      detail: signIn.oidc.issuer.host,
    });
    return toPage(services, response, 'not-allowed', null);
  }
  await openSession(services, request, response, agent);
  const line = { agentId: agent.id, agent: agent.name, caseId: null, action: 'signed-in' } as const;
  // The issuer decides at each sign-in what somebody may do.
  audit({ ...line, detail: `${signIn.oidc.issuer.host} as ${agent.role}` });
  redirect(response, '/desk/');
}

/** The page says what went wrong, in the browser's language; the log says why. */
function toPage({ log }: DeskServices, response: Response, problem: SignInProblem, err: unknown): void {
  if (err !== null) log.warn({ err, problem }, 'An agent could not sign in over OpenID Connect.');
  redirect(response, `/desk/?sign-in=${problem}`);
}

function redirect(response: Response, location: string): void {
  response.writeHead(303, {
    Location: location,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
  });
  response.end();
}

const noIssuer = notFound('no-issuer', 'No OpenID Connect issuer is configured.');
