import { expect, test } from '@jest/globals';
import { type ProblemCode, problemCodes } from '../../src/dialogTree/problem.js';
import { lookupIn, type TextResources } from '../../src/dialogTree/treeTexts.js';
import { checkDialogs, problemLine } from '../../src/dialogTree/validate/checkDialogs.js';
import { outdatedReviews } from '../../src/dialogTree/validate/outdatedReviews.js';
import type { KnownWords, SizeOf } from '../../src/dialogTree/validate/rule.js';
import { known, resources } from './knownWords.js';
import { rootTree, routerTree } from './sampleTrees.js';

interface Broken {
  readonly what: string;
  readonly code: ProblemCode;
  /** Replaced in the router tree; `§` marks where the problem is told, and is taken out. */
  readonly from: string;
  readonly to: string;
  readonly mend?: string;
}

const broken: readonly Broken[] = [
  {
    what: 'a question that "I don\'t know" is no answer to',
    code: 'no-dont-know',
    from: 'sure: { kind: prompt, input: confirm,',
    to: '§sure: { kind: prompt, input: confirm, dontKnow: sure,',
  },
  {
    what: 'YAML that does not close',
    code: 'yaml-syntax',
    from: 'text: bye }',
    to: 'text: bye\n§choiceSets2:',
  },
  { what: 'an alias', code: 'yaml-alias', from: 'retry: askAgain', to: 'retry: §*x' },
  { what: 'a node twice', code: 'duplicate-key', from: '  bye:', to: '  bye: { kind: end }\n  §bye:' },
  {
    what: 'a mistyped field',
    code: 'unknown-field',
    from: 'onEndpoint:',
    to: '§onEndpiont:',
    mend: 'onEndpoint',
  },
  {
    what: 'a field left out',
    code: 'missing-field',
    from: '{ kind: message, text: hello, next: read }',
    to: '§{ kind: message, text: hello }',
  },
  { what: 'a list for a text', code: 'wrong-type', from: 'start: ask', to: 'start: §[ask]' },
  {
    what: 'a mistyped word',
    code: 'wrong-value',
    from: 'input: confirm',
    to: 'input: §confrim',
    mend: 'confirm',
  },
  { what: 'a mistyped kind', code: 'unknown-kind', from: 'kind: end', to: 'kind: §ends', mend: 'end' },
  {
    what: 'two ways of one choice',
    code: 'conflicting-fields',
    from: 'goto: bye }',
    to: 'goto: bye, §command: human }',
  },
  {
    what: 'a language that is not shipped',
    code: 'unknown-language',
    from: 'start: ask',
    to: 'languages: [en, §frr]\nstart: ask',
    mend: 'fr',
  },
  { what: 'a mistyped start', code: 'unknown-node', from: 'start: ask', to: 'start: §aks', mend: 'ask' },
  {
    what: 'a mistyped onError',
    code: 'unknown-node',
    from: 'onError: judge-error',
    to: 'onError: §judge-eror',
    mend: 'judge-error',
  },
  { what: 'a mistyped next', code: 'unknown-node', from: 'next: look\n', to: 'next: §loook\n', mend: 'look' },
  {
    what: 'a case that leads nowhere',
    code: 'unknown-node',
    from: 'goto: trusted',
    to: 'goto: §trustd',
    mend: 'trusted',
  },
  {
    what: 'a choice that leads nowhere',
    code: 'unknown-node',
    from: 'goto: where',
    to: 'goto: §were',
    mend: 'where',
  },
  {
    what: 'a shared choice that leads nowhere',
    code: 'unknown-node',
    from: 'goto: sure',
    to: 'goto: §shure',
    mend: 'sure',
  },
  {
    what: 'a node named like a property of every object',
    code: 'unknown-node',
    from: 'next: read',
    to: 'next: §constructor',
  },
  {
    what: 'a node that the other tree has not',
    code: 'unknown-node',
    from: 'tree: root, node: menu',
    to: 'tree: root, node: §menue',
    mend: 'menu',
  },
  {
    what: 'a text that leads nowhere',
    code: 'missing-target',
    from: '  trusted: { kind: answer, show: diagnosis, expect: routerReport, retry: reportAgain, next: judge }',
    to: '  §trusted: { kind: answer, show: diagnosis, expect: routerReport, retry: reportAgain }',
  },
  {
    what: 'a choice without a way',
    code: 'missing-target',
    from: '- { id: again, text: again, goto: look }',
    to: '- §{ id: again, text: again }',
  },
  {
    what: 'an answer after which nothing comes',
    code: 'dead-end',
    from: '  where: { kind: answer, show: topic, of: where-is-the-url, choices: [{ use: common }] }',
    to: '  §where: { kind: answer, show: topic, of: where-is-the-url }',
  },
  {
    what: 'messages in a circle',
    code: 'endless-loop',
    from: '  bye: { kind: end, text: bye }',
    to: '  bye: { kind: message, text: bye, next: bye2 }\n  bye2: { kind: message, text: bye, next: §bye }',
  },
  { what: 'a branch in a circle', code: 'endless-loop', from: 'goto: trusted', to: 'goto: §judge' },
  {
    what: 'a recognition that leads back to itself for ever',
    code: 'endless-loop',
    from: 'unknown: ask, unknownAgain: leave',
    to: 'unknown: §hello',
  },
  {
    what: 'a node to which no way leads',
    code: 'unreachable-node',
    from: '  bye:',
    to: '  §lost: { kind: end }\n  bye:',
  },
  { what: 'a choice id twice', code: 'duplicate-id', from: '- { id: again,', to: '- §{ id: works,' },
  {
    what: 'a choice id twice, once by a shared list',
    code: 'duplicate-id',
    from: 'goto: look }\n      - { use',
    to: 'goto: look }\n      - { id: human, text: human, command: human }\n      - §{ use',
  },
  {
    what: 'a family twice',
    code: 'duplicate-family',
    from: '[trust-relationship]',
    to: '[trust-relationship, §trust-relationship]',
  },
  {
    what: 'a confirm prompt with other choices',
    code: 'confirm-choices',
    from: 'choices: [{ id: yes,',
    to: 'choices: §[{ id: maybe,',
  },
  {
    what: 'findings where facts are asked',
    code: 'branch-subject',
    from: '{ when: { fact: endpoint, exists: true }',
    to: '{ when: { §verdict: trusted }',
  },
  {
    what: 'text that nothing reads',
    code: 'unread-text',
    from: '  ask:\n    kind: prompt\n    input: text\n    expect: endpoint\n',
    to: '  §ask:\n    kind: prompt\n    input: text\n',
  },
  {
    what: 'a mistyped choice set',
    code: 'unknown-choice-set',
    from: '{ use: common }] }',
    to: '{ use: §commn }] }',
    mend: 'common',
  },
  {
    what: 'a choice set without use',
    code: 'unused-choice-set',
    from: 'choiceSets:\n',
    to: 'choiceSets:\n  §spare:\n    - { id: bye, text: bye, goto: bye }\n',
  },
  {
    what: 'a mistyped tree',
    code: 'unknown-tree',
    from: 'goto, tree: root',
    to: 'goto, tree: §rooot',
    mend: 'root',
  },
  {
    what: 'a mistyped tree of a choice',
    code: 'unknown-tree',
    from: 'text: menu, tree: root',
    to: 'text: menu, tree: §roott',
    mend: 'root',
  },
  {
    what: 'a mistyped family',
    code: 'unknown-family',
    from: '[trust-relationship]',
    to: '[§trust-relation]',
    mend: 'trust-relationship',
  },
  {
    what: 'a mistyped finding',
    code: 'unknown-finding',
    from: '[self-signed, expired]',
    to: '[self-signed, §expird]',
    mend: 'expired',
  },
  {
    what: 'a mistyped primary',
    code: 'unknown-finding',
    from: '{ verdict: trusted }',
    to: '{ primary: [none, §bloked] }',
    mend: 'blocked',
  },
  {
    what: 'a mistyped verdict',
    code: 'unknown-verdict',
    from: '{ verdict: trusted }',
    to: '{ verdict: §trustd }',
    mend: 'trusted',
  },
  {
    what: 'nothing that can be shown',
    code: 'unknown-show',
    from: 'show: topic,',
    to: 'show: §topics,',
    mend: 'topic',
  },
  {
    what: 'a mistyped topic',
    code: 'unknown-answer',
    from: 'of: where-is-the-url',
    to: 'of: §where-is-url',
    mend: 'where-is-the-url',
  },
  {
    what: 'a topic without a name',
    code: 'unknown-answer',
    from: '  where: { kind: answer, show: topic, of: where-is-the-url,',
    to: '  §where: { kind: answer, show: topic,',
  },
  {
    what: 'a diagnosis of something',
    code: 'unknown-answer',
    from: '{ kind: answer, show: diagnosis, expect',
    to: '{ kind: answer, show: diagnosis, of: §it, expect',
  },
  {
    what: 'a mistyped reader',
    code: 'unknown-expect',
    from: 'expect: endpoint',
    to: 'expect: §endpiont',
    mend: 'endpoint',
  },
  {
    what: 'a mistyped command',
    code: 'unknown-command',
    from: 'command: human',
    to: 'command: §humane',
    mend: 'human',
  },
  {
    what: 'a text that is not there',
    code: 'missing-text',
    from: 'retry: askAgain',
    to: 'retry: §askTwice',
  },
  {
    what: 'a text of a namespace that is not there',
    code: 'missing-text',
    from: 'text: bye',
    to: 'text: §bot:bye',
  },
];

