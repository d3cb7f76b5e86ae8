import { mailDomain } from '../diagnosis/prospect/mailDomain.js';
import { type PublicCaRefusal, publicCaRefusal } from '../diagnosis/prospect/publicCaRefusal.js';
import { nextPublicLifetime, publicLifetime } from '../diagnosis/publicLifetimes.js';
import { bareName, isHostName, wantedNames } from './certificateNames.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import type { LocaleTexts } from './texts.js';

/** As many as a sentence holds. */
const mostShown = 4;

/**
 * The names to ask a CA for: the host of the URL, the public names of the present certificate, and Autodiscover of the
 * domain that the host lets expect, where none of them covers that.
 */
export function requestNames(host: string, present: readonly string[]): readonly string[] {
  const wanted = wantedNames(host, present);
  const domain = mailDomain(host);
  const autodiscover = `autodiscover.${domain}`;
  const has = wanted.some((name) => name.startsWith('autodiscover.') || name === `*.${domain}`);
  return domain === null || has ? wanted : [...wanted, autodiscover];
}

/**
 * What a public CA refuses of these very names, and how long its certificates live at most when issued that day. An
 * organisation's own CA has neither limit.
 */
export function publicCaAdvice(
  host: string | null,
  present: readonly string[],
  at: Date,
  texts: LocaleTexts,
): readonly string[] {
  const refused = refusals([...(host === null ? [] : [host]), ...present.map(bareName)], texts);
  // Where the very host is refused, a public CA is no way at all.
  return host !== null && publicCaRefusal(host) !== null ? refused : [...refused, ...lifetime(at, texts)];
}

const reasons: readonly PublicCaRefusal[] = [
  'internal-name',
  'short-name',
  'private-address',
  'address',
  'underscore',
];

function refusals(names: readonly string[], texts: LocaleTexts): readonly string[] {
  // What is neither name nor address is refused by anybody, and was never asked for.
  const asked = [...new Set(names.map((name) => name.toLowerCase()))];
  return reasons.flatMap((reason) => {
    const refused = asked.filter((name) => publicCaRefusal(name) === reason && isNameOrAddress(name, reason));
    if (refused.length === 0) return [];
    const shown = refused.slice(0, mostShown).map((name) => `**${escapeMarkdown(name, 80)}**`);
    return [texts.t(`prospect:refused.${reason}`, { names: texts.list(shown) })];
  });
}

function isNameOrAddress(name: string, reason: PublicCaRefusal): boolean {
  return reason === 'address' || reason === 'private-address' || isHostName(name.replace(/^\*\./, ''));
}

function lifetime(at: Date, texts: LocaleTexts): readonly string[] {
  const now = publicLifetime(at);
  if (now === null) return [];
  const next = nextPublicLifetime(at);
  const days = texts.number(now.days);
  if (next === null) return [texts.t('prospect:lifetime.last', { days })];
  const later = { day: texts.day(next.from.toISOString()), nextDays: texts.number(next.days) };
  return [texts.t('prospect:lifetime.now', { days, ...later })];
}
