import type { Request, Response } from 'restify';
import { personKey } from '../../storage/storage.js';
import { refuse } from '../answer.js';
import { directLineChannelId } from '../directLine/directLineAddress.js';
import { readPageRequest } from '../directLine/generateToken.js';
import { clearedPageCookie, readPageCookie } from './pageCookie.js';
import type { PageServices } from './pageServices.js';

/** `DELETE /chat/session`: deletes everything of this browser's user here and the cookie there. */
export async function forgetSession(
  services: PageServices,
  request: Request,
  response: Response,
): Promise<void> {
  const body = await readPageRequest(services, request);
  if (!body.ok) return refuse(response, body.refusal);
  const grant = await readPageCookie(services, request);
  if (grant !== null) {
    await services.forget(personKey(directLineChannelId, grant.userId));
    services.streams.endConversation(grant.conversationId);
  }
  response.writeHead(204, { 'Set-Cookie': clearedPageCookie(services), 'Cache-Control': 'no-store' });
  response.end();
}
