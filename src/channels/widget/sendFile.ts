import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Encoding, PageFile } from './pageFiles.js';

/** Sends the smallest encoding that the browser takes, or 304 when it has this content already. */
export function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: PageFile,
  headers: Readonly<Record<string, string>>,
  status = 200,
): void {
  const [encoding, content] = choose(file, String(request.headers['accept-encoding'] ?? ''));
  const etag = `"${file.etag}${encoding === 'identity' ? '' : `-${encoding}`}"`;
  for (const [name, value] of Object.entries({ ...headers, ETag: etag })) response.setHeader(name, value);
  if (status === 200 && request.headers['if-none-match']?.includes(etag)) {
    response.writeHead(304);
    response.end();
    return;
  }
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
  response.writeHead(status, { 'Content-Type': file.contentType, 'Content-Length': content.length });
  response.end(request.method === 'HEAD' ? undefined : content);
}

function choose(file: PageFile, accepted: string): readonly [Encoding, Buffer] {
  for (const encoding of ['br', 'gzip'] as const) {
    const content = new RegExp(`\\b${encoding}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|\\s|$))`, 'i').test(accepted)
      ? file.read(encoding)
      : null;
    if (content !== null) return [encoding, content];
  }
  return ['identity', file.read('identity') ?? Buffer.alloc(0)];
}
