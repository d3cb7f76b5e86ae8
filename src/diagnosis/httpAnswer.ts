import type { ServerHints } from '../probe/probeRecord.js';

/** What an anonymous GET of the endpoint's path proves about the way in, once TLS has worked. */
const httpAnswers = [
  'windows-sign-in',
  'basic-only',
  'token-only',
  'no-sign-in',
  'open',
  'forbidden',
  'not-found',
  'sign-in-page',
  'redirected',
  'server-error',
  'other',
] as const;
export type HttpAnswer = (typeof httpAnswers)[number];

/** The path of a sign-in page: forms of Outlook on the web, AD FS, or a proxy that signs in first. */
const signInPath = /\/(auth\/log|owa\b|adfs\b|login|logon|signin|saml|oauth2?)/i;

/** Null when the GET brought no status. 440 is Exchange's own "session timed out" of its forms. */
export function httpAnswer(hints: ServerHints | null): HttpAnswer | null {
  const status = hints?.status ?? null;
  if (hints === null || status === null) return null;
  if (status === 401) return signInAnswer(hints.authenticate);
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 440) return 'sign-in-page';
  if (status >= 300 && status < 400) {
    return signInPath.test(pathOf(hints.location)) ? 'sign-in-page' : 'redirected';
  }
  if (status >= 500) return 'server-error';
  return status >= 200 && status < 300 ? 'open' : 'other';
}

function signInAnswer(authenticate: readonly string[]): HttpAnswer {
  const schemes = authenticate.map((offer) => (offer.trim().split(/\s/)[0] ?? '').toLowerCase());
  if (schemes.some((scheme) => scheme === 'negotiate' || scheme === 'ntlm')) return 'windows-sign-in';
  if (schemes.includes('basic')) return 'basic-only';
  return schemes.includes('bearer') ? 'token-only' : 'no-sign-in';
}

/** A host of its own that signs in counts too: `https://login.contoso.com/…`. */
function pathOf(location: string | null): string {
  return (location ?? '').slice(0, 500).replace(/^https?:\//i, '');
}
