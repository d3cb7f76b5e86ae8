import type { IncomingMessage, ServerResponse } from 'node:http';

/** Below this path the browser sends the desk's cookies, and nowhere else. */
const cookiePath = '/desk';

export interface DeskCookie {
  readonly name: string;
  /** `Strict`: sent with no request that another site caused. `Lax`: with its links as well. */
  readonly sameSite: 'Strict' | 'Lax';
  readonly maxAgeSeconds: number;
}

export function readCookie({ headers }: IncomingMessage, cookie: DeskCookie, secure: boolean): string | null {
  const prefix = `${nameOf(cookie, secure)}=`;
  const pair = (headers.cookie ?? '').split(/;\s*/).find((part) => part.startsWith(prefix));
  return pair === undefined ? null : pair.slice(prefix.length, prefix.length + 4_096);
}

/** Makes the browser keep the cookie; an empty value makes it forget it. */
export function setCookie(
  response: ServerResponse,
  cookie: DeskCookie,
  value: string,
  secure: boolean,
): void {
  const attributes = [
    `${nameOf(cookie, secure)}=${value}`,
    `Path=${cookiePath}`,
    `Max-Age=${value === '' ? 0 : cookie.maxAgeSeconds}`,
    'HttpOnly',
    `SameSite=${cookie.sameSite}`,
    ...(secure ? ['Secure'] : []),
  ];
  response.appendHeader('Set-Cookie', attributes.join('; '));
}

/** `__Secure-` keeps a page that was reached without TLS from setting it; browsers take that prefix over https only. */
function nameOf({ name }: DeskCookie, secure: boolean): string {
  return secure ? `__Secure-${name}` : name;
}
