import { attachmentPath } from '../../../base/attachmentUrl.js';
import { fileLimits } from '../../../base/fileLimits.js';
import type { JsonValue } from '../../../base/json.js';
import type { Refusal } from '../../../channels/answer.js';
import type { CaseRecord } from '../../../storage/caseStore.js';
import type { AgentMessage } from '../../handoffEvent.js';
import type { DeskServices } from '../deskServices.js';
import { badRequest } from '../withAgent.js';
import { noFile } from './noFile.js';
import { sentContentType } from './postFile.js';

type Attachments = NonNullable<AgentMessage['attachments']>;

/** The attachments of an agent's message, by the ids that `postFile` gave; or why it can't be sent with them. */
export async function sentAttachments(
  services: DeskServices,
  record: CaseRecord,
  fileIds: JsonValue | undefined,
): Promise<Attachments | Refusal> {
  const ids = fileIds === undefined ? [] : fileIds;
  if (!Array.isArray(ids) || ids.length > fileLimits.filesPerMessage)
    return badRequest(`fileIds is a list of at most ${fileLimits.filesPerMessage}.`);
  const attachments: Attachments[number][] = [];
  for (const id of ids) {
    const known = typeof id === 'string' && id.length <= 64;
    const file = known ? await services.storage.readAttachment(record.conversation, id) : null;
    if (file === null) return noFile;
    const contentUrl = urlOf(services, record, file.id);
    if (contentUrl === null) return noPublicUrl;
    attachments.push({ contentType: sentContentType, contentUrl, name: file.name });
  }
  return attachments;
}

/** Our own Direct Line serves its files itself; on other channels the person follows a link. */
function urlOf(
  { servedHere, fileLinks }: DeskServices,
  { conversation, conversationReference }: CaseRecord,
  fileId: string,
): string | null {
  return servedHere(conversationReference) ? attachmentPath(fileId) : fileLinks.of({ conversation, fileId });
}

const noPublicUrl: Refusal = {
  status: 409,
  code: 'no-public-url',
  message: 'People on this channel get files by a link, and PUBLIC_URL is not set.',
};
