import { escapeXml } from '../../base/escapeXml.js';
import type { DialogPages } from './dialogPages.js';
import { dialogStyleAddress } from './dialogStyle.js';

export interface DialogPage {
  readonly title: string;
  readonly locale: string;
  /** The same page in another language. */
  address(locale: string): string;
  /** Markup. */
  readonly body: string;
}

/** The frame of every page under `/dialogs`. */
export function renderDialogPage(pages: DialogPages, { title, locale, address, body }: DialogPage): string {
  const text = (key: string) => escapeXml(pages.text(locale, key));
  return `<!doctype html>
<html lang="${escapeXml(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeXml(title)} · TrustDesk</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${dialogStyleAddress(pages)}">
</head>
<body>
<header class="header">
<nav class="ways"><a href="/dialogs?locale=${escapeXml(locale)}">${text('allTrees')}</a> <a href="/">${text('chat')}</a></nav>
<nav class="languages" aria-label="${text('language')}">${languageLinks(pages, locale, address)}</nav>
</header>
<main>
<h1>${escapeXml(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

function languageLinks({ languages }: DialogPages, current: string, address: DialogPage['address']): string {
  return languages
    .map(({ locale, name }) => {
      const tag = escapeXml(locale);
      const mark = locale === current ? ' aria-current="true"' : '';
      return `<a href="${escapeXml(address(locale))}" lang="${tag}" hreflang="${tag}"${mark}>${escapeXml(name)}</a>`;
    })
    .join(' ');
}
