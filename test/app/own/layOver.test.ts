import { expect, test } from '@jest/globals';
import { readShippedKnowledge } from '../../../src/app/knowledgeFiles.js';
import { checkOwn } from '../../../src/app/own/checkOwn.js';
import { layOver } from '../../../src/app/own/layOver.js';
import { problemLine } from '../../../src/dialogTree/validate/checkDialogs.js';
import { ownFiles, vpnArticle } from './ownFolder.js';

const shipped = readShippedKnowledge();

const deep = (open: string, inside: string, close: string): string =>
  `${open.repeat(20_000)}${inside}${close.repeat(20_000)}`;
/** 2,048 phrases. */
const many = '(a|b)'.repeat(11);

function linesOf(files: { readonly [path: string]: string }): readonly string[] {
  return checkOwn(shipped, ownFiles(files)).problems.map(problemLine);
}

test('texts are laid over key by key, in the language that they are of', () => {
  const own = ownFiles({
    'locales/fr/bot.json': '{ "help": "Demandez à Contoso.", "steps": { "dns": "…" } }',
  });
  const { resources } = layOver(shipped, own).files;
  expect(resources.fr['bot']?.['help']).toBe('Demandez à Contoso.');
  expect(resources.fr['bot']?.['steps']).toEqual({
    ...(shipped.resources.fr['bot']?.['steps'] as object),
    dns: '…',
  });
  expect(resources.fr['bot']?.['thanks']).toBe(shipped.resources.fr['bot']?.['thanks']);
  expect(resources.en).toEqual(shipped.resources.en);
  expect(shipped.resources.fr['bot']?.['help']).not.toBe('Demandez à Contoso.');
});

test('a tree takes the place of the shipped tree of its name', () => {
  const { files } = layOver(shipped, ownFiles({ 'dialogs/root.yaml': 'id: root\n' }));
  expect(files.trees.filter(({ file }) => file.endsWith('root.yaml'))).toEqual([
    expect.objectContaining({ text: 'id: root\n' }),
  ]);
  expect(files.trees).toHaveLength(shipped.trees.length);
});

test('own queues take the place of all shipped ones, and may name an own family', () => {
  const text = shipped.queues.text
    .replaceAll('support', 'paris')
    .replace('\nfallback', '\nrules: [{ families: [contoso-vpn], queue: paris }]\n\nfallback');
  const { files, problems } = checkOwn(shipped, ownFiles({ ...vpnArticle(), 'queues.yaml': text }));
  expect(problems).toEqual([]);
  expect(files.queues).toMatchObject({ file: 'own/queues.yaml', text });
  expect(linesOf({ 'queues.yaml': text })).toEqual([expect.stringContaining('contoso-vpn')]);
});

test('an article with a family of its own checks', () => {
  expect(linesOf(vpnArticle())).toEqual([]);
});

test('an own procedure takes the place of the shipped one, and may exist in one language', () => {
  const procedure = (id: string) => `procedures:
  - id: ${id}
    changes: false
    sources: [{ title: Contoso handbook, id: CH 1, reviewed: 2026-11-01 }]
    steps: [{ text: ask }]
`;
  const texts = { title: 'Ask', where: 'Anywhere', rights: 'None', steps: { ask: 'Ask the desk.' } };
  const own = ownFiles({
    'dialogs/procedures.yaml': procedure('contoso-ask'),
    'locales/vi/procedures.json': JSON.stringify({ 'contoso-ask': texts }),
  });
  const { files, problems } = checkOwn(shipped, own);
  expect(problems).toEqual([]);
  expect(files.procedures).toHaveLength(2);
  expect(linesOf({ 'dialogs/procedures.yaml': procedure('contoso-ask') })[0]).toMatch(
    /^own\/dialogs\/procedures\.yaml:2:\d+ error missing-text/,
  );
});

