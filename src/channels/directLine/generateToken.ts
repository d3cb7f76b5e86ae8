import type { Request, Response } from 'restify';
import type { JsonValue } from '../../base/json.js';
import { answerJson, type Refusal, refuse } from '../answer.js';
import { callerNetwork } from '../callerNetwork.js';
import { type JsonReading, readJson } from '../readJson.js';
import { createConversation } from './createConversation.js';
import type { DirectLineServices } from './directLineServices.js';
import { readLocale } from './inboundActivity.js';

const maxBodyBytes = 4_096;

/** `POST tokens/generate`: a new user in a new conversation. Only our own page and programs may ask. */
export async function generateToken(
  services: DirectLineServices,
  request: Request,
  response: Response,
): Promise<void> {
  const body = await readPageRequest(services, request);
  if (!body.ok) return refuse(response, body.refusal);
  const refusal = limitGenerate(services, request);
  if (refusal !== null) return refuse(response, refusal);
  const grant = await createConversation(services, { userId: null, locale: localeOf(body.value) });
  answerJson(response, 200, {
    conversationId: grant.conversationId,
    token: await services.tokens.mint(grant),
    expires_in: services.tokens.lifetimeSeconds,
  });
}

/**
 * Reads the JSON of a request that only our own page may make. The content type is demanded because another site's
 * page can't send it without asking us first, and we answer no such question.
 */
export async function readPageRequest(
  { ownOrigin }: Pick<DirectLineServices, 'ownOrigin'>,
  request: Request,
): Promise<JsonReading> {
  const refusal = ownOrigin.refusal(request);
  if (refusal !== null) return { ok: false, refusal };
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    const message = 'The content type must be application/json.';
    return { ok: false, refusal: { status: 415, code: 'json-expected', message } };
  }
  return readJson(request, maxBodyBytes);
}

export function limitGenerate(
  { limits }: Pick<DirectLineServices, 'limits'>,
  request: Request,
): Refusal | null {
  const wait = limits.generate.take(callerNetwork(request));
  return wait === 0 ? null : tooMany(wait);
}

export function tooMany(retryAfter: number): Refusal {
  return { status: 429, code: 'too-many-requests', message: 'Too many requests; wait a little.', retryAfter };
}

export function localeOf(body: JsonValue): string | null {
  return typeof body === 'object' && body !== null && 'locale' in body ? readLocale(body.locale) : null;
}
