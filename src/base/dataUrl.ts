const longestHead = 200;

/** The bytes in a `data:` URL (RFC 2397); null when it is none. */
export function readDataUrl(url: string): Buffer | null {
  if (!/^data:/i.test(url)) return null;
  const comma = url.slice(0, longestHead).indexOf(',');
  if (comma === -1) return null;
  const body = url.slice(comma + 1);
  if (/;\s*base64$/i.test(url.slice(0, comma))) return Buffer.from(body, 'base64');
  try {
    return Buffer.from(decodeURIComponent(body), 'utf8');
  } catch {
    return null;
  }
}
