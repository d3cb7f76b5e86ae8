import { escapeXml } from '../../base/escapeXml.js';
import type { DialogPages, TreeSummary } from './dialogPages.js';

/** What is known about a tree beside its drawing, as a description list. */
export function renderTreeFacts(pages: DialogPages, tree: TreeSummary, locale: string): string {
  const text = (key: string, params = {}) => escapeXml(pages.text(locale, key, params));
  const families = tree.families.map((family) => `<li>${escapeXml(family)}</li>`).join('');
  const facts: readonly (readonly [string, string])[] = [
    [text('families'), families === '' ? text('noFamilies') : `<ul>${families}</ul>`],
    [text('owner'), tree.owner === null ? text('noOwner') : escapeXml(tree.owner)],
    [text('reviewed'), tree.reviewed === null ? text('notReviewed') : escapeXml(tree.reviewed)],
    [text('size'), text('nodes', { count: tree.nodeCount })],
    [text('id'), `<code>${escapeXml(tree.id)}</code>`],
  ];
  const rows = facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return `<dl class="facts">${rows.join('\n')}</dl>`;
}
