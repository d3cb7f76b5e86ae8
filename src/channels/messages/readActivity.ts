import { createHash } from 'node:crypto';
import { isJsonObject } from '../../base/isJsonObject.js';
import type { JsonObject, JsonValue } from '../../base/json.js';
import type { Refusal } from '../answer.js';
import { directLineServiceUrl } from '../directLine/directLineAddress.js';

/** An activity that says where it comes from and where replies go. */
export type AddressedActivity = JsonObject & {
  readonly type: string;
  readonly channelId: string;
  readonly serviceUrl: string;
  readonly conversation: JsonObject & { readonly id: string };
};

export type ActivityReading =
  | {
      readonly ok: true;
      readonly activity: AddressedActivity;
      readonly id: string;
      readonly dedupeKey: string;
    }
  | { readonly ok: false; readonly refusal: Refusal };

export function readActivity(value: JsonValue): ActivityReading {
  if (!isJsonObject(value))
    return refused('activity-missing', 'The body must be an activity, a JSON object.');
  const { type, channelId, serviceUrl, conversation, id } = value;
  if (!isText(type)) return refused('type-missing', 'The activity has no type.');
  if (!isText(channelId)) return refused('channel-missing', 'The activity has no channelId.');
  if (!isJsonObject(conversation) || !isText(conversation['id'])) {
    return refused('conversation-missing', 'The activity has no conversation.id.');
  }
  if (!isText(serviceUrl) || !/^https?:$/.test(protocolOf(serviceUrl))) {
    return refused('service-url-missing', 'The activity has no http(s) serviceUrl.');
  }
  if (serviceUrl.startsWith(directLineServiceUrl)) {
    return refused('service-url-reserved', 'This serviceUrl belongs to the channel served here.');
  }
  if (type === 'event' && isOfTheHouse(value['name'])) {
    return refused('event-reserved', 'An event of this name comes from inside alone.');
  }
  const activity = value as AddressedActivity;
  // Apart from the keys of the house's own entries, which a channel's id must not take.
  const dedupeKey = isText(id) ? `activity ${id}` : contentKey(value);
  return { ok: true, activity, id: isText(id) ? id : '', dedupeKey };
}

/** A few channels send no ids. A repeated post then repeats its timestamp too, so the content tells. */
function contentKey(value: JsonObject): string {
  return `sha256 ${createHash('sha256').update(JSON.stringify(value)).digest('base64url')}`;
}

/** What a look found or a human has said is taken from inside, as from our own web chat; anybody else may choose a language. */
function isOfTheHouse(name: JsonValue | undefined): boolean {
  return typeof name === 'string' && name.startsWith('trustdesk/') && name !== 'trustdesk/locale';
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

function refused(code: string, message: string): ActivityReading {
  return { ok: false, refusal: { status: 400, code, message } };
}
