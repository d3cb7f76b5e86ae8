import type { Request, Response } from 'restify';
import { refuse } from '../../../channels/answer.js';
import { answerAttachment } from '../../../channels/answerAttachment.js';
import { queryOf } from '../../../channels/directLine/queryOf.js';
import type { DeskServices } from '../deskServices.js';
import { noFile } from './noFile.js';

/** `GET /files?link=`: an agent's file for a person whose channel takes links. */
export async function getLinkedFile(
  { fileLinks, storage }: DeskServices,
  request: Request,
  response: Response,
): Promise<void> {
  const linked = fileLinks.read(queryOf(request).get('link') ?? '');
  const file = linked && (await storage.readAttachment(linked.conversation, linked.fileId));
  if (file === null) return refuse(response, noFile);
  answerAttachment(response, file);
}
