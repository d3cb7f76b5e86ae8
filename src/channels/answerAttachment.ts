import type { ServerResponse } from 'node:http';
import type { KeptAttachment } from '../storage/storage.js';

/** What browsers may draw: nothing in them runs. By the first bytes, since names and senders say what they like. */
const pictureTypes: readonly (readonly [start: string, type: string])[] = [
  ['89504e470d0a1a0a', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['474946383', 'image/gif'],
];

/** A kept file, to be saved and never shown in its own right; with `pictures` those may be drawn. */
export function answerAttachment(
  response: ServerResponse,
  { name, bytes }: Pick<KeptAttachment, 'name' | 'bytes'>,
  { pictures }: { readonly pictures: boolean } = { pictures: false },
): void {
  const picture = pictures ? pictureTypeOf(bytes) : null;
  response.writeHead(200, {
    'Content-Type': picture ?? 'application/octet-stream',
    'Content-Length': bytes.length,
    'Content-Disposition': `${picture === null ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeName(name)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
  });
  response.end(bytes);
}

function pictureTypeOf(bytes: Buffer): string | null {
  const start = bytes.toString('hex', 0, 12);
  if (start.startsWith('52494646') && start.endsWith('57454250')) return 'image/webp';
  return pictureTypes.find(([magic]) => start.startsWith(magic))?.[1] ?? null;
}

/** RFC 8187: what encodeURIComponent leaves and a parameter's value must not hold. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}
