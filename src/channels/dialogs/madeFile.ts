import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Encoding, PageFile } from '../widget/pageFiles.js';

/** A file that was made rather than read. Each encoding is made when it is first asked for. */
export function madeFile(text: string, contentType: string): PageFile {
  const content = Buffer.from(text);
  const kept = new Map<Encoding, Buffer>([['identity', content]]);
  return {
    contentType,
    etag: createHash('sha256').update(content).digest('hex').slice(0, 16),
    read(encoding) {
      const encoded = kept.get(encoding) ?? compress(content, encoding);
      kept.set(encoding, encoded);
      return encoded;
    },
  };
}

export function htmlFile(html: string): PageFile {
  return madeFile(html, 'text/html; charset=utf-8');
}

/** Someone waits for it, so not with the greatest effort. */
function compress(content: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'gzip') return gzipSync(content);
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}
