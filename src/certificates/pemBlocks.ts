export interface PemBlock {
  /** The words after BEGIN, e.g. `CERTIFICATE`, `PKCS7`, `PRIVATE KEY`. */
  readonly label: string;
  readonly der: Buffer;
}

// Chat programs and word processors turn five hyphens into dashes of every kind.
const dash = '[-\\u2010-\\u2015\\u2212]{1,10}';
const boundary = new RegExp(`${dash}\\s?(BEGIN|END) ([A-Z0-9 ]{1,40}?)\\s?${dash}`, 'g');

/** The PEM blocks in a text, in order; whatever stands around and between them is passed over. Never throws. */
export function pemBlocks(text: string): readonly PemBlock[] {
  const blocks: PemBlock[] = [];
  let open: { label: string; start: number } | null = null;
  for (const match of text.matchAll(boundary)) {
    const [whole, word, label = ''] = match;
    if (word === 'BEGIN') open = { label, start: match.index + whole.length };
    else if (open?.label === label) {
      blocks.push({ label: plainLabel(label), der: decode(text.slice(open.start, match.index)) });
      open = null;
    }
  }
  return blocks;
}

// OpenSSL's older and its trusted form of the same thing.
const plainLabel = (label: string): string => label.replace(/^(X509|TRUSTED) CERTIFICATE$/, 'CERTIFICATE');

/** Header lines (`Proc-Type: …`) hold a colon, base64 never does; all else that is not base64 is damage by transport. */
function decode(body: string): Buffer {
  const lines = body.split(/\r\n|\r|\n/).filter((line) => !line.includes(':'));
  return Buffer.from(lines.join('').replace(/[^A-Za-z0-9+/=]/g, ''), 'base64');
}
