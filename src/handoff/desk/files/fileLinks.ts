import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../base/clock.js';
import { isJsonObject } from '../../../base/isJsonObject.js';
import { parseJson } from '../../../channels/readJson.js';

/** As long as files are kept. */
const lifetimeMs = 7 * 24 * 60 * 60_000;
const longestToken = 2_000;

export interface LinkedFile {
  readonly conversation: string;
  readonly fileId: string;
}

/** Links by which a person on a channel of others gets an agent's file: who has the link has the file. */
export interface FileLinks {
  /** Null where nobody outside could reach it, since PUBLIC_URL is not set. */
  of(file: LinkedFile): string | null;
  /** What a link's token stands for; null when it is none of ours, or too old. */
  read(token: string): LinkedFile | null;
}

export function makeFileLinks(options: {
  readonly secret: string;
  readonly publicUrl: string | null;
  readonly clock: Clock;
}): FileLinks {
  const { secret, publicUrl, clock } = options;
  const sign = (payload: string) => createHmac('sha256', secret).update(payload).digest('base64url');
  return {
    of({ conversation, fileId }) {
      if (publicUrl === null) return null;
      const until = clock.now().getTime() + lifetimeMs;
      const payload = Buffer.from(JSON.stringify({ conversation, fileId, until })).toString('base64url');
      return `${publicUrl}/files?link=${payload}.${sign(payload)}`;
    },
    read(token) {
      const [payload = '', signature = ''] = token.length > longestToken ? [] : token.split('.');
      if (!isSame(signature, sign(payload))) return null;
      const reading = parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
      if (!reading.ok || !isJsonObject(reading.value)) return null;
      const { conversation, fileId, until } = reading.value;
      const holds = Number(until) > clock.now().getTime();
      return holds && typeof conversation === 'string' && typeof fileId === 'string'
        ? { conversation, fileId }
        : null;
    },
  };
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
