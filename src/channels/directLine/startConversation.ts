import type { JsonObject } from '../../base/json.js';
import type { InboundEntry } from '../../storage/storage.js';
import { answerJson, refuse } from '../answer.js';
import { readJson } from '../readJson.js';
import { conversationAccess } from './conversationAccess.js';
import {
  directLineBot,
  directLineChannelId,
  directLineKey,
  directLineServiceUrl,
} from './directLineAddress.js';
import { directLineIdentity } from './directLineIdentity.js';
import type { DirectLineServices } from './directLineServices.js';
import { localeOf } from './generateToken.js';
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
function arrival(services: DirectLineServices, call: DirectLineCall, locale: string | null): InboundEntry {
  const membersAdded = [directLineBot, personOf(call)];
  return toldBot(services, call, locale, 'start', { type: 'conversationUpdate', membersAdded });
}

/** The event by which a bot learns that they have come again; reloads in the same minute are one. */
function comingBack(services: DirectLineServices, call: DirectLineCall, locale: string | null): InboundEntry {
  const minute = Math.floor(services.clock.now().getTime() / 60_000);
  const event = { type: 'event', name: 'trustdesk/returned' };
  return toldBot(services, call, locale, `returned ${minute}`, event);
}

function personOf({ grant }: DirectLineCall) {
  return { id: grant.userId, name: '', role: 'user' };
}

function toldBot(
  { clock, newId }: DirectLineServices,
  call: DirectLineCall,
  locale: string | null,
  dedupeKey: string,
  content: JsonObject,
): InboundEntry {
  const { conversationId } = call.grant;
  const receivedAt = clock.now().toISOString();
  return {
    conversation: directLineKey(conversationId),
    activity: {
      ...content,
      id: `${conversationId}|${newId()}`,
      timestamp: receivedAt,
      channelId: directLineChannelId,
      serviceUrl: directLineServiceUrl,
      conversation: { id: conversationId },
      from: personOf(call),
      recipient: directLineBot,
      ...(locale === null ? {} : { locale }),
    },
    identity: directLineIdentity,
    dedupeKey,
    direction: 'internal',
    mode: 'queued',
    receivedAt,
  };
}
