/** The languages TrustDesk ships, in the order in which they are offered. */
export const locales = ['en', 'fr', 'vi'] as const;
export type Locale = (typeof locales)[number];

/** What each language calls itself. */
export const localeNames = { en: 'English', fr: 'Français', vi: 'Tiếng Việt' } as const satisfies Record<
  Locale,
  string
>;

export const defaultLocale: Locale = 'en';

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/** The shipped language of a BCP 47 tag (`fr-CA`, `VI_vn`); null when none fits or the tag is no tag at all. */
export function bestLocale(tag: string | null | undefined): Locale | null {
  const language = /^([a-z]{2,8})(?:[-_][a-z0-9]{1,8})*$/i.exec(tag?.trim() ?? '')?.[1]?.toLowerCase();
  return isLocale(language) ? language : null;
}
