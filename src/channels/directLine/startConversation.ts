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
  const locale = localeOf(body.value) ?? grant.locale;
  await services.runTurn(arrival(services, call, locale));
  if (!first) await services.runTurn(comingBack(services, call, locale));
  answerJson(response, first ? 201 : 200, await conversationAccess(services, call, 0));
}

/** The event by which a bot learns that somebody has come. */
function arrival(services: DirectLineServices, { grant }: DirectLineCall, locale: string | null) {
  const user = { id: grant.userId, name: '', role: 'user' };
  const activity = { type: 'conversationUpdate', membersAdded: [directLineBot, user] };
  return internalEntry(services, grant, { activity, locale, dedupeKey: 'start' });
}

/** The event by which a bot learns that they have come again; reloads in the same minute are one. */
function comingBack(services: DirectLineServices, { grant }: DirectLineCall, locale: string | null) {
  const minute = Math.floor(services.clock.now().getTime() / 60_000);
  const activity = { type: 'event', name: 'trustdesk/returned' };
  return internalEntry(services, grant, { activity, locale, dedupeKey: `returned ${minute}` });
}
