import { escapeMarkdown } from './escapeMarkdown.js';
import type { Source } from './source.js';
import type { LocaleTexts } from './texts.js';

/** One line: the sources, as links where they have an address, and the day of the oldest review. */
export function citation(sources: readonly Source[], texts: LocaleTexts): string {
  const reviewed = sources.map((source) => source.reviewed).sort()[0] ?? '';
  const named = texts.list(sources.map(cited));
  return texts.t('answers:citation', { sources: named, day: texts.day(reviewed) });
}

function cited({ id, url }: Source): string {
  const name = escapeMarkdown(id);
  return url === undefined ? name : `[${name}](${url})`;
}
