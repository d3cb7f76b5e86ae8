import { answerJson, refuse } from '../answer.js';
import { readJson } from '../readJson.js';
import { directLineKey } from './directLineAddress.js';
import { directLineIdentity } from './directLineIdentity.js';
import type { DirectLineServices } from './directLineServices.js';
import { tooMany } from './generateToken.js';
import { readInboundActivity } from './inboundActivity.js';
import type { DirectLineCall } from './withConversation.js';

/** Room for the longest text in three-byte characters, with its JSON around it. */
const maxBodyBytes = 524_288;

/** `POST conversations/{id}/activities`: answered with the activity's id as soon as it is stored, before its turn runs. */
export async function postActivity(services: DirectLineServices, call: DirectLineCall): Promise<void> {
  const { request, response, grant } = call;
  const wait = services.limits.post.take(grant.userId);
  if (wait > 0) return refuse(response, tooMany(wait));
  const body = await readJson(request, maxBodyBytes);
  if (!body.ok) return refuse(response, body.refusal);
  const receivedAt = services.clock.now().toISOString();
  const reading = readInboundActivity(body.value, { grant, receivedAt, newId: services.newId });
  if (!reading.ok) return refuse(response, reading.refusal);
  const { activity, dedupeKey } = reading;
  // A person's typing is no turn of its own, and the log would fill with it.
  if (activity['type'] !== 'typing') {
    await services.runTurn({
      conversation: directLineKey(grant.conversationId),
      activity,
      identity: directLineIdentity,
      dedupeKey,
      direction: 'in',
      mode: 'queued',
      receivedAt,
    });
  }
  answerJson(response, 200, { id: activity['id'] });
}
