import type { Response } from 'restify';
import type { KeptAttachment } from '../storage/storage.js';

/** A file that a person sent, to be saved and never shown in its own right. */
export function sendAttachment(response: Response, { name, bytes }: KeptAttachment): void {
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': bytes.length,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeName(name)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
  });
  response.end(bytes);
}

/** RFC 8187: what encodeURIComponent leaves and a parameter's value must not hold. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}
