import { isInternalName as isInternalHost } from '../base/internalName.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import type { LocaleTexts } from './texts.js';

/** The CN of an RFC 4514 name, unescaped, else the whole name. */
export function shortName(distinguishedName: string): string {
  const value = /(?:^|[,+])\s*CN=((?:\\.|[^,+\\])*)/i.exec(distinguishedName)?.[1];
  return value ? value.replace(/\\([^0-9a-fA-F])/g, '$1') : distinguishedName;
}

/** A SAN entry as people write it: `DNS:` and `IP:` left away. */
export function bareName(name: string): string {
  return name.replace(/^(?:DNS|IP):/i, '');
}

const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const hostName = new RegExp(`^(?=.{1,253}$)${label}(?:\\.${label})*$`, 'i');
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*)$/i;

/** A host name made of letters, digits, hyphens and dots: nothing that a shell or Markdown could take for more. */
export function isHostName(name: string): boolean {
  return hostName.test(name) && !address.test(name);
}

export function isAddress(name: string): boolean {
  return address.test(name);
}

/** Names that no public CA certifies, since nobody owns them in public DNS. */
export function isInternalName(name: string): boolean {
  return isHostName(name) && isInternalHost(name);
}

/** Names as a list for the eye: the first `limit`, and how many more there are. */
export function shownNames(names: readonly string[], texts: LocaleTexts, limit = 3): string {
  const shown = names.slice(0, limit).map((name) => escapeMarkdown(bareName(name), 80));
  if (shown.length === 0) return texts.t('answers:value.noNames');
  const rest = names.length - shown.length;
  if (rest === 0) return texts.list(shown);
  return texts.t('answers:value.more', { names: shown.join(', '), rest: texts.number(rest) });
}

/**
 * The names a new certificate must hold: the host of the URL first, then the public names of the present one. An
 * address is no name to ask a CA for, and internal names would keep a public CA from issuing.
 */
export function wantedNames(host: string, present: readonly string[]): readonly string[] {
  const hosts = isAddress(host) ? [] : [host];
  const kept = present.map(bareName).filter((name) => {
    const base = name.replace(/^\*\./, '');
    return isHostName(base) && !isInternalName(base);
  });
  const all = [...hosts, ...kept].map((name) => name.toLowerCase());
  return [...new Set(all)].filter((name) => !coveredByWildcard(name, all));
}

function coveredByWildcard(name: string, names: readonly string[]): boolean {
  return !name.startsWith('*.') && names.includes(name.replace(/^[^.]+/, '*'));
}

/** A name of the certificate that the Server field could use instead of `host`; null when it holds none. */
export function nameToUse(host: string, present: readonly string[]): string | null {
  const names = present.map(bareName);
  const plain = names.filter(isHostName);
  const ready = plain.find((name) => !isInternalName(name)) ?? plain[0];
  if (ready) return ready;
  const wildcard = names.find((name) => name.startsWith('*.') && isHostName(name.slice(2)));
  if (!wildcard) return null;
  const first = isHostName(host) ? host.replace(/\..*$/, '') : 'mail';
  return `${first}.${wildcard.slice(2)}`;
}
