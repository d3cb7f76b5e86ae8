/** The names that the script prints before its values. `CamelCase` also says where a person may leave a space. */
const fieldNames = {
  url: 'Url',
  utcNow: 'UtcNow',
  os: 'OS',
  ps: 'PS',
  clr: 'CLR',
  isSystem: 'IsSystem',
  runAs: 'RunAs',
  asService: 'AsService',
  user: 'User',
  dns: 'Dns',
  policyErrors: 'SslPolicyErrors',
  chainStatus: 'ChainStatus',
  subject: 'Subject',
  names: 'Names',
  issuer: 'Issuer',
  notBefore: 'NotBefore',
  notAfter: 'NotAfter',
  sigAlg: 'SigAlg',
  thumbprint: 'Thumbprint',
  status: 'Status',
  inMachineRoot: 'InMachineRoot',
  inUserRoot: 'InUserRoot',
  connect: 'Connect',
  proxy: 'Proxy',
  override: 'Override',
  webStatus: 'WebException.Status',
  http: 'Http',
  authenticate: 'WWW-Authenticate',
  location: 'Location',
  root: 'Root',
  tls: 'Tls',
} as const;
export type FieldName = keyof typeof fieldNames;

export type ReportField =
  | { readonly name: FieldName; readonly index: number | null; readonly value: string }
  /** `index`: what was offered; 0 is what .NET offers by itself. */
  | { readonly name: 'handshake'; readonly index: number | null; readonly value: string }
  | { readonly name: 'begin' | 'end' | 'short'; readonly index: null; readonly value: string };

/** A hand leaves the colon out after these. */
const unmistakable: ReadonlySet<FieldName> = new Set([
  'policyErrors',
  'chainStatus',
  'notBefore',
  'notAfter',
  'thumbprint',
  'subject',
  'issuer',
]);

/** Everyday words too, so that alone they tell nothing. */
const everyday: ReadonlySet<ReportField['name']> = new Set(['names', 'root', 'user', 'tls']);

const longestValue = 2000;

/** More than any report holds: nothing is read twice, however often a name is repeated. */
const mostFields = 2000;

const byPattern = Object.entries(fieldNames) as [FieldName, string][];
// A line may break inside a long name where a console was narrow, and a hand may write a space or a hyphen between words.
const spelled = (name: string): string =>
  name
    .split(/(?=[A-Z][a-z])|(?<=[a-z.-])(?=[A-Z])/)
    .map((part) => [...part].map((letter) => letter.replace('.', '\\.')).join(name.length > 5 ? '\\n?' : ''))
    .join('[\\n _-]?');
const named = byPattern
  .toSorted(([, one], [, other]) => other.length - one.length)
  .map(([key, name]) => `(?<${key}>${spelled(name)})`)
  .join('|');
const pattern = new RegExp(
  [
    '(?<end>END[ \\n_-]{0,3}TRUST[ -]?DESK[ \\n_-]{0,3}PROBE)',
    '(?<begin>TRUST[ -]?DESK[ \\n_-]{0,3}PROBE)',
    '(?<short>TRUST[ -]?DESK[ \\n_-]{0,3}SHORT)',
    'Handshake\\n? ?\\(\\s?(?<handshake>\\d{1,5}|[oO])\\s?\\)\\s?:?',
    `(?:\\[\\s?(?<index>\\d{1,2}|[oO])\\s?\\]\\s{0,2})?(?:${named})(?<sign>\\s{0,2}[:=])?`,
    '-{1,10} ?(?<pem>BEGIN|END) [A-Z0-9 ]{1,40}',
  ].join('|'),
  'gi',
);

/** Every `name: value` of a cleaned text, wherever its lines break or do not. A value ends where the next name begins. */
export function reportFields(text: string): readonly ReportField[] {
  const marks = findMarks(text);
  return marks.flatMap(({ name, index, end }, at) => {
    if (name === 'pem') return [];
    const value = text.slice(end, Math.min(marks[at + 1]?.start ?? text.length, end + longestValue));
    return [{ name, index, value: value.trim() } as ReportField];
  });
}

/** Whether there is more than words that any sentence may begin with. */
export function holdsFields(text: string): boolean {
  return reportFields(text).some(({ name }) => !everyday.has(name));
}

interface Mark {
  readonly name: ReportField['name'] | 'pem';
  readonly index: number | null;
  readonly start: number;
  readonly end: number;
}

function findMarks(text: string): readonly Mark[] {
  const finder = new RegExp(pattern);
  const marks: Mark[] = [];
  while (marks.length < mostFields) {
    const match = finder.exec(text);
    if (match === null) break;
    const mark = markOf(match, text);
    if (mark !== null) marks.push(mark);
    // What only looked like a name may hold the beginning of one.
    else finder.lastIndex = match.index + 1;
  }
  return marks;
}

function markOf(match: RegExpExecArray, text: string): Mark | null {
  const { groups = {} } = match;
  const place = { index: null, start: match.index, end: match.index + match[0].length };
  const marker = (['end', 'begin', 'short', 'pem'] as const).find((name) => groups[name] !== undefined);
  if (marker) return { ...place, name: marker };
  if (groups['handshake'] !== undefined)
    return { ...place, name: 'handshake', index: numberOf(groups['handshake']) };
  const name = byPattern.find(([key]) => groups[key] !== undefined)?.[0];
  if (name === undefined || !counts(name, match, text)) return null;
  return { ...place, name, index: groups['index'] === undefined ? null : numberOf(groups['index']) };
}

/** As the script writes it, a name may stand anywhere; as people write it, only where a word begins. */
function counts(name: FieldName, { groups = {}, index, 0: whole }: RegExpExecArray, text: string): boolean {
  const written = (groups[name] ?? '').replaceAll('\n', '');
  const after = text.slice(index + whole.length, index + whole.length + 2);
  const opens = index === 0 || /(?:^|\n)[ *-]{0,3}$/.test(text.slice(Math.max(0, index - 4), index));
  if (groups['sign'] === undefined)
    return opens && (unmistakable.has(name) || everyday.has(name)) && /^[\s.]/.test(after);
  // The scheme of a URL, a host of that name, and the label of a SAN entry are none.
  if (name === 'http' && after === '//') return false;
  if (written === fieldNames[name]) return !/[/@]/.test(text.charAt(index - 1));
  return opens || (name !== 'dns' && !/[\p{L}\p{N}/.@\\-]/u.test(text.charAt(index - 1)));
}

function numberOf(text: string): number {
  return /^[oO]$/.test(text) ? 0 : Number(text);
}
