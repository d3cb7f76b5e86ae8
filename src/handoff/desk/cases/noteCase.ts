import { refuse } from '../../../channels/answer.js';
import type { DeskServices } from '../deskServices.js';
import { badRequest, type CaseCall, caseAgent, readBodyOf } from '../withAgent.js';
import { actOnCase } from './actOnCase.js';
import { readAgentText } from './readAgentText.js';

/** `POST cases/:id/note {text}`: for agents' eyes only. */
export async function noteCase(services: DeskServices, call: CaseCall): Promise<void> {
  const body = await readBodyOf(call);
  if (body === null) return;
  const note = readAgentText(body['text']);
  if (!note.ok || note.text === '')
    return refuse(call.response, badRequest('A text of bearable length is needed.'));
  const command = { type: 'note', agent: caseAgent(call.agent), text: note.text } as const;
  await actOnCase(services, call, { command, action: 'noted' });
}
