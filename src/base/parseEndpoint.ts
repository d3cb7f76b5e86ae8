import { isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import type { Endpoint } from './endpoint.js';

export type EndpointNote =
  /** A user name or password stood in the URL; it is in no field of the reading. */
  | 'credentials-masked'
  /** `http://` was typed: the port is 443 unless one was given. */
  | 'http-scheme'
  | 'missing-scheme'
  /** `\\server\share`: the server is read, the share is not. */
  | 'unc-path'
  /** The path is Outlook on the web's (`/owa`, `/exchange`, `/ecp`), not the mailbox server's root. */
  | 'owa-url'
  | 'ip-literal'
  /** Non-ASCII letters in the name; `host` holds the A-label. */
  | 'idn';

export type EndpointProblem =
  | 'empty'
  | 'too-long'
  /** More than one word: findEndpoints() may find an endpoint inside. */
  | 'several-words'
  | 'e-mail-address'
  | 'unsupported-scheme'
  | 'wildcard-host'
  | 'bad-host'
  | 'bad-port';

export type EndpointReading =
  | {
      readonly ok: true;
      readonly endpoint: Endpoint;
      /** null when none was typed. */
      readonly scheme: 'https' | 'http' | null;
      /** The endpoint as an https URL without credentials and query, for showing. */
      readonly url: string;
      readonly notes: readonly EndpointNote[];
    }
  | { readonly ok: false; readonly problem: EndpointProblem };

const longestInput = 2048;
const opening = /^(?:[\s<("'`«‹“‘„‚{_[\]]|\*(?!\.))+/u;
const closing = /[\s>)"'`»›”’“‘}*_,;:!?.…\]]+$/u;
const invisible = /[\u00ad\u200b-\u200f\u2060-\u2064\u202a-\u202e\ufeff]/gu;

/**
 * Reads one endpoint as a person types it: a URL, a host, host:port or `\\server`, with the usual slips (spaces,
 * quotes, backslashes, a missing scheme, trailing punctuation). The query and the fragment are dropped, since
 * they may hold secrets and no look needs them.
 */
export function parseEndpoint(text: string): EndpointReading {
  if (text.length > longestInput) return problem('too-long');
  const normal = text.normalize('NFKC').replace(invisible, '');
  if (normal.length > longestInput) return problem('too-long');
  const cleaned = unwrap(normal);
  if (cleaned === '') return problem('empty');
  const unc = /^\\\\([^\\/\s]+)/.exec(cleaned);
  if (unc) return readAuthority(unc[1] ?? '', '/', null, ['unc-path']);
  const scheme = /^(?:(https?)(?:\s*[:;]\s*[\\/]*|[\\/]{2,})\s*){1,3}/i.exec(cleaned);
  if (!scheme && /^(?:[a-z][a-z0-9+.-]*:\/\/|mailto:)/i.test(cleaned)) return problem('unsupported-scheme');
  const rest = (scheme ? cleaned.slice(scheme[0].length) : cleaned.replace(/^\/\//, '')).replaceAll(
    '\\',
    '/',
  );
  const joined = rest
    .replace(/^([^\s/]+)\s*:\s*(\d+)\b/, '$1:$2')
    .replace(/^([^\s/:]+)\s+(\d{2,5})$/, '$1:$2')
    .replace(/\s*\/\s*/g, '/');
  if (/\s/.test(joined)) return problem('several-words');
  const end = joined.search(/[/?#]/);
  const authority = end < 0 ? joined : joined.slice(0, end);
  const path = end < 0 ? '/' : joined.slice(end);
  const written = scheme?.[1]?.toLowerCase();
  return readAuthority(authority, path, written === 'http' ? 'http' : written ? 'https' : null, []);
}

function unwrap(text: string): string {
  const markdownLink = /^\s*\[[^\]]*\]\(\s*([^\s)]+)\s*\)\s*[.,;:!?]*\s*$/.exec(text);
  const inner = (markdownLink?.[1] ?? text).trim();
  // The brackets of an IPv6 literal are part of it, those around anything else are not.
  const start = inner.search(/\[[0-9a-f:.]*:[0-9a-f:.]*\]/i) === 0 ? inner : inner.replace(opening, '');
  if (/^(?:https?:[\\/]*)?\[[0-9a-f:.]+\]$/i.test(start)) return start;
  return start.replace(closing, (tail) => (tail.startsWith(']') && start.includes('[') ? ']' : ''));
}

function readAuthority(
  authority: string,
  path: string,
  scheme: 'https' | 'http' | null,
  seen: readonly EndpointNote[],
): EndpointReading {
  const notes: EndpointNote[] = [...seen];
  if (scheme === 'http') notes.push('http-scheme');
  if (scheme === null && !seen.includes('unc-path')) notes.push('missing-scheme');
  const at = authority.lastIndexOf('@');
  if (at >= 0) {
    if (scheme === null && !authority.slice(0, at).includes(':')) return problem('e-mail-address');
    notes.push('credentials-masked');
  }
  const split = splitPort(authority.slice(at + 1));
  if (split.port === null) return problem('bad-port');
  const host = readHost(split.host);
  if (typeof host !== 'string') return host;
  if (isIPv4(host) || isIPv6(host)) notes.push('ip-literal');
  else if (/[^\p{ASCII}]/u.test(split.host)) notes.push('idn');
  const cleanPath = readPath(path);
  if (/^\/(?:owa|exchange|ecp)(?:\/|$)/i.test(cleanPath)) notes.push('owa-url');
  const endpoint = { host, port: split.port, path: cleanPath };
  return { ok: true, endpoint, scheme, url: endpointUrl(endpoint), notes };
}

function splitPort(text: string): { readonly host: string; readonly port: number | null } {
  if (isIPv6(text)) return { host: text, port: 443 };
  const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(text);
  if (!match) return { host: text, port: null };
  const host = (match[1] ?? '').replace(/^\[(.*)\]$/, '$1');
  const digits = match[2] ?? '';
  if (digits === '') return { host, port: 443 };
  const port = /^\d{1,5}$/.test(digits) ? Number(digits) : 0;
  return { host, port: port >= 1 && port <= 65_535 ? port : null };
}

/** The A-label or address, or why it is none. */
function readHost(text: string): string | EndpointReading {
  if (isIPv6(text))
    return text.includes('%') ? problem('bad-host') : new URL(`https://[${text}]`).hostname.slice(1, -1);
  if (text.startsWith('*.')) return problem('wildcard-host');
  const ascii = domainToASCII(text.replace(/\.$/, '')).toLowerCase();
  if (isIPv4(ascii)) return isIPv4(text.replace(/\.$/, '')) ? ascii : problem('bad-host');
  const labels = ascii.split('.');
  const wellFormed = labels.every(
    (label) => label.length <= 63 && /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/.test(label),
  );
  // A last label of digits is no name (RFC 3696 §2): version numbers and half-typed addresses end here.
  const noName = /^(?:https?|\d+)$/.test(labels.at(-1) ?? '') || /\p{Extended_Pictographic}/u.test(text);
  if (!wellFormed || noName || ascii.length > 253) return problem('bad-host');
  return ascii;
}

function readPath(text: string): string {
  try {
    return new URL(text.startsWith('/') ? `https://host${text.trimEnd()}` : 'https://host/').pathname;
  } catch {
    return '/';
  }
}

/** The endpoint as a URL: the port only where it is not 443, an IPv6 address in brackets. */
export function endpointUrl(endpoint: Endpoint): string {
  const host = isIPv6(endpoint.host) ? `[${endpoint.host}]` : endpoint.host;
  return `https://${host}${endpoint.port === 443 ? '' : `:${endpoint.port}`}${endpoint.path}`;
}

function problem(code: EndpointProblem): EndpointReading {
  return { ok: false, problem: code };
}
