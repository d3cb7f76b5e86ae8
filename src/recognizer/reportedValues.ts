const longestHost = 253;
const companyForm = /^(?:Inc|LLC|Ltd|Limited|GmbH|AG|SAS?|SARL|Corp|Corporation|Co|BV|NV|Pty|PLC|JSC)\b/i;

/** The host names of a field's value, lower case: `CN=mail.contoso.com, DNS:autodiscover.contoso.com`. */
export function findNames(value: string): string[] {
  const chunks = value.split(/[\s,;()]+/).filter((chunk) => /[\p{L}\p{N}]/u.test(chunk));
  const hosts = chunks.flatMap((chunk) => hostLike(chunk) ?? []);
  if (hosts.length > 0) return hosts;
  // A server's short name looks like no word: EXCH01, mail-1.
  const [only] = chunks;
  const short = only?.replace(/^(?:CN|DNS)[:=]/i, '').replace(/[.'"”»]+$/, '') ?? '';
  return chunks.length === 1 && /^[A-Za-z][\w-]{1,62}$/.test(short) && /[\dA-Z-]/.test(short)
    ? [short.toLowerCase()]
    : [];
}

/** A host name, wildcard name or IPv4 address in a word, lower case, without what is wrapped around it; or null. */
export function hostLike(chunk: string): string | null {
  if (chunk.length > longestHost + 30) return null;
  const bare = chunk
    .replace(/^["'“”«»<[]+/, '')
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/^(?:CN|DNS|IP|Name)[:=]/i, '')
    .replace(/[/:].*$/, '')
    .replace(/["'“”«»>\].!?]+$/, '');
  if (bare.length > longestHost || !/^(?:\*\.)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u.test(bare)) return null;
  const numbers = /^[\d.]+$/.test(bare);
  return numbers && !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(bare) ? null : bare.toLowerCase();
}

/** The issuer's name as written, without what follows it in the sentence; null when nothing is left. */
export function readIssuer(value: string): string | null {
  const start = value.replace(/^[\s:=–—-]+/, '').replace(/^["'“«]\s*/, '');
  const isDistinguished = /\b(?:CN|O|OU|C|DC)\s*=/i.test(start);
  const name = isDistinguished ? (start.split(/[;\n]/)[0] ?? '') : untilClause(start);
  const bare = name.replace(/[\s,.:"'”»–—-]+$/, '').trim();
  return /[\p{L}\p{N}]/u.test(bare) && bare.length <= 200 ? bare : null;
}

// A comma ends the name unless the company's legal form follows it.
function untilClause(text: string): string {
  const sentence = text.split(/[;\n]|\.\s/)[0] ?? '';
  const [first = '', ...rest] = sentence.split(',');
  const form = rest[0]?.trim() ?? '';
  return companyForm.test(form) ? `${first},${rest[0]}` : first;
}
