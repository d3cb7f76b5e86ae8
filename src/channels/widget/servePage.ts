import type { Request, Response } from 'restify';
import { refuse } from '../answer.js';
import { chooseLocale } from './chooseLocale.js';
import type { PageServices } from './pageServices.js';
import { sendFile } from './sendFile.js';

/** `GET /`: the page, in the first of the browser's languages that there is one for. */
export async function servePage(services: PageServices, request: Request, response: Response): Promise<void> {
  const origin = services.ownOrigin.of(request);
  if (origin === null) {
    return refuse(response, {
      status: 403,
      code: 'unknown-host',
      message: 'This host is not known here; the operator can name it in PUBLIC_URL.',
    });
  }
  const locale = chooseLocale(request.headers['accept-language'] ?? '', services.files.locales);
  const page = locale === null ? null : services.files.page(locale);
  if (page === null)
    return refuse(response, { status: 404, code: 'not-found', message: 'There is no page.' });
  sendFile(request, response, page, {
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Language, Accept-Encoding',
    'Content-Security-Policy': contentSecurityPolicy(origin),
    // An address may hold a resume link.
    'Referrer-Policy': 'no-referrer',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  });
}

/**
 * Nothing from elsewhere and no inline script. Web Chat writes its style sheets at run time, and its icons and sounds are
 * data: URLs. Direct Line's client reads an attached file from a blob: URL. The stream is named besides 'self' because older Safari doesn't count ws: as the page's own origin.
 */
export function contentSecurityPolicy(origin: URL): string {
  const stream = `${origin.protocol === 'https:' ? 'wss' : 'ws'}://${origin.host}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' data: blob:",
    `connect-src 'self' blob: ${stream}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
