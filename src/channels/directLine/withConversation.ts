import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'restify';
import type { DirectLineConversation } from '../../storage/storage.js';
import { type Refusal, refuse } from '../answer.js';
import { guarded, type Handler } from '../guarded.js';
import type { DirectLineServices } from './directLineServices.js';
import type { Grant } from './tokenSigner.js';

/** A request whose token holds for the conversation that it names. */
export interface DirectLineCall {
  readonly request: Request;
  readonly response: Response;
  readonly grant: Grant;
  readonly conversation: DirectLineConversation;
  /** Under which the caller reached us. */
  readonly origin: string;
}

export type DirectLineHandler = (services: DirectLineServices, call: DirectLineCall) => Promise<void>;

/** Lets `handler` run only for the bearer of a valid token of a conversation that still exists. */
export function withConversation(services: DirectLineServices, handler: DirectLineHandler): Handler {
  return guarded(services, async (request, response) => {
    const origin = services.ownOrigin.of(request);
    if (origin === null) return refuse(response, unknownHost);
    const admission = await admit(services, bearerToken(request), request.params?.conversationId ?? null);
    if (!admission.ok) return refuse(response, admission.refusal);
    await handler(services, {
      request,
      response,
      grant: admission.grant,
      conversation: admission.conversation,
      origin: origin.origin,
    });
  });
}

const unknownHost: Refusal = { status: 403, code: 'unknown-host', message: 'This host is not known here.' };

export type Admission =
  | { readonly ok: true; readonly grant: Grant; readonly conversation: DirectLineConversation }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * The statuses are what the client acts on: 403 for an expired token makes it wait for a new one, 404 ends the
 * conversation, any other 4xx is an error of the call.
 */
export async function admit(
  { tokens, storage }: Pick<DirectLineServices, 'tokens' | 'storage'>,
  token: string | null,
  named: string | null,
): Promise<Admission> {
  if (token === null) return refused(401, 'token-missing', 'The Authorization header holds no bearer token.');
  const reading = await tokens.verify(token);
  if (!reading.ok) {
    return reading.problem === 'expired'
      ? refused(403, 'token-expired', 'The token has expired.')
      : refused(401, 'token-malformed', 'The token is not one of ours.');
  }
  const { grant } = reading;
  if (named !== null && named !== grant.conversationId) {
    return refused(401, 'token-of-other-conversation', 'The token belongs to another conversation.');
  }
  const conversation = await storage.readDirectLineConversation(grant.conversationId);
  if (conversation === null || conversation.userId !== grant.userId) {
    return refused(404, 'conversation-ended', 'The conversation does not exist any more.');
  }
  return { ok: true, grant, conversation };
}

function bearerToken({ headers }: IncomingMessage): string | null {
  const match = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '');
  return match?.[1] ?? null;
}

function refused(status: number, code: string, message: string): Admission {
  return { ok: false, refusal: { status, code, message } };
}
