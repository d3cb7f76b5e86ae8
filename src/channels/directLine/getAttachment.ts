import { refuse } from '../answer.js';
import { answerAttachment } from '../answerAttachment.js';
import { directLineKey } from './directLineAddress.js';
import type { DirectLineServices } from './directLineServices.js';
import type { DirectLineCall } from './withConversation.js';

/** `GET attachments/{id}`: a file of the token's own conversation. */
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
  answerAttachment(response, attachment);
}
