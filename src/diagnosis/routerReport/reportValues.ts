import { type PolicyError, policyErrors } from '../diagnosis.js';

/** X509ChainStatusFlags, as .NET names them in every language. */
const chainStatusFlags = [
  'NotTimeValid',
  'NotTimeNested',
  'Revoked',
  'NotSignatureValid',
  'NotValidForUsage',
  'UntrustedRoot',
  'RevocationStatusUnknown',
  'Cyclic',
  'InvalidExtension',
  'InvalidPolicyConstraints',
  'InvalidBasicConstraints',
  'InvalidNameConstraints',
  'HasNotSupportedNameConstraint',
  'HasNotDefinedNameConstraint',
  'HasNotPermittedNameConstraint',
  'HasExcludedNameConstraint',
  'PartialChain',
  'CtlNotTimeValid',
  'CtlNotSignatureValid',
  'CtlNotValidForUsage',
  'HasWeakSignature',
  'OfflineRevocation',
  'NoIssuanceChainPolicy',
  'ExplicitDistrust',
  'HasNotSupportedCriticalExtension',
] as const;

// The longest first, so that `CtlNotTimeValid` is not taken for `NotTimeValid` too.
const knownFlags = chainStatusFlags.toSorted((one, other) => other.length - one.length);
const spacing = /[\s,;|]+/;

/** Flags as printed, run together, or with a slip of the hand in them. */
export function readChainStatus(value: string): readonly string[] {
  return readFlags(value, knownFlags);
}

/** Null when the value names none of them, nor says that there is none. */
export function readPolicyErrors(value: string): readonly PolicyError[] | null {
  const found = readFlags(value, policyErrors);
  if (found.length > 0) return policyErrors.filter((error) => found.includes(error));
  const short = policyErrors.filter((error) => letters(value).includes(letters(error.slice(17))));
  if (short.length > 0) return short;
  return /^\W{0,5}n[o0]ne/i.test(value) || /^\W{0,5}no ?errors?/i.test(value) ? [] : null;
}

function readFlags<T extends string>(value: string, known: readonly T[]): readonly T[] {
  let rest = letters(value.slice(0, 600));
  const found = known.filter((flag) => {
    const at = rest.includes(letters(flag));
    rest = rest.replaceAll(letters(flag), ' ');
    return at;
  });
  const slips = value
    .slice(0, 600)
    .split(spacing)
    .slice(0, 30)
    .map(letters)
    .flatMap((word) => known.find((flag) => isNearly(word, letters(flag))) ?? []);
  return [...new Set([...found, ...slips])];
}

const letters = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('0', 'o')
    .replaceAll('1', 'l')
    .replace(/[^a-z]/g, '');

/** One or two letters wrong, missing or too many, in a long word. */
function isNearly(word: string, flag: string): boolean {
  if (word.length < 8 || Math.abs(word.length - flag.length) > 2) return false;
  let row = Array.from({ length: flag.length + 1 }, (_, at) => at);
  for (let i = 1; i <= word.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= flag.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (word[i - 1] === flag[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row.at(-1) ?? 9) <= 2;
}

/** ISO 8601 UTC; a day without a time is taken at 00:00. Null when it is no date written year first. */
export function readDate(value: string): string | null {
  const digits = value.slice(0, 60).replace(/\s/g, '').replace(/[oO]/g, '0').replace(/[lI|]/g, '1');
  const match = /(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})T?(?:(\d{2})[:.]?(\d{2})(?:[:.]?(\d{2}))?)?/.exec(digits);
  if (!match) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = match;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time.getTime()) ? null : time.toISOString().replace('.000Z', 'Z');
}

/** SHA-1, with what a hand makes of hexadecimal digits put right. */
export function readThumbprint(value: string): string | null {
  const plain = value
    .slice(0, 120)
    .toUpperCase()
    .replace(/[\s:.-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL|]/g, '1');
  const hex = /^[0-9A-F]*/.exec(plain)?.[0] ?? '';
  return hex.length >= 40 ? hex.slice(0, 40) : null;
}

export function readBoolean(value: string): boolean | null {
  const word = /^\W{0,3}(true|false|yes|no)/i.exec(value.replace(/\n/g, ''))?.[1]?.toLowerCase();
  return word === undefined ? null : word === 'true' || word === 'yes';
}

/** A distinguished name or another text on one line. */
export function readLine(value: string): string | null {
  const line = value
    .replace(/\s+/g, ' ')
    .slice(0, 500)
    .replace(/[\s;,]{1,20}$/, '');
  return line === '' ? null : line;
}

const mostNames = 50;
const nameLike =
  /^(?:\*\.)?[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_-]{1,63}){0,20}\.?$|^[0-9a-f.]*:[0-9a-f:.]+$/;

/** DNS names and addresses; Windows may write a label in its own language before each, with `=` or `:`. */
export function readNames(value: string): readonly string[] {
  const tokens = value.slice(0, 2000).split(spacing);
  const labelled = tokens.some((token) => token.includes('='));
  const names = tokens
    .filter((token) => !labelled || token.includes('='))
    .map((token) => token.slice(token.indexOf('=') + 1).replace(/^(?:dns|ip):/i, ''))
    .map((token) => token.toLowerCase().replace(/^["'(]+|["').]+$/g, ''))
    .filter((token) => nameLike.test(token) && (token.includes('.') || token.includes(':') || labelled));
  const alone =
    tokens.length <= 2 && names.length === 0 ? tokens.filter((token) => nameLike.test(token)) : [];
  return [...new Set([...names, ...alone])].slice(0, mostNames);
}
