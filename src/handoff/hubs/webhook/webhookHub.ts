import type { Clock } from '../../../base/clock.js';
import { retryAfter } from '../../../base/retryAfter.js';
import type { Hub, HubDelivery } from '../hub.js';
import { sign, signatureHeader } from './signature.js';
import { typingPost, type WebhookPost, webhookPost } from './webhookPost.js';

export interface WebhookParts {
  /** http or https; the operator's own choice, so it may lie in a private network. */
  readonly url: string;
  readonly secret: string;
  readonly clock: Clock;
  /** How long the other side may take to answer. */
  readonly timeoutMs: number;
}

/** Posts the story of a case to an address of the operator's, signed. */
export function makeWebhookHub(parts: WebhookParts): Hub {
  return {
    id: 'webhook',
    async deliver(piece, signal) {
      return post(parts, webhookPost(piece), signal);
    },
    async typing(record) {
      await post(parts, typingPost(record, parts.clock.now().toISOString()), null);
    },
  };
}

async function post(
  { url, secret, clock, timeoutMs }: WebhookParts,
  story: WebhookPost,
  stop: AbortSignal | null,
): Promise<HubDelivery> {
  const body = JSON.stringify(story);
  const seconds = Math.floor(clock.now().getTime() / 1000);
  // Not AbortSignal.timeout: it would outlive the post.
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      // Whoever can make the other side redirect must not get the case.
      redirect: 'manual',
      signal: stop === null ? late.signal : AbortSignal.any([late.signal, stop]),
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': 'TrustDesk',
        'Idempotency-Key': story.key,
        [signatureHeader]: sign(secret, seconds, body),
      },
      body,
    });
    // What it says beyond its status is nobody's.
    await response.body?.cancel();
    return judge(response, clock.now());
  } catch (error) {
    return { outcome: 'retry', error: describe(error, late.signal.aborted), retryAfterMs: null };
  } finally {
    clearTimeout(timer);
  }
}

const temporary = new Set([408, 425, 429]);

function judge({ status, ok, headers }: Response, now: Date): HubDelivery {
  // 409: it knows the key already.
  if (ok || status === 409) return { outcome: 'delivered' };
  const error = `HTTP ${status}`;
  if (status < 500 && !temporary.has(status)) return { outcome: 'refused', error };
  return { outcome: 'retry', error, retryAfterMs: retryAfter(headers.get('retry-after'), now) };
}

function describe(error: unknown, late: boolean): string {
  if (late) return 'no answer in time';
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : String(error);
}
