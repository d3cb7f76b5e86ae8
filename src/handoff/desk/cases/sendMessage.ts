import { refuse } from '../../../channels/answer.js';
import type { DeskServices } from '../deskServices.js';
import { sentAttachments } from '../files/sentAttachments.js';
import { badRequest, type CaseCall, caseAgent, readBodyOf } from '../withAgent.js';
import { actOnCase } from './actOnCase.js';
import { readAgentText } from './readAgentText.js';

/** `POST cases/:id/message {holding, messageId, text, fileIds}`: the same `messageId` again sends nothing again. */
export async function sendMessage(services: DeskServices, call: CaseCall): Promise<void> {
  const body = await readBodyOf(call);
  if (body === null) return;
  const { holding, messageId, text, fileIds } = body;
  const words = readAgentText(text ?? '');
  const id = typeof messageId === 'string' && /^[\w-]{8,64}$/.test(messageId) ? messageId : null;
  if (typeof holding !== 'number' || id === null || !words.ok)
    return refuse(call.response, badRequest('holding, messageId and a text of bearable length are needed.'));
  const attachments = await sentAttachments(services, call.record, fileIds);
  if ('status' in attachments) return refuse(call.response, attachments);
  if (words.text === '' && attachments.length === 0)
    return refuse(call.response, badRequest('A message holds words or files.'));
  await actOnCase(services, call, {
    command: { type: 'speak', agent: caseAgent(call.agent), holding, messageId: id },
    message: { text: words.text, ...(attachments.length > 0 ? { attachments } : {}) },
    action: attachments.length > 0 ? 'file-sent' : 'messaged',
  });
}
