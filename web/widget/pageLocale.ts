/** The locale to begin with: what the person chose before, else the first of the browser's languages that the page speaks. */
export function beginningLocale(
  shipped: readonly string[],
  browser: readonly string[],
  remembered: string | null,
  page: string,
): string {
  if (remembered !== null && shipped.includes(remembered)) return remembered;
  for (const tag of browser) {
    const found = shipped.find(
      (locale) => tag.toLowerCase() === locale || tag.toLowerCase().startsWith(`${locale}-`),
    );
    if (found !== undefined) return found;
  }
  return page;
}

/** Web Chat's own strings and layout go by region. */
const webChatLocales: Readonly<Record<string, string>> = { en: 'en-US', fr: 'fr-FR', vi: 'vi-VN' };

export function webChatLocale(locale: string): string {
  return webChatLocales[locale] ?? locale;
}

const storageKey = 'trustdesk.locale';

/** Null where the browser keeps nothing for pages. */
export function rememberedLocale(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

export function rememberLocale(locale: string | null): void {
  try {
    if (locale === null) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, locale);
  } catch {
    // The choice then lasts as long as the page.
  }
}
