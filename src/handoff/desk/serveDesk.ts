import type { Request, Response } from 'restify';
import { type Refusal, refuse } from '../../channels/answer.js';
import { sendFile } from '../../channels/widget/sendFile.js';
import { contentSecurityPolicy } from '../../channels/widget/servePage.js';
import type { DeskServices } from './deskServices.js';

/** `GET /desk`: the page, the same for everybody. What it shows comes over the API, after the sign-in. */
export async function serveDeskPage(
  { files, ownOrigin }: DeskServices,
  request: Request,
  response: Response,
): Promise<void> {
  const origin = ownOrigin.of(request);
  if (origin === null) return refuse(response, unknownHost);
  const page = files?.page('index') ?? null;
  if (page === null) return refuse(response, noPage);
  sendFile(request, response, page, {
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Encoding',
    'Content-Security-Policy': contentSecurityPolicy(origin),
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  });
}

/** `GET /desk/assets/:name`: names hold a hash of the content, so a browser never asks twice. */
export async function serveDeskAsset(
  { files }: DeskServices,
  request: Request,
  response: Response,
): Promise<void> {
  const file = files?.asset(String(request.params?.name ?? '')) ?? null;
  if (file === null)
    return refuse(response, { status: 404, code: 'not-found', message: 'There is no such file.' });
  sendFile(request, response, file, {
    'Cache-Control': 'public, max-age=31536000, immutable',
    Vary: 'Accept-Encoding',
  });
}

const noPage: Refusal = {
  status: 404,
  code: 'page-not-built',
  message: 'The desk’s page is not there; `npm run build` makes it.',
};
const unknownHost: Refusal = {
  status: 403,
  code: 'unknown-host',
  message: 'This host is not known here; the operator can name it in PUBLIC_URL.',
};
