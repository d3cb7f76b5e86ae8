import type { Activity } from 'botbuilder';
import type { TurnIdentity } from '../../storage/storage.js';
import type { Refusal } from '../answer.js';
import type { MessagesServices } from './mountMessagesRoute.js';
import type { AddressedActivity } from './readActivity.js';

export type Caller =
  | { readonly ok: true; readonly identity: TurnIdentity }
  | { readonly ok: false; readonly refusal: Refusal };

/** Lets the SDK judge the bearer token, and keeps of the caller what a later run of the turn needs: never the token. */
export async function authenticateCaller(
  { authentication, log }: Pick<MessagesServices, 'authentication' | 'log'>,
  activity: AddressedActivity,
  authorization: string,
): Promise<Caller> {
  try {
    const result = await authentication.authenticateRequest(activity as unknown as Activity, authorization);
    const { audience = '', callerId = null, claimsIdentity } = result;
    const claims = claimsIdentity.claims.map(({ type, value }) => ({ type, value }));
    return { ok: true, identity: { claims, audience, callerId } };
  } catch (err) {
    const unreachable = isNetworkFailure(err);
    log.warn({ err, channelId: activity.channelId }, 'A caller of /api/messages could not be authenticated.');
    return { ok: false, refusal: unreachable ? cannotJudge : unauthorized };
  }
}

const unauthorized: Refusal = {
  status: 401,
  code: 'unauthorized',
  message: 'The bearer token is missing or not valid here.',
};

/** 503 makes the channel try again, where a 401 would lose the person's message. */
const cannotJudge: Refusal = {
  status: 503,
  code: 'authentication-unavailable',
  message: 'The signing keys of the token could not be fetched.',
};

const networkCodes =
  /^(?:ENOTFOUND|EAI_AGAIN|ECONN(?:REFUSED|RESET|ABORTED)|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE)$/;

function isNetworkFailure(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return (
    (typeof code === 'string' && networkCodes.test(code)) || (cause !== undefined && isNetworkFailure(cause))
  );
}
