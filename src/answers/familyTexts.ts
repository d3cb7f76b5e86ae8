import type { LocaleTexts } from './texts.js';

/** What decides the wording of a case: the family of its error, and what the error tells beside it. */
export interface CaseWording {
  readonly family?: string | null;
  readonly detail?: string | null;
}

/**
 * The texts as they read in the case of an error: `key_outlook-certificate` stands in for `key` where the locale has
 * it, since Outlook's user needs other words than the Router's. A detail goes before its family: a program on Java has
 * another trust store than one on Node.js.
 */
export function familyTexts(texts: LocaleTexts, { family, detail }: CaseWording): LocaleTexts {
  // Synchronization's alerts count among other programs' errors, but it runs on .NET as the Router does.
  const kinds = detail === 'server-side-sync' ? [detail] : [detail, family];
  const suffixes = kinds.filter((suffix) => suffix !== null && suffix !== undefined);
  if (suffixes.length === 0) return texts;
  const variant = (key: string): string =>
    suffixes.map((suffix) => `${key}_${suffix}`).find((own) => texts.has(own)) ?? key;
  return {
    ...texts,
    has: (key) => texts.has(variant(key)),
    takesParams: (key) => texts.takesParams(variant(key)),
    t: (key, params) => texts.t(variant(key), params),
  };
}
