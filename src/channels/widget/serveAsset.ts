import type { Request, Response } from 'restify';
import { refuse } from '../answer.js';
import type { PageServices } from './pageServices.js';
import { sendFile } from './sendFile.js';

/** `GET /assets/:name`: names hold a hash of the content, so a browser never asks twice. */
export async function serveAsset(
  services: PageServices,
  request: Request,
  response: Response,
): Promise<void> {
  const file = services.files.asset(String(request.params?.name ?? ''));
  if (file === null)
    return refuse(response, { status: 404, code: 'not-found', message: 'There is no such file.' });
  sendFile(request, response, file, {
    'Cache-Control': 'public, max-age=31536000, immutable',
    Vary: 'Accept-Encoding',
  });
}
