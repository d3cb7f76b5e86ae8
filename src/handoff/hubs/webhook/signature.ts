import { createHmac, timingSafeEqual } from 'node:crypto';

export const signatureHeader = 'X-TrustDesk-Signature';

/** A post is good for so long around its time, in seconds: clocks differ, and a network may hold it. */
export const signatureWindow = 300;

/** `t=SECONDS,v1=HEX`: HMAC-SHA256 over `SECONDS.body`, so that neither can be exchanged. */
export function sign(secret: string, seconds: number, body: string | Buffer): string {
  return `t=${seconds},v1=${mac(secret, seconds, body).toString('hex')}`;
}

export type SignatureProblem = 'signature-missing' | 'signature-wrong' | 'signature-stale';

/** The time of a good signature in seconds since 1970, or what is wrong with it. */
export function readSignature(
  header: string | undefined,
  body: string | Buffer,
  secret: string,
  nowSeconds: number,
): number | SignatureProblem {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '');
  if (match === null) return 'signature-missing';
  const seconds = Number(match[1]);
  const given = Buffer.from(match[2] ?? '', 'hex');
  if (!timingSafeEqual(given, mac(secret, seconds, body))) return 'signature-wrong';
  return Math.abs(nowSeconds - seconds) > signatureWindow ? 'signature-stale' : seconds;
}

function mac(secret: string, seconds: number, body: string | Buffer): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();
}
