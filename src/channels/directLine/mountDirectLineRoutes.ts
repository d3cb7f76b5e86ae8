import type { Server } from 'restify';
import { attachmentPath } from '../../base/attachmentUrl.js';
import { guarded } from '../guarded.js';
import type { DirectLineServices } from './directLineServices.js';
import { DirectLineStreams, type StreamOptions } from './directLineStreams.js';
import { generateToken } from './generateToken.js';
import { getActivities } from './getActivities.js';
import { getAttachment } from './getAttachment.js';
import { getSessionId } from './getSessionId.js';
import { postActivity } from './postActivity.js';
import { reconnectConversation } from './reconnectConversation.js';
import { refreshToken } from './refreshToken.js';
import { startConversation } from './startConversation.js';
import { upload } from './upload.js';
import { type DirectLineHandler, withConversation } from './withConversation.js';

const defaultStreams: StreamOptions = { heartbeatMs: 20_000, sendTimeoutMs: 30_000 };

/** Our own Direct Line 3.0, as botframework-directlinejs calls it. Returns its streams, to be closed with the server. */
export function mountDirectLineRoutes(
  server: Server,
  services: DirectLineServices,
  streamOptions: StreamOptions = defaultStreams,
): DirectLineStreams {
  const bearer = (handler: DirectLineHandler) => withConversation(services, handler);
  const base = '/v3/directline';
  const conversation = `${base}/conversations/:conversationId`;

  server.post(
    `${base}/tokens/generate`,
    guarded(services, (req, res) => generateToken(services, req, res)),
  );
  server.post(`${base}/tokens/refresh`, bearer(refreshToken));
  server.get(`${base}/session/getsessionid`, bearer(getSessionId));
  server.post(`${base}/conversations`, bearer(startConversation));
  server.get(conversation, bearer(reconnectConversation));
  server.get(`${conversation}/activities`, bearer(getActivities));
  server.post(`${conversation}/activities`, bearer(postActivity));
  server.post(`${conversation}/upload`, bearer(upload));
  server.get(attachmentPath(':attachmentId'), bearer(getAttachment));

  const streams = new DirectLineStreams(services, streamOptions);
  streams.listen(server.server);
  return streams;
}
