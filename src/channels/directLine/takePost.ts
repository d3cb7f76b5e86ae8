import { createHash } from 'node:crypto';
import { attachmentPath } from '../../base/attachmentUrl.js';
import { cleanFileName } from '../../base/cleanFileName.js';
import { fileLimits } from '../../base/fileLimits.js';
import { holdsPrivateKey } from '../../base/holdsPrivateKey.js';
import { isJsonObject } from '../../base/isJsonObject.js';
import type { JsonObject, JsonValue } from '../../base/json.js';
import { maskSecrets } from '../../base/maskSecrets.js';
import type { ConversationKey, KeptAttachment, StoredActivity } from '../../storage/storage.js';
import { answerJson, refuse } from '../answer.js';
import { directLineKey } from './directLineAddress.js';
import { directLineIdentity } from './directLineIdentity.js';
import type { DirectLineServices } from './directLineServices.js';
import { readEvent, readInboundActivity } from './inboundActivity.js';
import type { PostedFile } from './postedFile.js';
import { refuseUpload, type UploadProblem } from './refuseUpload.js';
import { readWatermark } from './watermark.js';
import type { DirectLineCall } from './withConversation.js';

/** Takes a posted activity with its files: answered with its id as soon as both are stored, before its turn runs. */
export async function takePost(
  services: DirectLineServices,
  call: DirectLineCall,
  posted: JsonValue,
  uploaded: readonly PostedFile[],
): Promise<void> {
  const { response, grant } = call;
  const receivedAt = services.clock.now().toISOString();
  const reading = readInboundActivity(posted, { grant, receivedAt, newId: services.newId });
  if (!reading.ok) return refuse(response, reading.refusal);
  const { activity, dedupeKey } = reading;
  const sent = [...uploaded, ...reading.files];
  const files = sent.map((file, index) => keptFile(file, `${dedupeKey} ${index}`));
  const problem = problemOf(files) ?? (await save(services, call, files, receivedAt));
  if (problem !== null) return refuseUpload(services, call, problem, dedupeKey);
  if (!takeSignal(services, directLineKey(grant.conversationId), activity)) {
    await services.runTurn({
      conversation: directLineKey(grant.conversationId),
      activity: withFiles(activity, files),
      identity: directLineIdentity,
      dedupeKey,
      direction: 'in',
      mode: 'queued',
      receivedAt,
    });
  }
  answerJson(response, 200, { id: activity['id'] });
}

/** Typing and reading are no turns of their own, and the log would fill with them. False: it is neither. */
function takeSignal(
  { signals }: Pick<DirectLineServices, 'signals'>,
  conversation: ConversationKey,
  { type, name, value }: StoredActivity,
): boolean {
  if (type === 'typing') signals.typing(conversation);
  else if (name === readEvent) signals.read(conversation, watermarkOf(value));
  else return false;
  return true;
}

function watermarkOf(value: JsonValue | undefined): number {
  const watermark = isJsonObject(value) ? value['watermark'] : undefined;
  return readWatermark(typeof watermark === 'string' ? watermark : null);
}

/** The id is made from the post's dedupe key, so that a repeated post keeps no second copy. */
function keptFile({ name, bytes }: PostedFile, of: string): KeptAttachment {
  const id = createHash('sha256').update(of).digest('hex').slice(0, 32);
  // People name files after mailboxes, and now and then after the password.
  return { id, name: maskSecrets(cleanFileName(name)), bytes };
}

function problemOf(files: readonly KeptAttachment[]): UploadProblem | null {
  if (files.length > fileLimits.filesPerMessage) return { code: 'too-many-files', name: null };
  const large = files.find(({ bytes }) => bytes.length > fileLimits.fileBytes);
  if (large !== undefined) return { code: 'file-too-large', name: large.name };
  const key = files.find(({ bytes }) => holdsPrivateKey(bytes));
  return key === undefined ? null : { code: 'private-key', name: key.name };
}

async function save(
  { storage, log }: DirectLineServices,
  { grant }: DirectLineCall,
  files: readonly KeptAttachment[],
  at: string,
): Promise<UploadProblem | null> {
  if (files.length === 0) return null;
  const saved = await storage.saveAttachments(
    directLineKey(grant.conversationId),
    files,
    fileLimits.room,
    at,
  );
  if (saved === 'saved') return null;
  if (saved === 'storage-full')
    log.warn({ room: fileLimits.room.inAll }, 'There is no room for further files.');
  return { code: saved, name: null };
}

/** As bytes and nothing else, so that no client draws what somebody sent. */
function withFiles(activity: StoredActivity, files: readonly KeptAttachment[]): StoredActivity {
  if (files.length === 0) return activity;
  const others = (activity['attachments'] ?? []) as readonly JsonObject[];
  const kept = files.map(({ id, name }) => ({
    contentType: 'application/octet-stream',
    contentUrl: attachmentPath(id),
    name,
  }));
  const sizes = [...others.map(() => 0), ...files.map(({ bytes }) => bytes.length)];
  return {
    ...activity,
    attachments: [...others, ...kept],
    // Web Chat shows them beside the names.
    channelData: { ...(activity['channelData'] as JsonObject), attachmentSizes: sizes },
  };
}
