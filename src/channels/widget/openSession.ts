import type { Request, Response } from 'restify';
import { isJsonObject } from '../../base/isJsonObject.js';
import type { JsonValue } from '../../base/json.js';
import { answerJson, refuse } from '../answer.js';
import { createConversation } from '../directLine/createConversation.js';
import { directLineKey } from '../directLine/directLineAddress.js';
import { limitGenerate, localeOf, readPageRequest } from '../directLine/generateToken.js';
import { internalEntry } from '../directLine/internalEntry.js';
import type { Grant } from '../directLine/tokenSigner.js';
import { pageCookie, readPageCookie } from './pageCookie.js';
import type { PageServices } from './pageServices.js';

/**
 * `POST /chat/session {locale?, new?, leave?, resume?}`: a Direct Line token for the user and conversation of this browser's cookie,
 * so that a reload, or a return after days, finds the conversation again; `new: true` begins another one of the same user.
 * Where that would close a case, and `leave: true` does not agree to it, the answer is `{openCase}`, the case's number.
 * `resume` is the token of a mailed link: while it holds, this browser goes on as the user of its conversation.
 */
export async function openSession(
  services: PageServices,
  request: Request,
  response: Response,
): Promise<void> {
  const body = await readPageRequest(services, request);
  if (!body.ok) return refuse(response, body.refusal);
  const locale = localeOf(body.value);
  const resume = resumeTokenOf(body.value);
  const resumed = resume === null ? null : await resumedGrant(services, resume);
  const known = resumed ?? (await knownGrant(services, request));
  const wantsNew = says(body.value, 'new');
  if (known !== null && wantsNew && !says(body.value, 'leave')) {
    const openCase = await services.caseEndedByLeaving(directLineKey(known.conversationId));
    if (openCase !== null) return answerJson(response, 200, { openCase });
  }
  let grant = known !== null && !wantsNew ? { ...known, locale } : null;
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
    ...(resume === null ? {} : { resumed: resumed !== null }),
  });
}

/** The cookie's grant; null when there is none that holds. */
async function knownGrant(services: PageServices, request: Request): Promise<Grant | null> {
  return stillThere(services, await readPageCookie(services, request));
}

async function resumedGrant(services: PageServices, token: string): Promise<Grant | null> {
  const reading = await services.links.verify(token);
  return stillThere(services, reading.ok ? reading.grant : null);
}

/** Null when the conversation was forgotten meanwhile. */
async function stillThere(services: PageServices, grant: Grant | null): Promise<Grant | null> {
  if (grant === null) return null;
  const conversation = await services.storage.readDirectLineConversation(grant.conversationId);
  return conversation?.userId === grant.userId ? grant : null;
}

function resumeTokenOf(body: JsonValue): string | null {
  const token = isJsonObject(body) ? body['resume'] : undefined;
  return typeof token === 'string' ? token : null;
}

/** Nobody comes back to the conversation by this browser any more; a human in it should not wait for them. */
async function leave(services: PageServices, known: Grant): Promise<void> {
  const activity = { type: 'endOfConversation' };
  const dedupeKey = `left ${services.newId()}`;
  await services.runTurn(internalEntry(services, known, { activity, locale: null, dedupeKey }));
}

function says(body: JsonValue, field: 'new' | 'leave'): boolean {
  return isJsonObject(body) && body[field] === true;
}
