import { cleanFileName } from '../../../base/cleanFileName.js';
import { fileLimits } from '../../../base/fileLimits.js';
import { holdsPrivateKey } from '../../../base/holdsPrivateKey.js';
import { answerJson, type Refusal, refuse } from '../../../channels/answer.js';
import { tooMany } from '../../../channels/directLine/generateToken.js';
import { queryOf } from '../../../channels/directLine/queryOf.js';
import { readBody } from '../../../channels/readBody.js';
import type { SentFile } from '../deskApi.js';
import type { DeskServices } from '../deskServices.js';
import type { CaseCall } from '../withAgent.js';

/** As bytes and nothing else, so that no client draws what somebody sent. */
export const sentContentType = 'application/octet-stream';

/** `POST cases/:id/files?name=` with the bytes as body: kept, and sent with the message that names it. */
export async function postFile(services: DeskServices, call: CaseCall): Promise<void> {
  const { request, response, record, agent } = call;
  const { storage, uploadRoom, clock, newId } = services;
  if (record.agentId !== agent.id) return refuse(response, notYours);
  const body = await readBody(request, fileLimits.fileBytes, uploadRoom);
  if (body === 'too-large') return refuse(response, tooLarge);
  if (body === 'no-room') return refuse(response, { ...tooMany(5), status: 503 });
  try {
    if (holdsPrivateKey(body)) return refuse(response, privateKey);
    const file = { id: newId(), name: cleanFileName(queryOf(request).get('name') ?? ''), bytes: body };
    const at = clock.now().toISOString();
    const saved = await storage.saveAttachments(record.conversation, [file], fileLimits.room, at);
    if (saved !== 'saved') return refuse(response, full);
    const sent: SentFile = { fileId: file.id, name: file.name, contentType: sentContentType };
    answerJson(response, 200, sent);
  } finally {
    uploadRoom.give(body.length);
  }
}

const notYours: Refusal = {
  status: 409,
  code: 'not-yours',
  message: 'Only the agent who has the case can send files.',
};
const tooLarge: Refusal = {
  status: 413,
  code: 'file-too-large',
  message: `A file is larger than ${fileLimits.fileBytes} bytes.`,
};
const privateKey: Refusal = {
  status: 415,
  code: 'private-key',
  message: 'Private keys, and files made to hold them, are not taken.',
};
const full: Refusal = {
  status: 413,
  code: 'conversation-full',
  message: 'There is no room for further files of this conversation.',
};