/** As if a message were its text and nothing else. */
const sizeOf: SizeOf = ({ text, titles }) => Buffer.byteLength([text, ...titles].join('\n'));

function check(router: string, texts: TextResources = resources) {
  const files = [
    { file: 'root.yaml', text: rootTree },
    { file: 'router.yaml', text: router },
  ];
  return checkDialogs({ files, known, texts: lookupIn(texts), sizeOf });
}

function placeOfMark(text: string): { readonly line: number; readonly column: number } {
  const before = text.slice(0, text.indexOf('§')).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

test('two sound trees have no problem', () => {
  const { problems, trees } = check(routerTree);
  expect(problems).toEqual([]);
  expect(trees.map(({ id }) => id)).toEqual(['root', 'router']);
});

test.each(broken)('$code is told at its place: $what', ({ code, from, to, mend }) => {
  expect(routerTree).toContain(from);
  const marked = routerTree.replace(from, to);
  const { problems, trees } = check(marked.replace('§', ''));
  const found = problems.filter((problem) => problem.code === code);
  expect(found).toContainEqual(expect.objectContaining({ file: 'router.yaml', ...placeOfMark(marked) }));
  if (mend !== undefined) expect(found.map((problem) => problem.mend)).toContain(`Did you mean "${mend}"?`);
  const usable = found.every(({ severity }) => severity === 'warning');
  expect(trees.some(({ id }) => id === 'router')).toBe(usable);
});

test('every problem code is made by a test', () => {
  const made = new Set<string>(broken.map(({ code }) => code));
  const elsewhere = [
    'file-too-large',
    'not-a-tree',
    // Of conversations: test/cli/dialogs/parseConversation.test.ts.
    'not-a-conversation',
    'placeholder-mismatch',
    'message-too-large',
    'title-too-long',
    'unanswered-family',
    'unanswered-finding',
    'outdated-review',
    // Of other files: test/app/checkKnowledge.test.ts.
    'procedures-invalid',
    'signatures-invalid',
    'sources-invalid',
    // Of queues: test/handoff/queues/parseQueues.test.ts.
    ...['not-queues', 'unknown-queue', 'unknown-time-zone', 'wrong-hours', 'unmatched-rule'],
    // Of an organisation's own: test/app/own.
    ...[
      'wrong-file-name',
      'missing-owner',
      'unread-file',
      'unreadable-file',
      'outside-link',
      'not-texts',
      'taken-error',
    ],
  ];
  expect(problemCodes.filter((code) => !made.has(code))).toEqual(elsewhere);
});

test('all problems of all files are told at once, in order', () => {
  const files = [
    { file: 'root.yaml', text: rootTree.replace('start: menu', 'start: meun') },
    { file: 'broken.yaml', text: 'id: broken\nstart: [' },
    {
      file: 'router.yaml',
      text: routerTree.replace('start: ask', 'start: aks').replace('goto: bye', 'goto: by'),
    },
  ];
  const { problems, trees } = checkDialogs({ files, known, texts: lookupIn(resources), sizeOf });
  const found = problems.map(({ file, line, code }) => `${file}:${line} ${code}`);
  expect(found).toEqual([
    'broken.yaml:2 yaml-syntax',
    'root.yaml:2 unknown-node',
    'router.yaml:5 unknown-node',
    'router.yaml:38 unknown-node',
    'router.yaml:45 unreachable-node',
  ]);
  expect(trees).toEqual([]);
});

test('a way into a tree that could not be read is no second problem', () => {
  const files = [
    { file: 'dialogs/root.yaml', text: 'id: root\n' },
    { file: 'dialogs/router.yaml', text: routerTree },
  ];
  const { problems } = checkDialogs({ files, known, texts: lookupIn(resources), sizeOf });
  expect(problems.map(({ file }) => file)).not.toContain('dialogs/router.yaml');
});

test('two trees of one id are told in the second', () => {
  const files = [
    { file: 'a.yaml', text: rootTree },
    { file: 'b.yaml', text: rootTree },
    { file: 'router.yaml', text: routerTree },
  ];
  const { problems } = checkDialogs({ files, known, texts: lookupIn(resources), sizeOf });
  expect(problems.map(problemLine)).toEqual([
    expect.stringMatching(/^b\.yaml:1:5 error duplicate-id: .*a\.yaml/),
  ]);
});

test('two trees that answer one family are told in the second', () => {
  const files = [
    { file: 'root.yaml', text: rootTree.replace('start:', 'families: [trust-relationship]\nstart:') },
    { file: 'router.yaml', text: routerTree },
  ];
  const { problems } = checkDialogs({ files, known, texts: lookupIn(resources), sizeOf });
  expect(problems).toEqual([
    expect.objectContaining({ file: 'router.yaml', code: 'duplicate-family', line: 3, column: 12 }),
  ]);
});

test('a text missing in one locale is told with the locale', () => {
  const texts = {
    en: resources['en'] ?? {},
    fr: { ...resources['fr'], root: { menu: 'Menu', help: 'Aide' } },
  };
  const { problems } = check(routerTree, texts);
  expect(problems).toEqual([expect.objectContaining({ file: 'root.yaml', code: 'missing-text' })]);
  expect(problems[0]?.message).toMatch(/root:router.* fr\.$/);
});

test('placeholders that differ between locales are told', () => {
  const french = {
    ...resources['fr'],
    root: { menu: 'Menu de {{nom}}', router: 'Routeur', help: 'Aide' },
  };
  const { problems } = check(routerTree, { en: resources['en'] ?? {}, fr: french });
  expect(problems).toEqual([expect.objectContaining({ code: 'placeholder-mismatch', line: 7, column: 11 })]);
});

test('a text may stand in its plural forms alone', () => {
  const plural = (one: string, other: string) => ({
    menu_one: one,
    menu_other: other,
    router: 'r',
    help: 'h',
  });
  const texts = {
    en: { ...resources['en'], root: plural('{{count}} thing', '{{count}} things') },
    fr: { ...resources['fr'], root: plural('{{count}} chose', '{{count}} choses') },
  };
  expect(check(routerTree, texts).problems).toEqual([]);
});

function withFrench(key: string, text: string): TextResources {
  return {
    en: resources['en'] ?? {},
    fr: { ...resources['fr'], router: { ...resources['fr']?.['router'], [key]: text } },
  };
}

test('a message over the limit of Teams in one locale is told with the locale and both sizes', () => {
  const { problems } = check(routerTree, withFrench('bye', 'é'.repeat(12_001)));
  expect(problems).toEqual([
    expect.objectContaining({ code: 'message-too-large', severity: 'error', line: lineOf('  bye:') }),
  ]);
  expect(problems[0]?.message).toMatch(/24002 bytes in fr; 24000 fit/);
});

test('a title that no button shows is told at every node that offers it', () => {
  const { problems } = check(routerTree, withFrench('works', 'x'.repeat(81)));
  expect(problems).toEqual([expect.objectContaining({ code: 'title-too-long', line: lineOf('  result:') })]);
});

test('a family that is recognised but answered nowhere is told where errors are recognised', () => {
  const { problems } = checkWith({ families: ['trust-relationship', 'forbidden'] });
  expect(problems).toEqual([
    expect.objectContaining({ code: 'unanswered-family', file: 'router.yaml', line: lineOf('  read:') }),
  ]);
  expect(problems[0]?.message).toContain('"forbidden"');
});

test('a finding that no branch names is told where the look is taken', () => {
  const { problems } = checkWith({ blockingFindings: ['expired', 'blocked', 'self-signed'] });
  expect(problems.map(({ code, line }) => [code, line])).toEqual(
    problems.map(() => ['unanswered-finding', lineOf('  look:')]),
  );
  expect(problems.map(({ message }) => /"([\w-]+)"/.exec(message)?.[1])).toEqual(['blocked']);
});

test('a review of more than a year ago is a warning at its day', () => {
  const text =
    'id: old\nsources:\n  - { title: T, reviewed: 2025-11-21 }\n  - { title: U, reviewed: 2025-11-22 }\n';
  const problems = outdatedReviews([{ file: 'old.yaml', text }], new Date('2026-11-22T00:00:00Z'));
  expect(problems).toEqual([
    expect.objectContaining({ code: 'outdated-review', severity: 'warning', line: 3, column: 27 }),
  ]);
  expect(outdatedReviews([{ file: 'bad.yaml', text: 'a: [' }], new Date())).toEqual([]);
});

function checkWith(words: Partial<KnownWords>) {
  const files = [
    { file: 'root.yaml', text: rootTree },
    { file: 'router.yaml', text: routerTree },
  ];
  return checkDialogs({ files, known: { ...known, ...words }, texts: lookupIn(resources), sizeOf });
}

function lineOf(start: string): number {
  return routerTree.split('\n').findIndex((line) => line.startsWith(start)) + 1;
}
