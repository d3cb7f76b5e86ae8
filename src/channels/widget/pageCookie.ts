import type { IncomingMessage } from 'node:http';
import type { Grant, TokenSigner } from '../directLine/tokenSigner.js';

interface CookieContext {
  readonly cookies: TokenSigner;
  readonly secure: boolean;
}

/** The user and conversation that this browser's cookie stands for; null when there is none that holds. */
export async function readPageCookie(
  context: CookieContext,
  { headers }: IncomingMessage,
): Promise<Grant | null> {
  const prefix = `${cookieName(context)}=`;
  const pair = (headers.cookie ?? '').split(/;\s*/).find((part) => part.startsWith(prefix));
  if (pair === undefined) return null;
  const reading = await context.cookies.verify(pair.slice(prefix.length));
  return reading.ok ? reading.grant : null;
}

/** The Set-Cookie header that makes the browser remember `grant` for the signer's lifetime from now. */
export async function pageCookie(context: CookieContext, grant: Grant): Promise<string> {
  return cookie(context, await context.cookies.mint(grant), context.cookies.lifetimeSeconds);
}

export function clearedPageCookie(context: CookieContext): string {
  return cookie(context, '', 0);
}

function cookie(context: CookieContext, value: string, maxAge: number): string {
  const attributes = [
    'Path=/',
    `Max-Age=${maxAge}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(context.secure ? ['Secure'] : []),
  ];
  return [`${cookieName(context)}=${value}`, ...attributes].join('; ');
}

/** `__Host-` keeps a neighbouring subdomain from setting it; browsers take that prefix over https only. */
function cookieName({ secure }: CookieContext): string {
  return secure ? '__Host-trustdesk' : 'trustdesk';
}
