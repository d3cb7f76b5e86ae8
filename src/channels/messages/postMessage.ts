import type { Request, Response } from 'restify';
import { conversationKey, type TurnMode } from '../../storage/storage.js';
import { answerJson, refuse } from '../answer.js';
import { readJson } from '../readJson.js';
import { authenticateCaller } from './authenticateCaller.js';
import { isLoopbackUrl, refusalOfStranger } from './loopbackRule.js';
import { maskActivity } from './maskActivity.js';
import type { MessagesServices } from './mountMessagesRoute.js';
import { type AddressedActivity, readActivity } from './readActivity.js';

/** Teams sends 28 kB at most, other channels somewhat more; a turn's state and log have to hold it. */
const maxBodyBytes = 262_144;

/**
 * `POST /api/messages`: 200 `{id}` as soon as the activity is stored; an invoke or expectReplies waits for its turn.
 * Refusals are `{error: {code, message}}`.
 */
export async function postMessage(
  services: MessagesServices,
  request: Request,
  response: Response,
): Promise<void> {
  const stranger = services.authenticated ? null : refusalOfStranger(request);
  if (stranger) return refuse(response, stranger);
  if (!request.headers['content-type']?.toLowerCase().startsWith('application/json')) {
    return refuse(response, { status: 415, code: 'not-json', message: 'The body must be application/json.' });
  }
  const body = await readJson(request, maxBodyBytes);
  if (!body.ok) return refuse(response, body.refusal);
  const reading = readActivity(body.value);
  if (!reading.ok) return refuse(response, reading.refusal);
  const { activity } = reading;
  if (!services.authenticated && !isLoopbackUrl(activity.serviceUrl))
    return refuse(response, foreignServiceUrl);
  const caller = await authenticateCaller(services, activity, request.headers.authorization ?? '');
  if (!caller.ok) return refuse(response, caller.refusal);
  // A person's typing is no turn of its own, and the log would fill with it.
  const conversation = conversationKey(activity.channelId, activity.conversation.id);
  if (activity.type === 'typing') {
    services.signals.typing(conversation);
    return answerJson(response, 200, {});
  }
  const { duplicate, response: held } = await services.runTurn({
    conversation,
    activity: maskActivity(activity),
    identity: caller.identity,
    dedupeKey: reading.dedupeKey,
    direction: 'in',
    mode: modeOf(activity),
    receivedAt: services.clock.now().toISOString(),
  });
  if (duplicate) services.log.info({ id: activity['id'] }, 'An activity came again; it is not run twice.');
  if (!held) return answerJson(response, 200, { id: reading.id });
  const { status, body: answer } = await held;
  answerJson(response, status, answer ?? {});
}

const foreignServiceUrl = {
  status: 403,
  code: 'service-url-not-loopback',
  message: 'Without MicrosoftAppId, replies go to services on this machine only.',
};

function modeOf(activity: AddressedActivity): TurnMode {
  if (activity['deliveryMode'] === 'expectReplies') return 'expectReplies';
  return activity.type === 'invoke' ? 'invoke' : 'queued';
}
