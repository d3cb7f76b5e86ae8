import type { LocaleTexts } from './texts.js';

/**
 * The texts as they read in the case of an error family: `key_outlook-certificate` stands in for `key` where the
 * locale has it, since Outlook's user needs other words than the Router's.
 */
export function familyTexts(texts: LocaleTexts, family: string | null): LocaleTexts {
  if (family === null) return texts;
  const variant = (key: string): string => {
    const own = `${key}_${family}`;
    return texts.has(own) ? own : key;
  };
  return {
    ...texts,
    has: (key) => texts.has(variant(key)),
    takesParams: (key) => texts.takesParams(variant(key)),
    t: (key, params) => texts.t(variant(key), params),
  };
}
