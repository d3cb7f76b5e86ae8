import type { Request } from 'restify';
import { fileLimits } from '../../base/fileLimits.js';
import type { JsonObject, JsonValue } from '../../base/json.js';
import { refuse } from '../answer.js';
import { readBody } from '../readBody.js';
import type { DirectLineServices } from './directLineServices.js';
import { tooMany } from './generateToken.js';
import { readMultipart } from './readMultipart.js';
import { refuseUpload, type UploadProblem } from './refuseUpload.js';
import { takePost } from './takePost.js';
import type { DirectLineCall } from './withConversation.js';

/** The files of a message, and room for its text, the parts' headers and a client's own fields. */
const maxBodyBytes = fileLimits.filesPerMessage * fileLimits.fileBytes + 524_288;
const longestUploadMs = 30_000;

/** `POST conversations/{id}/upload?userId=`: a message with files, as multipart/form-data. The user is the token's. */
export async function upload(services: DirectLineServices, call: DirectLineCall): Promise<void> {
  const { request, response, grant } = call;
  const wait = services.limits.post.take(grant.userId);
  if (wait > 0) return refuse(response, tooMany(wait));
  const contentType = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\b/i.test(contentType)) {
    const message = 'The content type must be multipart/form-data.';
    return refuse(response, { status: 415, code: 'multipart-expected', message });
  }
  const pause = services.limits.upload.take(grant.userId);
  if (pause > 0) return refuseUnread(services, call, { ...tooFast, retryAfter: pause });
  const body = await readInTime(services, request);
  if (body === 'gone') return;
  if (body === 'no-room') return refuse(response, { ...tooMany(5), status: 503 });
  if (body === 'too-large') return refuseUnread(services, call, { code: 'upload-too-large', name: null });
  try {
    const reading = await readMultipart(body, contentType);
    if (!reading.ok) return refuse(response, reading.refusal);
    await takePost(services, call, withoutAttachments(reading.activity), reading.files);
  } finally {
    services.uploadRoom.give(body.length);
  }
}

async function readInTime({ uploadRoom }: DirectLineServices, request: Request) {
  const timer = setTimeout(() => request.destroy(), longestUploadMs);
  try {
    return await readBody(request, maxBodyBytes, uploadRoom);
  } catch {
    return 'gone';
  } finally {
    clearTimeout(timer);
  }
}

/** The client names there what it sends as files beside it. */
function withoutAttachments(activity: JsonValue): JsonValue {
  if (typeof activity !== 'object' || activity === null || Array.isArray(activity)) return activity;
  const { attachments: _, ...rest } = activity as JsonObject;
  return rest;
}

const tooFast = { code: 'too-many-uploads', name: null } as const;

/** A body that nobody read has no id of its own; a client that tries again is told once a minute. */
function refuseUnread(
  services: DirectLineServices,
  call: DirectLineCall,
  problem: UploadProblem,
): Promise<void> {
  const minute = Math.floor(services.clock.now().getTime() / 60_000);
  return refuseUpload(services, call, problem, `minute ${minute}`);
}
