import { createHash } from 'node:crypto';
import { isJsonObject } from '../../base/isJsonObject.js';
import type { JsonObject, JsonValue } from '../../base/json.js';
import { isMailAddress, mailAddressField } from '../../base/mailAddress.js';
import { maskDeep } from '../../base/maskSecrets.js';
import type { StoredActivity } from '../../storage/storage.js';
import type { Refusal } from '../answer.js';
import { directLineBot, directLineChannelId, directLineServiceUrl } from './directLineAddress.js';
import { inlineFile, type PostedFile } from './postedFile.js';
import type { Grant } from './tokenSigner.js';

/** UTF-16 units. A whole log file pasted by mistake is refused; anything a person pastes on purpose is far below. */
const maxTextLength = 102_400;
const maxValueLength = 65_536;
const mostAttachments = 10;

/** The event by which the page tells how far the person has read; `value` holds the `watermark`. */
export const readEvent = 'trustdesk/read';

/** What a client may post; `endOfConversation` is the person's going. */
const clientTypes: readonly unknown[] = ['message', 'event', 'typing', 'endOfConversation'];

/** The events a page may send. The house's own events (probe results) come from inside and can't be forged here. */
const clientEvents = ['trustdesk/locale', readEvent, 'webchat/join'];

export type InboundReading =
  | {
      readonly ok: true;
      /** Without the files, which whoever keeps them adds. */
      readonly activity: StoredActivity;
      readonly dedupeKey: string;
      readonly files: readonly PostedFile[];
    }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Reads what a client posted. Only the fields named here are taken, secrets are masked, and everything that says who
 * speaks where is ours. `receivedAt` is ISO 8601 UTC.
 */
export function readInboundActivity(
  posted: JsonValue,
  context: { readonly grant: Grant; readonly receivedAt: string; readonly newId: () => string },
): InboundReading {
  if (!isJsonObject(posted)) return refused('activity-malformed', 'The body is not an activity.');
  const problem = findProblem(posted);
  if (problem !== null) return problem;
  const { files, others } = sortAttachments(posted['attachments']);
  const { conversationId, userId } = context.grant;
  const clientActivityId = clientActivityIdOf(posted);
  const dedupeKey = clientActivityId === null ? `post:${context.newId()}` : `client:${clientActivityId}`;
  const activity = {
    ...keepGivenAddress(posted, maskDeep(takeContent(posted, others)) as JsonObject),
    ...takeContext(posted),
    channelData: takeChannelData(posted, clientActivityId),
    // Made from the dedupe key, so that a repeated post is answered with the id of the first.
    id: `${conversationId}|${createHash('sha256').update(dedupeKey).digest('hex').slice(0, 16)}`,
    timestamp: context.receivedAt,
    channelId: directLineChannelId,
    serviceUrl: directLineServiceUrl,
    conversation: { id: conversationId },
    from: { id: userId, name: '', role: 'user' },
    recipient: directLineBot,
  };
  return { ok: true, activity, dedupeKey, files };
}

function findProblem(posted: JsonObject): InboundReading | null {
  const { type, text, value, name } = posted;
  if (!clientTypes.includes(type)) {
    return refused('activity-type', 'An activity of this type can’t be posted here.');
  }
  if (text !== undefined && text !== null && typeof text !== 'string') {
    return refused('activity-malformed', 'The text is not a string.');
  }
  if (typeof text === 'string' && text.length > maxTextLength) {
    return refused('text-too-long', `The text is longer than ${maxTextLength} characters.`, 413);
  }
  if (value !== undefined && JSON.stringify(value).length > maxValueLength) {
    return refused('value-too-large', `The value is larger than ${maxValueLength} characters.`, 413);
  }
  if (type === 'event' && !clientEvents.includes(String(name))) {
    return refused('event-not-allowed', 'An event of this name can’t be posted here.');
  }
  return null;
}

function takeContent(posted: JsonObject, others: readonly JsonObject[]): JsonObject {
  const { type, text, textFormat, value, name } = posted;
  return dropAbsent({
    type,
    text: typeof text === 'string' ? wellFormed(text) : undefined,
    textFormat: textFormat === 'plain' || textFormat === 'markdown' ? textFormat : undefined,
    value: value === undefined ? undefined : (JSON.parse(wellFormed(JSON.stringify(value))) as JsonValue),
    name: type === 'event' ? name : undefined,
    attachments: others.length > 0 ? others : undefined,
  });
}

/** What masking took from the address that a person gave in the field for it: they want mail to go there. */
function keepGivenAddress({ value }: JsonObject, masked: JsonObject): JsonObject {
  const given = isJsonObject(value) ? value[mailAddressField] : undefined;
  const maskedValue = masked['value'];
  if (typeof given !== 'string' || !isJsonObject(maskedValue) || !isMailAddress(given.trim())) return masked;
  return { ...masked, value: { ...maskedValue, [mailAddressField]: given.trim() } };
}

function takeContext({ locale, localTimezone }: JsonObject): JsonObject {
  return dropAbsent({
    locale: readLocale(locale) ?? undefined,
    localTimezone:
      typeof localTimezone === 'string' && localTimezone.length <= 64 ? localTimezone : undefined,
  });
}

function takeChannelData({ channelData }: JsonObject, clientActivityId: string | null): JsonObject {
  const given = isJsonObject(channelData) ? channelData : {};
  return dropAbsent({
    clientActivityID: clientActivityId ?? undefined,
    postBack: given['postBack'] === true ? true : undefined,
  });
}

/** A BCP 47 tag in its canonical form, or null when it is none. */
export function readLocale(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 35) return null;
  try {
    return Intl.getCanonicalLocales(value)[0] ?? null;
  } catch {
    return null;
  }
}

function clientActivityIdOf({ channelData }: JsonObject): string | null {
  const id = isJsonObject(channelData) ? channelData['clientActivityID'] : undefined;
  return typeof id === 'string' && id !== '' && id.length <= 200 ? id : null;
}

/** The files that a client sent inside its activity, and of its other attachments what the bot says it can't read. */
function sortAttachments(attachments: JsonValue | undefined): {
  readonly files: readonly PostedFile[];
  readonly others: readonly JsonObject[];
} {
  const files: PostedFile[] = [];
  const others: JsonObject[] = [];
  for (const attachment of Array.isArray(attachments) ? attachments.slice(0, mostAttachments) : []) {
    const file = isJsonObject(attachment) ? inlineFile(attachment) : null;
    if (file === null) others.push(nameOnly(attachment));
    else files.push(file);
  }
  return { files, others };
}

/** What a client's URL leads to is never fetched: whoever holds a token would choose where we connect to. */
function nameOnly(attachment: JsonValue): JsonObject {
  const { contentType, name } = isJsonObject(attachment) ? attachment : {};
  const take = (value: unknown, absent: string) =>
    typeof value === 'string' ? wellFormed(value.slice(0, 200)) : absent;
  return { contentType: take(contentType, 'application/octet-stream'), name: take(name, 'file') };
}

/** PostgreSQL stores neither NUL nor lone surrogates in a JSON text. */
function wellFormed(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd').replaceAll('\\u0000', '\\ufffd');
}

function dropAbsent(object: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as JsonObject;
}

function refused(
  code: string,
  message: string,
  status = 400,
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { status, code, message } };
}
