import { isJsonObject } from '../../base/isJsonObject.js';
import type { JsonObject, JsonValue } from '../../base/json.js';
import { maskDeep } from '../../base/maskSecrets.js';

/** What says from whom, where and when: read by machines, and `19:…@thread.tacv2` is no password of user 19. */
const addressing = new Set([
  ...[
    'type',
    'id',
    'name',
    'channelId',
    'serviceUrl',
    'callerId',
    'conversation',
    'from',
    'recipient',
    'replyToId',
  ],
  ...['timestamp', 'localTimestamp', 'expiration', 'localTimezone', 'locale', 'deliveryMode', 'importance'],
  ...['textFormat', 'inputHint', 'action', 'topicName', 'historyDisclosed', 'relatesTo'],
  ...['membersAdded', 'membersRemoved', 'reactionsAdded', 'reactionsRemoved'],
]);

/** The channels' own data beside the person's words: their ids stay, all else is masked. */
const channelsOwn = new Set(['channelData', 'entities']);

/** The activity with every secret masked that a person may have written or pasted into it. */
export function maskActivity(activity: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(activity).map(([field, value]) => {
      if (addressing.has(field)) return [field, value];
      if (field === 'attachments' && Array.isArray(value)) return [field, value.map(maskAttachment)];
      return [field, channelsOwn.has(field) ? maskButIds(value) : maskDeep(value)];
    }),
  );
}

/**
 * Where a file is to be fetched stays whole: it is the file's address, with a token of its own that holds for minutes, and
 * the turn that fetches runs from the log. A file inside the activity is dropped: the log holds no files.
 */
function maskAttachment(attachment: JsonValue): JsonValue {
  const masked = maskDeep(attachment);
  if (!isJsonObject(attachment) || !isJsonObject(masked)) return masked;
  const { contentUrl: _, ...rest } = masked;
  const { contentUrl, content } = attachment;
  return {
    ...rest,
    ...(isFileUrl(contentUrl) ? { contentUrl } : {}),
    ...(isJsonObject(content) && isJsonObject(rest['content']) && isFileUrl(content['downloadUrl'])
      ? { content: { ...rest['content'], downloadUrl: content['downloadUrl'] } }
      : {}),
  };
}

/** One that could be fetched: https, and without a password. */
function isFileUrl(url: JsonValue | undefined): url is string {
  if (typeof url !== 'string' || !URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return protocol === 'https:' && username === '' && password === '';
}

function maskButIds(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(maskButIds);
  if (typeof value !== 'object' || value === null) return maskDeep(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskField(key, item)]));
}

function maskField(key: string, value: JsonValue): JsonValue {
  if (typeof value !== 'string') return maskButIds(value);
  // With its key, since what stands under `password` goes whole.
  return /^id$|(?:Id|ID)$/.test(key) ? value : (maskDeep({ [key]: value })[key] ?? null);
}
