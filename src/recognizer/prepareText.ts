const entities: { readonly [name: string]: string } = {
  nbsp: ' ',
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
  laquo: '«',
  raquo: '»',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  agrave: 'à',
  acirc: 'â',
  ccedil: 'ç',
  ocirc: 'ô',
  ucirc: 'û',
  icirc: 'î',
};

/**
 * Takes the wrapping off a paste: HTML entities are decoded, tags blanked, invisible characters dropped. Every other
 * function of the recognizer works on the prepared text, and offsets mean offsets into it.
 */
export function prepareText(text: string): string {
  let plain = text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '');
  // Tags go first: an entity such as &lt; is text that only looks like a tag once it is decoded.
  if (plain.includes('<'))
    plain = plain.replace(/<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>|<!--/gi, (tag) =>
      breaks.test(tag) ? '\n' : ' ',
    );
  if (plain.includes('&'))
    plain = plain.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,8});/gi, decodeEntity);
  return plain;
}

const breaks = /^<\/?(?:br|p|div|li|tr|pre|h[1-6])\b/i;

function decodeEntity(entity: string, name: string): string {
  if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? entity;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0x1f && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : ' ';
}
