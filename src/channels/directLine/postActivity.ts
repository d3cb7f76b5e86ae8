import { refuse } from '../answer.js';
import { readJson } from '../readJson.js';
import type { DirectLineServices } from './directLineServices.js';
import { tooMany } from './generateToken.js';
import { takePost } from './takePost.js';
import type { DirectLineCall } from './withConversation.js';

/** Room for the longest text in three-byte characters, with its JSON around it. */
const maxBodyBytes = 524_288;

/** `POST conversations/{id}/activities`: small files may stand in the activity as data: URLs, larger ones are uploaded. */
export async function postActivity(services: DirectLineServices, call: DirectLineCall): Promise<void> {
  const { request, response, grant } = call;
  const wait = services.limits.post.take(grant.userId);
  if (wait > 0) return refuse(response, tooMany(wait));
  const body = await readJson(request, maxBodyBytes);
  if (!body.ok) return refuse(response, body.refusal);
  await takePost(services, call, body.value, []);
}
