import type { IncomingMessage } from 'node:http';
import type { JsonValue } from '../base/json.js';
import type { Refusal } from './answer.js';
import { readBody } from './readBody.js';

const maxDepth = 32;

export type JsonReading =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly refusal: Refusal };

/** Reads a JSON body of at most `maxBytes`; an empty body reads as `{}`. Depth is bounded because walks over it recurse. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<JsonReading> {
  const body = await readBody(request, maxBytes);
  if (typeof body === 'string')
    return refused(413, 'body-too-large', `The body is larger than ${maxBytes} bytes.`);
  return parseJson(body.toString('utf8').trim());
}

/** Reads JSON that came from outside. */
export function parseJson(text: string): JsonReading {
  if (text === '') return { ok: true, value: {} };
  try {
    const value = JSON.parse(text) as JsonValue;
    return isDeeper(value, maxDepth)
      ? refused(400, 'json-too-deep', 'The JSON is nested too deeply.')
      : { ok: true, value };
  } catch {
    return refused(400, 'json-malformed', 'The body is not valid JSON.');
  }
}

function isDeeper(value: JsonValue, levels: number): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (levels === 0) return true;
  return Object.values(value).some((child) => isDeeper(child, levels - 1));
}

function refused(status: number, code: string, message: string): JsonReading {
  return { ok: false, refusal: { status, code, message } };
}
