import { refuse } from '../../../channels/answer.js';
import type { DeskServices } from '../deskServices.js';
import { agentLocale } from '../me.js';
import { badRequest, type CaseCall, caseAgent, readBodyOf } from '../withAgent.js';
import { actOnCase } from './actOnCase.js';
import { readAgentText } from './readAgentText.js';

/** `POST cases/:id/resolve {holding, solved, cause, text}`: the conversation is the bot's again. `text` goes to the person. */
export async function resolveCase(services: DeskServices, call: CaseCall): Promise<void> {
  const body = await readBodyOf(call);
  if (body === null) return;
  const { holding, solved, cause, text } = body;
  const told = text === undefined || text === null || text === '' ? null : readAgentText(text);
  if (typeof holding !== 'number' || typeof solved !== 'boolean' || told?.ok === false)
    return refuse(
      call.response,
      badRequest('holding, solved, cause and a text of bearable length are needed.'),
    );
  const known = services.reader.causes(agentLocale(call.agent)).find(({ code }) => code === cause);
  if (known === undefined) return refuse(call.response, badRequest('cause is none of the causes of `me`.'));
  const agent = caseAgent(call.agent);
  await actOnCase(services, call, {
    command: { type: 'resolve', agent, holding, solved, cause: known.code, text: told?.text ?? null },
    action: 'resolved',
    detail: `${known.code} ${solved ? 'solved' : 'not-solved'}`,
  });
}
