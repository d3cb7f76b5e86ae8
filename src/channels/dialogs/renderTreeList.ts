import { escapeXml } from '../../base/escapeXml.js';
import { type DialogPages, type TreeSummary, treeAddress } from './dialogPages.js';
import { renderDialogPage } from './renderDialogPage.js';
import { renderTreeFacts } from './renderTreeFacts.js';

export function renderTreeList(pages: DialogPages, locale: string): string {
  const trees = pages.trees(locale).map((tree) => renderEntry(pages, tree, locale));
  const none = `<p>${escapeXml(pages.text(locale, 'none'))}</p>`;
  return renderDialogPage(pages, {
    title: pages.text(locale, 'title'),
    locale,
    address: (other) => `/dialogs?locale=${other}`,
    body: [
      `<p class="intro">${escapeXml(pages.text(locale, 'intro'))}</p>`,
      trees.length === 0 ? none : `<ul class="trees">${trees.join('\n')}</ul>`,
    ].join('\n'),
  });
}

function renderEntry(pages: DialogPages, tree: TreeSummary, locale: string): string {
  const link = `<a href="${escapeXml(treeAddress(tree.id, locale))}">${escapeXml(tree.title)}</a>`;
  return `<li><h2>${link}</h2>${renderTreeFacts(pages, tree, locale)}</li>`;
}
