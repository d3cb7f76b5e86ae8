import type { JsonValue } from '../../base/json.js';
import type { Refusal } from '../answer.js';
import { parseJson } from '../readJson.js';
import type { PostedFile } from './postedFile.js';

export type MultipartReading =
  | { readonly ok: true; readonly activity: JsonValue; readonly files: readonly PostedFile[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** The activity, the files, and room for a client that sends fields of its own. */
const mostParts = 20;

/**
 * Reads multipart/form-data (RFC 7578) as Direct Line clients send it: a part `activity`, every other part that is a file
 * a file. The parser is the one that Node keeps for fetch; it wants the whole body, which the caller has bounded.
 */
export async function readMultipart(
  body: Buffer<ArrayBuffer>,
  contentType: string,
): Promise<MultipartReading> {
  const boundary = /;\s{0,5}boundary="?([^"\\;,\s]{1,70})/i.exec(contentType)?.[1];
  if (boundary === undefined) return malformed('The content type names no boundary.');
  if (partsIn(body, boundary) > mostParts) return malformed(`The body has more than ${mostParts} parts.`);
  const form = await parse(body, boundary);
  if (form === null) return malformed('The body is not what its content type says.');
  const activity = await activityIn(form);
  if (!activity.ok) return activity;
  const files = [...form].flatMap(([name, value]) =>
    name === 'activity' || typeof value === 'string' ? [] : [value],
  );
  return { ok: true, activity: activity.value, files: await Promise.all(files.map(toPosted)) };
}

type Form = Awaited<ReturnType<Response['formData']>>;

/** By the boundary whose parts were counted: a content type may be written so that the parser would find another one. */
async function parse(body: Buffer<ArrayBuffer>, boundary: string): Promise<Form | null> {
  const headers = { 'content-type': `multipart/form-data; boundary="${boundary}"` };
  try {
    return await new Response(body, { headers }).formData();
  } catch {
    return null;
  }
}

/** A message without words when there is no such part, as Azure's Direct Line takes it. */
async function activityIn(form: Form) {
  const part = form.get('activity');
  if (part === null) return { ok: true, value: { type: 'message' } } as const;
  return parseJson(typeof part === 'string' ? part : await part.text());
}

async function toPosted(file: File): Promise<PostedFile> {
  return { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) };
}

/** Counts no further than it matters; the last mark closes the body. */
function partsIn(body: Buffer, boundary: string): number {
  const mark = `--${boundary}`;
  let marks = 0;
  let at = body.indexOf(mark);
  while (at !== -1 && marks <= mostParts + 1) {
    marks += 1;
    at = body.indexOf(mark, at + mark.length);
  }
  return marks - 1;
}

function malformed(message: string): MultipartReading {
  return { ok: false, refusal: { status: 400, code: 'multipart-malformed', message } };
}
