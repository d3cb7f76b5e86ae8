import { expect, test } from '@jest/globals';
import { makeTexts } from '../../src/answers/texts.js';
import { makeDialogPages } from '../../src/app/dialogPages.js';
import { readShippedKnowledge } from '../../src/app/knowledgeFiles.js';
import { TreeRegistry } from '../../src/dialogTree/compile/treeRegistry.js';
import { makeTreeVersion } from '../../src/dialogTree/compile/treeVersion.js';
import { parseTree } from '../../src/dialogTree/parseTree.js';
import { lookupIn, type TextResources } from '../../src/dialogTree/treeTexts.js';

const texts = makeTexts(readShippedKnowledge().resources);

/** Knowledge of one tree `printer`, as written in English and French unless the test says otherwise. */
function knowledge(
  head = '',
  resources: TextResources = {
    en: { printer: { title: 'Printers', ask: 'Which **printer**? {{place}}', yes: 'This `one`' } },
    fr: { printer: { title: 'Imprimantes', ask: 'Quelle imprimante ?', yes: 'Celle-ci' } },
  },
) {
  const { source } = parseTree(
    'printer.yaml',
    `id: printer
title: title
${head}
start: ask
nodes:
  ask: { kind: prompt, input: choice, text: ask, choices: [{ id: yes, text: yes, tree: router, node: look }] }
`,
  );
  if (source === null) throw new Error('The tree cannot be read.');
  const version = makeTreeVersion(source.tree, ['en', 'fr', 'vi'], lookupIn(resources));
  return { texts, defaultLocale: 'en' as const, registry: new TreeRegistry([version], async () => null) };
}

test('a tree is drawn with its texts in the language asked for, without Markdown', () => {
  const pages = makeDialogPages(() => knowledge());
  const english = pages.tree('printer', 'en');
  expect(english?.title).toBe('Printers');
  expect(english?.svg).toContain('Which printer? ‹place›');
  expect(english?.svg).toContain('This one');
  const french = pages.tree('printer', 'fr');
  expect(french?.svg).toContain('Quelle imprimante');
  expect(french?.svg).not.toContain('Which');
  expect(french?.svg).toContain('href="/dialogs/router?locale=fr#node-look"');
  expect(french?.mermaid).toContain('Quelle imprimante');
});

test('a tree that exists in one language is shown in that one', () => {
  const french = { fr: { printer: { title: 'Imprimantes', ask: 'Quelle imprimante ?', yes: 'Celle-ci' } } };
  const pages = makeDialogPages(() => knowledge('languages: [fr]', french));
  expect(pages.trees('vi').map(({ title }) => title)).toEqual(['Imprimantes']);
  expect(pages.tree('printer', 'vi')?.svg).toContain('Quelle imprimante');
});

test('a draft is neither listed nor drawn', () => {
  const draft = makeDialogPages(() => knowledge('state: draft'));
  expect([draft.trees('en'), draft.tree('printer', 'en')]).toEqual([[], null]);
  const published = makeDialogPages(() => knowledge('state: published'));
  expect(published.trees('en')).toHaveLength(1);
});

test('owner, review, families and sources are told as the language writes them', () => {
  const head = `owner: Print team
reviewed: 2026-05-01
families: [forbidden]
sources: [{ title: The manual, id: M 1, url: 'https://contoso.com/manual', reviewed: 2026-04-02 }]`;
  const pages = makeDialogPages(() => knowledge(head));
  expect(pages.trees('fr')).toEqual([
    {
      id: 'printer',
      title: 'Imprimantes',
      families: ['403, accès interdit'],
      owner: 'Print team',
      reviewed: '1er mai 2026',
      nodeCount: 1,
    },
  ]);
  expect(pages.tree('printer', 'en')?.sources).toEqual([
    { title: 'The manual', id: 'M 1', url: 'https://contoso.com/manual', reviewed: 'April 2, 2026' },
  ]);
  expect(makeDialogPages(() => knowledge()).trees('en')[0]).toMatchObject({
    owner: null,
    reviewed: null,
    families: [],
  });
});

test('a drawing is made once, and anew for other knowledge', () => {
  let known = knowledge();
  const pages = makeDialogPages(() => known);
  const first = pages.tree('printer', 'en');
  expect(pages.tree('printer', 'en')).toBe(first);
  expect(pages.tree('printer', 'fr')).not.toBe(first);
  known = knowledge('', { en: { printer: { title: 'Printers', ask: 'Which other one?', yes: 'This' } } });
  expect(pages.tree('printer', 'en')?.svg).toContain('Which other one?');
});

test('a tree that is not there is none', () => {
  const pages = makeDialogPages(() => knowledge());
  expect(['', 'none', '__proto__', 'printer@1'].map((id) => pages.tree(id, 'en'))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
