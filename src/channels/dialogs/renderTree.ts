import { escapeXml } from '../../base/escapeXml.js';
import { type DialogPages, type DrawnTree, type TreeSource, treeAddress } from './dialogPages.js';
import { renderDialogPage } from './renderDialogPage.js';
import { renderTreeFacts } from './renderTreeFacts.js';

export function renderTree(pages: DialogPages, tree: DrawnTree, locale: string): string {
  const text = (key: string) => escapeXml(pages.text(locale, key));
  return renderDialogPage(pages, {
    title: tree.title,
    locale,
    address: (other) => treeAddress(tree.id, other),
    body: [
      renderTreeFacts(pages, tree, locale),
      `<h2>${text('drawing')}</h2>`,
      `<p class="hint">${text('drawingHint')}</p>`,
      // Focusable, so that the keyboard scrolls it too.
      `<div class="sheet" role="region" aria-label="${text('drawing')}" tabindex="0">${tree.svg}</div>`,
      ...renderSources(pages, tree.sources, locale),
      `<h2>${text('mermaid')}</h2>`,
      `<p class="hint">${text('mermaidHint')}</p>`,
      `<pre class="mermaid" tabindex="0"><code>${escapeXml(tree.mermaid)}</code></pre>`,
    ].join('\n'),
  });
}

function renderSources(
  pages: DialogPages,
  sources: readonly TreeSource[],
  locale: string,
): readonly string[] {
  if (sources.length === 0) return [];
  const items = sources.map(({ title, id, url, reviewed }) => {
    const name = id === null ? title : `${title} (${id})`;
    const text = escapeXml(pages.text(locale, 'source', { title: name, day: reviewed }));
    return `<li>${url === null ? text : `<a href="${escapeXml(url)}" rel="noreferrer">${text}</a>`}</li>`;
  });
  return [`<h2>${escapeXml(pages.text(locale, 'sources'))}</h2>`, `<ul>${items.join('\n')}</ul>`];
}
