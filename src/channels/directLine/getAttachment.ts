import { refuse } from '../answer.js';
import { directLineKey } from './directLineAddress.js';
import type { DirectLineServices } from './directLineServices.js';
import type { DirectLineCall } from './withConversation.js';

/** `GET attachments/{id}`: a file of the token's own conversation, to be saved and never shown in its own right. */
export async function getAttachment(
  { storage }: DirectLineServices,
  { request, response, grant }: DirectLineCall,
): Promise<void> {
  const id = String(request.params?.attachmentId ?? '');
  const attachment = await storage.readAttachment(directLineKey(grant.conversationId), id);
  if (attachment === null) {
    const message = 'This conversation has no such file, or has it no more.';
    return refuse(response, { status: 404, code: 'attachment-gone', message });
  }
  const { name, bytes } = attachment;
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': bytes.length,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeName(name)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
  });
  response.end(bytes);
}

/** RFC 8187: what encodeURIComponent leaves and a parameter's value must not hold. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}
