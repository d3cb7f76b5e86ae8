import { answerJson, refuse } from '../answer.js';
import { readJson } from '../readJson.js';
import { conversationAccess } from './conversationAccess.js';
import { directLineBot } from './directLineAddress.js';
import type { DirectLineServices } from './directLineServices.js';
import { localeOf } from './generateToken.js';
import { internalEntry } from './internalEntry.js';
import type { DirectLineCall } from './withConversation.js';

const maxBodyBytes = 4_096;

/**
 * `POST conversations`: 201 when this token's conversation begins, 200 when it had begun before, which is how a page
 * comes back to it; its stream then replays the whole conversation.
 */
export async function startConversation(services: DirectLineServices, call: DirectLineCall): Promise<void> {
  const { request, response, grant } = call;
  const body = await readJson(request, maxBodyBytes);
  if (!body.ok) return refuse(response, body.refusal);
  const first = await services.storage.startDirectLineConversation(grant.conversationId);
  // Run at every start, not only at the first: a crash between the two would lose the greeting; the dedupe key makes it one.
  await services.runTurn(arrival(services, call, localeOf(body.value) ?? grant.locale));
  answerJson(response, first ? 201 : 200, await conversationAccess(services, call, 0));
}

/** The event by which a bot learns that somebody has come. */
function arrival(services: DirectLineServices, { grant }: DirectLineCall, locale: string | null) {
  const user = { id: grant.userId, name: '', role: 'user' };
  const activity = { type: 'conversationUpdate', membersAdded: [directLineBot, user] };
  return internalEntry(services, grant, { activity, locale, dedupeKey: 'start' });
}
