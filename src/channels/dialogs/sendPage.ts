import type { Request, Response } from 'restify';
import type { PageFile } from '../widget/pageFiles.js';
import { sendFile } from '../widget/sendFile.js';

/** No script at all, and no style but our own. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sends a page, or 304 when the browser has it already. */
export function sendPage(request: Request, response: Response, file: PageFile, status: 200 | 404): void {
  const headers = {
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Language, Accept-Encoding',
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
  sendFile(request, response, file, headers, status);
}
