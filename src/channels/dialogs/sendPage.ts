import type { Request, Response } from 'restify';
import { refuse } from '../answer.js';
import type { PageFile } from '../widget/pageFiles.js';
import { sendFile } from '../widget/sendFile.js';
import type { DialogPageServices } from './dialogServices.js';

/** No script at all, and no style but our own. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sends a page to whoever reached us under our own name, or 304 when the browser has it already. */
export function sendPage(
  { ownOrigin }: DialogPageServices,
  request: Request,
  response: Response,
  { status, file }: { readonly status: 200 | 404; readonly file: PageFile },
): void {
  if (ownOrigin.of(request) === null) {
    refuse(response, {
      status: 403,
      code: 'unknown-host',
      message: 'This host is not known here; the operator can name it in PUBLIC_URL.',
    });
    return;
  }
  sendFile(
    request,
    response,
    file,
    {
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Language, Accept-Encoding',
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Frame-Options': 'DENY',
      'Cross-Origin-Opener-Policy': 'same-origin',
    },
    status,
  );
}
