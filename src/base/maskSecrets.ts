import type { JsonValue } from './json.js';
import { maskPrivateKeys } from './maskPrivateKeys.js';

const mask = '***';
/** Deeper nesting than any channel's activity has; what lies below is dropped, unread and so unmasked. */
const deepest = 64;

/**
 * Replaces what must never be stored or shown: credentials in URLs, Authorization values, bearer tokens, private
 * keys, what follows the word "password" in English, French or Vietnamese, and the mailbox of an e-mail address, whose
 * domain is all that anybody needs here. Masking a masked text changes nothing. Takes time linear in the text's length.
 */
export function maskSecrets(text: string): string {
  let masked = maskPrivateKeys(text);
  for (const { pattern, replace } of rules) masked = masked.replace(pattern, replace);
  return masked;
}

/** Masks every string of a JSON value; a string under a key such as `password` or `authorization` goes whole. */
export function maskDeep<T extends JsonValue>(json: T): T {
  return maskValue(json, 0) as T;
}

function maskValue(value: JsonValue, depth: number): JsonValue {
  if (typeof value === 'string') return maskSecrets(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return null;
  if (Array.isArray(value)) return value.map((item) => maskValue(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      typeof item === 'string' && secretKey.test(key) ? mask : maskValue(item, depth + 1),
    ]),
  );
}

const secretKey =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|pass(?:word|wd|phrase)?|pwd|(?:client|app)?[-_]?secret|api[-_]?key|access[-_]?token|refresh[-_]?token|mot de passe|mật khẩu)$/i;

// Every quantifier below is bounded or cannot run past a character that ends the next attempt too, so that no
// text makes a pattern start over and over on the same characters.
const word = String.raw`(?:password|passwd|passphrase|pwd|client[_-]?secret|secret|api[_-]?key|access[_-]?token|refresh[_-]?token|token|mot\s{1,3}de\s{1,3}passe|mdp|m[aậâ]\p{M}{0,2}t\s{1,3}kh[aẩâ]\p{M}{0,2}u\p{M}?)`;
const before = String.raw`(?<![\p{L}\p{N}_])`;
const quoted = `"[^"\\r\\n]{1,256}"|'[^'\\r\\n]{1,256}'|“[^”\\r\\n]{1,256}”|«[^»\\r\\n]{1,256}»`;

type Rule = {
  readonly pattern: RegExp;
  readonly replace: (whole: string, ...groups: string[]) => string;
};

const keepFirst = (_whole: string, first: string): string => `${first}${mask}`;

/** A rule of two groups: what leads to the secret and the secret, whose quotes stay. */
function rule(source: string): Rule {
  return {
    pattern: new RegExp(source, 'giu'),
    replace: (_whole, lead, value = '') => {
      const quote = /^["'“«]/.test(value) && value.length > 1 ? value : '';
      return `${lead}${quote.slice(0, 1)}${mask}${quote.slice(-1)}`;
    },
  };
}

const rules: readonly Rule[] = [
  // scheme://user:pass@host, also with a slash or an @ in the password (then it needs the colon, and no port after it)
  { pattern: /(:\/\/)[^\s/?#]{1,512}@/g, replace: (_whole, slashes) => `${slashes}${mask}@` },
  {
    pattern: /(:\/\/)[^\s/?#@:]{1,128}:(?!\d{1,5}(?:[/?#\s]|$))[^\s@]{1,256}@/g,
    replace: (_whole, slashes) => `${slashes}${mask}@`,
  },
  // user:pass@host without a scheme; address prefixes (smtp:john@contoso.com) keep their local part
  {
    pattern: /(?<=^|[\s"'(<«=])([^\s:@/\\"'<>(«=]{1,64}):([^\s@/]{1,128})@(?=[\p{L}\p{N}-]{1,63}[.:/])/gu,
    replace: (whole, user) => (addressPrefix.test(user ?? '') ? whole : `${mask}@`),
  },
  {
    pattern: /\b((?:proxy-)?authorization["']?\s{0,3}[:=]\s{0,3})[^\r\n]{1,4096}/gi,
    replace: keepFirst,
  },
  { pattern: /\b((?:set-)?cookie\s{0,3}:\s{0,3})[^\r\n]{1,4096}/gi, replace: keepFirst },
  {
    pattern: /\b((?:bearer|basic|negotiate|ntlm)\s{1,3})([A-Za-z0-9+/_.~-]{8,8192}={0,2})/gi,
    replace: (whole, kind, value) => (looksEncoded(value ?? '') ? `${kind}${mask}` : whole),
  },
  { pattern: /\beyJ[\w-]{8,8192}\.[\w-]{1,8192}\.[\w-]{0,8192}/g, replace: () => mask },
  rule(String.raw`(ConvertTo-SecureString\s{1,3}(?:-String\s{1,3})?)(${quoted}|[^\s(]{1,256})`),
  // Prose ends the value with a blank, a connection string or a query also with one of its separators.
  rule(String.raw`(${before}${word}\s{0,3}:\s{1,3})(${quoted}|[^\s]{1,256})`),
  rule(String.raw`(${before}${word}\\?["']?\s{0,3}[:=]\s{0,3}\\?)(${quoted}|[^\s&;"'«“]{1,256})`),
  rule(String.raw`((?<=[\s"])[-/]{1,2}(?:password|pwd|pass|pw)\s{1,3})(${quoted}|[^\s(-][^\s]{0,255})`),
  // The address in a certificate's name (E=pki@contoso.com) is a part of that name.
  {
    pattern:
      /(?<![\p{L}\p{N}.!#$%&'*+^_`{|}~-])(?<!\b(?:E|e-?mail|emailAddress|RFC822[ -]Name)\s?=\s?)[\p{L}\p{N}.!#$%&'+^_`{|}~-]{1,64}@(?=[\p{L}\p{N}-]{1,63}\.[\p{L}\p{N}])/giu,
    replace: () => `${mask}@`,
  },
  // "the password is wrong" tells nothing, "the password is hunter2" does: a digit or a sign makes the difference.
  {
    pattern: new RegExp(
      String.raw`(${before}${word}\s{1,3}(?:is|est|là|la)\s{0,3}:?\s{1,3})(${quoted}|[^\s]{1,256})`,
      'giu',
    ),
    replace: (whole, lead, value) => (/[^\p{L}\p{M}.,;!?'’"]/u.test(value ?? '') ? `${lead}${mask}` : whole),
  },
];

const addressPrefix =
  /^(?:mailto|smtp|sip|sips|im|eum|x500|x400|spo|xmpp|acct|e-?mail|courriel|mail|from|to|cc|upn)$/i;

/** "Basic authentication" is prose, "Basic dXNlcjpwYXNz" is not. */
function looksEncoded(value: string): boolean {
  return value.length >= 24 || /[0-9=+/_.~]/.test(value.slice(0, -1)) || /[a-z][A-Z]/.test(value);
}