test.each([
  [
    'texts that are no JSON',
    'not-texts',
    { 'locales/en/bot.json': '{\n  "help": "x"\n  "thanks": "y"\n}' },
    '3:3',
  ],
  ['a word where a text should be', 'not-texts', { 'locales/en/bot.json': '{\n  "help": wrong }' }, '2:11'],
  ['texts that end too early', 'not-texts', { 'locales/en/bot.json': '{\n  "help": "x",' }, '2:15'],
  ['a list of texts', 'not-texts', { 'locales/en/bot.json': '["x"]' }, '1:1'],
  ['a text that is a number', 'not-texts', { 'locales/en/bot.json': '{ "help": 1 }' }, '1:1'],
  ['a key that is none', 'not-texts', { 'locales/en/bot.json': '{ "__proto__": { "x": "y" } }' }, '1:1'],
  [
    'a placeholder that the product has no value for',
    'placeholder-mismatch',
    { 'locales/en/bot.json': '{\n "emptyMessage": "Hello {{nobody}}" }' },
    '2:1',
  ],
  [
    'a group in the place of a text',
    'placeholder-mismatch',
    { 'locales/en/bot.json': '{ "emptyMessage": { "a": "b" } }' },
    '1:1',
  ],
  ['texts nested too deeply', 'not-texts', { 'locales/en/bot.json': deep('{"a":', '"b"', '}') }, '\\d+:\\d+'],
  [
    'aliases that would multiply',
    'procedures-invalid',
    { 'dialogs/procedures.yaml': 'a: &a [x, x]\nprocedures: [*a, *a]' },
    '2:14',
  ],
  [
    'a key that is there twice in procedures',
    'procedures-invalid',
    { 'dialogs/procedures.yaml': 'procedures: []\nprocedures: []' },
    '2:1',
  ],
  [
    'a key that is there twice in signatures',
    'signatures-invalid',
    { 'dialogs/signatures/a.yaml': 'sentences: {}\nsentences: {}' },
    '2:1',
  ],
  [
    'a pattern nested too deeply',
    'signatures-invalid',
    {
      'dialogs/signatures/a.yaml': `signals:\n  forbidden:\n    1:\n      - "${deep('(', 'x', ')').slice(0, 900)}"`,
    },
    '4:9',
  ],
  [
    'a pattern that is too long',
    'signatures-invalid',
    {
      'dialogs/signatures/a.yaml': `signals:\n  forbidden:\n    1:\n      - "${many} ${'x'.repeat(300_000)}"`,
    },
    '4:9',
  ],
  [
    'more phrases than anybody words',
    'signatures-invalid',
    {
      'dialogs/signatures/a.yaml': `signals:\n  forbidden:\n    1:\n${Array.from({ length: 5_000 }, (_, at) => `      - "w${at} ${many}"`).join('\n')}`,
    },
    '\\d+:9',
  ],
  [
    'a signature of an unknown family',
    'signatures-invalid',
    { 'dialogs/signatures/a.yaml': 'sentences:\n  nobody:\n    en: [x]' },
    '2:3',
  ],
  [
    'a rule of an unknown concept',
    'signatures-invalid',
    { 'dialogs/signatures/a.yaml': 'rules: [{ family: forbidden, needs: [wall] }]' },
    '1:1',
  ],
  [
    'a broken procedure',
    'procedures-invalid',
    { 'dialogs/procedures.yaml': 'procedures:\n  - id: X\n' },
    '2:9',
  ],
])('%s is told at its place', (_what, code, files, place) => {
  const [file = ''] = Object.keys(files);
  expect(linesOf(files as unknown as { [path: string]: string })).toContainEqual(
    expect.stringMatching(new RegExp(`^own/${file}:${place} error ${code}: `)),
  );
});

test('several broken files are told at once', () => {
  const lines = linesOf({
    'dialogs/signatures/a.yaml': 'sentences: { nobody: { en: [x] } }',
    'dialogs/signatures/b.yaml': 'signalz: {}',
    'locales/en/bot.json': '{',
    'dialogs/vpn.yaml': 'id: [',
  });
  for (const file of ['signatures/a.yaml', 'signatures/b.yaml', 'vpn.yaml'])
    expect(lines).toContainEqual(expect.stringContaining(`own/dialogs/${file}:1:`));
  expect(lines).toContainEqual(expect.stringContaining('own/locales/en/bot.json:1:'));
});

test('an article is named like its file, and somebody keeps it true', () => {
  const article = vpnArticle();
  const tree = article['dialogs/contoso-vpn.yaml'] ?? '';
  const renamed = {
    ...article,
    'dialogs/contoso-vpn.yaml': tree.replace('id: contoso-vpn', 'id: contoso-vpm'),
  };
  expect(linesOf(renamed)).toContainEqual(
    expect.stringMatching(/^own\/dialogs\/contoso-vpn\.yaml:1:5 error wrong-file-name: .*contoso-vpm\.yaml/),
  );
  const kept = tree.replace(/owner: .*\n/, '').replace(/reviewed: .*\n/, '');
  expect(linesOf({ ...article, 'dialogs/contoso-vpn.yaml': kept })).toEqual([
    expect.stringMatching(
      /^own\/dialogs\/contoso-vpn\.yaml:1:1 warning missing-owner: .*no owner and no reviewed/,
    ),
  ]);
});

test('a family that no signature leads to is told', () => {
  const { 'dialogs/signatures/contoso-vpn.yaml': _gone, ...article } = vpnArticle();
  expect(linesOf(article)).toEqual([
    expect.stringMatching(/^own\/dialogs\/contoso-vpn\.yaml:6:12 error unknown-family/),
  ]);
});

test('an own text may use the placeholders of the one that it replaces', () => {
  expect(linesOf({ 'locales/en/bot.json': '{ "otherLanguage": "Shown in {{language}}." }' })).toEqual([]);
});

test("a procedure's text may use the values of procedures, and no others", () => {
  const texts = (rights: string) => ({
    'locales/en/procedures.json': JSON.stringify({ 'router-read-url': { rights } }),
  });
  expect(linesOf(texts('An administrator of {{host}}'))).toEqual([]);
  expect(linesOf(texts('An administrator of {{nobody}}'))).toEqual([
    expect.stringMatching(/procedures\.yaml:\d+:\d+ error placeholder-mismatch: .*nobody/),
  ]);
});
