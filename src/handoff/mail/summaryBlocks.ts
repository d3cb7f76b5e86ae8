import { plainText } from '../../answers/plainText.js';
import type { LocaleTexts } from '../../answers/texts.js';
import type { SummaryPart } from '../desk/deskApi.js';
import type { MailBlock } from './mail.js';

/** Characters of one value, and of all together. */
const longestValue = 4_000;
const longest = 60_000;

/** A case's summary for a mail: what comes after too much of it is left out. */
export function summaryBlocks(parts: readonly SummaryPart[], texts: LocaleTexts): readonly MailBlock[] {
  let room = longest;
  const take = (markdown: string): string => {
    const text = plainText(markdown).slice(0, Math.min(longestValue, Math.max(0, room)));
    room -= text.length;
    return text.trim();
  };
  return parts.flatMap(({ title, facts, text }): readonly MailBlock[] => {
    if (room <= 0) return [];
    const shown = facts.map(({ label, value }) => ({
      label: texts.t('handoff:mail.label', { label }),
      value: take(value),
    }));
    const below = text === null ? '' : take(text);
    return [
      { kind: 'facts', title, facts: shown },
      ...(below === '' ? [] : [{ kind: 'paragraph', text: below } as const]),
    ];
  });
}
