import type { Request, Response } from 'restify';
import type { JsonValue } from '../../base/json.js';
import { answerJson, refuse } from '../answer.js';
import { createConversation } from '../directLine/createConversation.js';
import { limitGenerate, localeOf, readPageRequest } from '../directLine/generateToken.js';
import { internalEntry } from '../directLine/internalEntry.js';
import type { Grant } from '../directLine/tokenSigner.js';
import { pageCookie, readPageCookie } from './pageCookie.js';
import type { PageServices } from './pageServices.js';

/**
 * `POST /chat/session {locale?, new?}`: a Direct Line token for the user and conversation of this browser's cookie, so
 * that a reload, or a return after days, finds the conversation again; `new: true` begins another one of the same user.
 */
export async function openSession(
  services: PageServices,
  request: Request,
  response: Response,
): Promise<void> {
  const body = await readPageRequest(services, request);
  if (!body.ok) return refuse(response, body.refusal);
  const locale = localeOf(body.value);
  const known = await knownGrant(services, request);
  let grant = known !== null && !wantsNew(body.value) ? { ...known, locale } : null;
  if (grant === null) {
    const refusal = limitGenerate(services, request);
    if (refusal !== null) return refuse(response, refusal);
    if (known !== null) await leave(services, known);
    grant = await createConversation(services, { userId: known?.userId ?? null, locale });
  }
  const { conversationId } = grant;
  const { tokens } = services;
  response.setHeader('Set-Cookie', await pageCookie(services, { ...grant, locale: null }));
  answerJson(response, 200, {
    conversationId,
    token: await tokens.mint(grant),
    expires_in: tokens.lifetimeSeconds,
  });
}

/** The cookie's grant, unless its conversation was forgotten meanwhile. */
async function knownGrant(services: PageServices, request: Request): Promise<Grant | null> {
  const grant = await readPageCookie(services, request);
  if (grant === null) return null;
  const conversation = await services.storage.readDirectLineConversation(grant.conversationId);
  return conversation?.userId === grant.userId ? grant : null;
}

/** Nobody comes back to the conversation by this browser any more; a human in it should not wait for them. */
async function leave(services: PageServices, known: Grant): Promise<void> {
  const activity = { type: 'endOfConversation' };
  const dedupeKey = `left ${services.newId()}`;
  await services.runTurn(internalEntry(services, known, { activity, locale: null, dedupeKey }));
}

function wantsNew(body: JsonValue): boolean {
  return typeof body === 'object' && body !== null && 'new' in body && body.new === true;
}
