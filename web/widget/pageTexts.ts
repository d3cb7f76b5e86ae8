export type PageTexts = Readonly<Record<string, string>>;

/** Reads a locale's texts from the file that the page names for it. */
export async function loadTexts(locale: string): Promise<PageTexts> {
  const files = JSON.parse(document.documentElement.dataset['texts'] ?? '{}') as Record<string, string>;
  const response = await fetch(files[locale] ?? '');
  if (!response.ok) throw new Error(`the texts of ${locale} could not be loaded: ${response.status}`);
  return (await response.json()) as PageTexts;
}

/** The locales that the page speaks. */
export function shippedLocales(): readonly string[] {
  return Object.keys(JSON.parse(document.documentElement.dataset['texts'] ?? '{}') as object);
}

/** Puts a locale's texts into the page. */
export function showTexts(locale: string, texts: PageTexts): void {
  document.documentElement.lang = locale;
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
    element.textContent = texts[element.dataset['text'] ?? ''] ?? '';
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]')) {
    element.setAttribute('aria-label', texts[element.dataset['label'] ?? ''] ?? '');
  }
}
