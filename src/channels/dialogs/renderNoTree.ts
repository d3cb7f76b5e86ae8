import { escapeXml } from '../../base/escapeXml.js';
import type { DialogPages } from './dialogPages.js';
import { renderDialogPage } from './renderDialogPage.js';

export function renderNoTree(pages: DialogPages, locale: string): string {
  return renderDialogPage(pages, {
    title: pages.text(locale, 'unknownTitle'),
    locale,
    address: (other) => `/dialogs?locale=${other}`,
    body: `<p>${escapeXml(pages.text(locale, 'unknown'))}</p>`,
  });
}
