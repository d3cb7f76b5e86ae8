import type { JsonObject, JsonValue } from '../../../base/json.js';

/** What the other side says about a case; docs/handoffWebhook.openapi.yaml describes it. */
export type WebhookCommand = { readonly key: string; readonly caseId: string } & (
  | { readonly type: 'claimed'; readonly agent: WebhookAgent }
  | {
      readonly type: 'message';
      readonly agent: WebhookAgent;
      readonly messageId: string;
      readonly text: string;
      readonly files: readonly SentFile[];
    }
  | { readonly type: 'typing' }
  | { readonly type: 'note'; readonly agent: WebhookAgent; readonly text: string }
  | { readonly type: 'released'; readonly agent: WebhookAgent }
  | {
      readonly type: 'resolved';
      readonly agent: WebhookAgent;
      readonly solved: boolean;
      readonly cause: string;
      readonly text: string | null;
    }
  | { readonly type: 'failed'; readonly error: string }
);

export interface WebhookAgent {
  readonly id: string;
  readonly name: string;
}

/** A file of an agent's, which the person's client fetches from where it lies. */
export interface SentFile {
  readonly name: string;
  readonly contentType: string;
  readonly url: string;
}

/** Characters, for each. */
const longest = { key: 200, id: 200, name: 80, text: 20_000, cause: 60, error: 500, url: 2_000 };
const mostFiles = 4;

class Malformed extends Error {}

/** The command, or the sentence that says what is wrong with it. Fields that nobody knows are ignored. */
export function readWebhookCommand(text: string): WebhookCommand | string {
  try {
    const posted = parse(text);
    return {
      key: string(posted, 'key', longest.key),
      caseId: string(posted, 'caseId', longest.id),
      ...command(posted),
    };
  } catch (error) {
    if (error instanceof Malformed) return error.message;
    throw error;
  }
}

function parse(text: string): JsonObject {
  try {
    return object(JSON.parse(text) as JsonValue, 'body');
  } catch (error) {
    if (error instanceof SyntaxError) throw new Malformed('The body is not valid JSON.');
    throw error;
  }
}

type Told<T> = T extends unknown ? Omit<T, 'key' | 'caseId'> : never;

function command(posted: JsonObject): Told<WebhookCommand> {
  const { type } = posted;
  switch (type) {
    case 'claimed':
    case 'released':
      return { type, agent: agent(posted) };
    case 'message': {
      const messageId = string(posted, 'messageId', longest.id);
      const text = string(posted, 'text', longest.text);
      return { type, agent: agent(posted), messageId, text, files: files(posted['files']) };
    }
    case 'typing':
      return { type };
    case 'note':
      return { type, agent: agent(posted), text: string(posted, 'text', longest.text) };
    case 'resolved': {
      const { solved, cause, text } = posted;
      if (typeof solved !== 'boolean') throw new Malformed('solved must be true or false.');
      return {
        ...{ type, agent: agent(posted), solved },
        cause: cause === undefined ? 'other' : string(posted, 'cause', longest.cause),
        text: text === undefined || text === null ? null : string(posted, 'text', longest.text),
      };
    }
    case 'failed':
      return { type, error: string(posted, 'error', longest.error) };
    default:
      throw new Malformed('type is not one that is known here.');
  }
}

function agent(posted: JsonObject): WebhookAgent {
  const given = object(posted['agent'], 'agent');
  return { id: string(given, 'id', longest.id), name: string(given, 'name', longest.name) };
}

function files(value: JsonValue | undefined): readonly SentFile[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > mostFiles)
    throw new Malformed(`files must be a list of ${mostFiles} at most.`);
  return value.map((item: JsonValue) => {
    const file = object(item, 'each of files');
    const url = string(file, 'url', longest.url);
    if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
      throw new Malformed('url must be an https address.');
    return { name: string(file, 'name', longest.name), contentType: mediaType(file), url };
  });
}

function mediaType(file: JsonObject): string {
  const type = string(file, 'contentType', longest.name);
  if (/^[\w.+-]+\/[\w.+-]+$/.test(type)) return type;
  throw new Malformed('contentType must be a media type such as image/png.');
}

function object(value: JsonValue | undefined, name: string): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new Malformed(`${name} must be an object.`);
}

function string(from: JsonObject, name: string, most: number): string {
  const value = from[name];
  if (typeof value === 'string' && value.trim() !== '' && value.length <= most)
    // PostgreSQL stores neither NUL nor lone surrogates.
    return value.toWellFormed().replaceAll('\u0000', '\ufffd');
  throw new Malformed(`${name} must be a text of 1 to ${most} characters.`);
}
