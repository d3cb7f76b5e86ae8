import { escapeMarkdown } from '../../answers/escapeMarkdown.js';
import { familyTexts } from '../../answers/familyTexts.js';
import type { LocaleTexts, TextParams } from '../../answers/texts.js';
import type { JsonObject } from '../../base/json.js';
import { missingParts } from '../../diagnosis/routerReport/routerReport.js';
import type { Facts } from '../../dialogTree/dialogServices.js';
import { type CaseFacts, caseFacts } from './caseFacts.js';
import { wordingOf } from './wordingOf.js';

/** What placeholders in a tree's texts are filled with; strings from outside are escaped here. */
export function textParams(texts: LocaleTexts, bot: LocaleTexts, params: JsonObject): TextParams {
  const plain: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'string') plain[name] = escapeMarkdown(value);
    else if (typeof value === 'number') plain[name] = texts.number(value);
  }
  const facts = caseFacts(params as Facts);
  if (facts.probe) plain['lookedAt'] = escapeMarkdown(bot.dateTime(facts.probe.startedAt));
  plain['endpointNotes'] = endpointNotes(familyTexts(bot, wordingOf(facts)), facts);
  plain['reportParts'] = reportParts(bot, facts);
  return plain;
}

/** What a report lacks so far, as a sentence; empty when nothing has come. */
function reportParts(bot: LocaleTexts, { routerReport }: CaseFacts): string {
  if (!routerReport) return '';
  const missing = missingParts(routerReport.report).map((part) => bot.t(`answers:report.part.${part}`));
  const key = missing.length === 0 ? 'answers:report.nothingMissing' : 'answers:report.missing';
  return `${bot.t(key, { parts: bot.list(missing) })} `;
}

const toldNotes = ['credentials-masked', 'http-scheme', 'unc-path', 'owa-url', 'autodiscover'] as const;

/** What is to be said about the endpoint as typed, each as a paragraph of its own. */
function endpointNotes(bot: LocaleTexts, { endpoint, otherEndpoints, endpointShown }: CaseFacts): string {
  if (!endpoint) return '';
  const host = escapeMarkdown(endpoint.host);
  const notes = toldNotes
    .filter((note) => endpoint.notes.includes(note))
    .map((note) =>
      note === 'credentials-masked'
        ? bot.t('bot:credentialsMasked')
        : bot.t(`bot:endpointNotes.${note}`, { host, domain: escapeMarkdown(endpoint.autodiscover ?? '') }),
    );
  if (otherEndpoints && otherEndpoints.length > 0) {
    const others = bot.list(otherEndpoints.map((other) => escapeMarkdown(other)));
    notes.push(
      bot.t('bot:severalEndpoints', { used: escapeMarkdown(endpointShown ?? endpoint.host), others }),
    );
  }
  return notes.map((note) => `${note}\n\n`).join('');
}
