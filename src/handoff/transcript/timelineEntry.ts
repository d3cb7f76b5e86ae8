import { attachmentIdOf } from '../../base/attachmentUrl.js';
import { isJsonObject } from '../../base/isJsonObject.js';
import type { JsonObject, JsonValue } from '../../base/json.js';
import type { LogEntry } from '../../storage/storage.js';
import type { SentFile, TimelineEntry } from '../desk/deskApi.js';
import { agentMessageMark } from '../spoken.js';
import { cardText } from './cardText.js';

const cardPrefix = 'application/vnd.microsoft.card.';

/** A line of the log as the desk shows it; null for what is no message to or from the person. */
export function timelineEntry({ seq, direction, activity, at }: LogEntry): TimelineEntry | null {
  if (direction === 'internal' || activity['type'] !== 'message') return null;
  const said = direction === 'out' ? agentMessageMark(activity) : null;
  const from = direction === 'in' ? 'person' : said === null ? 'bot' : 'agent';
  const files = filesOf(activity, seq);
  const text = from === 'bot' ? botText(activity) : textOf(activity['text']);
  const empty = text === '' && files.length === 0 && from !== 'person';
  return empty
    ? null
    : {
        seq,
        at,
        from,
        name: said?.agent ?? null,
        messageId: said?.messageId ?? null,
        text,
        files,
        delivery: null,
      };
}

/** Where cards are drawn the text is only their first sentence. */
function botText(activity: JsonObject): string {
  const text = textOf(activity['text']);
  const cards = attachmentsOf(activity).filter(({ contentType }) =>
    textOf(contentType).startsWith(cardPrefix),
  );
  const drawn = cards.map(({ content }) => cardText(content ?? null)).filter(Boolean);
  // A card begins with the sentence that stands for it, as a headline.
  const headline = text.replace(/[\s.]{1,5}$/u, '');
  return drawn.some((card) => card.includes(headline))
    ? drawn.join('\n\n')
    : [text, ...drawn].filter(Boolean).join('\n\n');
}

function filesOf(activity: JsonObject, seq: number): readonly SentFile[] {
  return attachmentsOf(activity).flatMap(({ contentType, contentUrl, name }, index) => {
    const type = textOf(contentType);
    if (type.startsWith(cardPrefix) || type === 'text/html') return [];
    // Of a file that another service holds, the server knows where it stands; the browser never goes there.
    const fileId = attachmentIdOf(textOf(contentUrl)) ?? foreignFileId(seq, index);
    const shownName = textOf(name) || 'file';
    return [{ fileId, name: shownName, contentType: pictureTypeOf(shownName) ?? type }];
  });
}

/** Files are kept as bytes and nothing else; the name tells whether one may be a picture. */
function pictureTypeOf(name: string): string | null {
  const ending = /\.(png|jpe?g|gif|webp)$/i.exec(name)?.[1]?.toLowerCase();
  return ending === undefined ? null : `image/${ending.replace('jpg', 'jpeg')}`;
}

/** The `index`-th attachment of the log's entry `seq`. */
function foreignFileId(seq: number, index: number): string {
  return `${seq}.${index}`;
}

export function attachmentsOf({ attachments }: JsonObject): readonly JsonObject[] {
  return Array.isArray(attachments) ? attachments.filter(isJsonObject) : [];
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
