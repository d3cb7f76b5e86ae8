import type { Locale } from '../answers/locales.js';
import { type LocaleTexts, makeTexts, type TextResources, type Texts } from '../answers/texts.js';
import type { Knowledge } from '../bot/conversation/knowledge.js';
import { shownLanguage } from '../bot/conversation/shownLanguage.js';
import type { TreeRegistry } from '../dialogTree/compile/treeRegistry.js';
import { treeIdOf } from '../dialogTree/compile/treeVersion.js';

/**
 * A conversation on an older version reads that version's texts; what they lack comes from the current ones. A tree that
 * lacks the reader's language is read in one that it has; texts that it shares with others stay in the reader's.
 */
export function versionTexts(
  current: Texts,
  registry: TreeRegistry,
  fallback: Locale,
): Knowledge['textsOfVersion'] {
  const older = new Map<string, Texts>();
  const mixed = new Map<string, LocaleTexts>();
  return (dialogId, locale) => {
    const version = registry.versionOf(dialogId);
    const isCurrent = version === null || registry.current(version.treeId) === version;
    const shown = shownLanguage(version?.tree.languages, locale, fallback);
    if (isCurrent && shown === locale) return current.in(locale);
    const known = mixed.get(`${dialogId} ${locale}`);
    if (known !== undefined) return known;
    const kept = isCurrent ? current : (older.get(dialogId) ?? makeTexts(version.texts as TextResources));
    if (!isCurrent) older.set(dialogId, kept);
    const texts = mix(`${treeIdOf(dialogId)}:`, {
      own: [kept.in(shown), current.in(shown)],
      shared: [kept.in(locale), current.in(locale), kept.in(shown), current.in(shown)],
    });
    mixed.set(`${dialogId} ${locale}`, texts);
    return texts;
  };
}

type Candidates = readonly [LocaleTexts, ...LocaleTexts[]];

/** Every text of the first that has it; `own` for the keys that begin with the prefix. */
function mix(
  prefix: string,
  { own, shared }: { readonly own: Candidates; readonly shared: Candidates },
): LocaleTexts {
  const holding = (key: string) => {
    const candidates = key.startsWith(prefix) ? own : shared;
    return candidates.find((texts) => texts.has(key)) ?? candidates[0];
  };
  return {
    ...shared[0],
    has: (key) => holding(key).has(key),
    t: (key, params) => holding(key).t(key, params),
    takesParams: (key) => holding(key).takesParams(key),
  };
}
