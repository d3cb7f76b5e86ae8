import { readDataUrl } from '../../base/dataUrl.js';
import type { JsonObject, JsonValue } from '../../base/json.js';

/** A file as a client sent it; its name is the client's. */
export interface PostedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The file inside an attachment: a `data:` URL, or text as its content. Null when it holds none. HTML is a message's other form. */
export function inlineFile(attachment: JsonObject): PostedFile | null {
  const { contentUrl, content } = attachment;
  const name = textOf(attachment['name']);
  const bytes = typeof contentUrl === 'string' ? readDataUrl(contentUrl) : null;
  if (bytes !== null) return { name, bytes };
  const isText = /^text\/(?!html)/i.test(textOf(attachment['contentType']));
  return isText && typeof content === 'string' ? { name, bytes: Buffer.from(content, 'utf8') } : null;
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
