import { expect, test } from '@jest/globals';
import { checkKnowledge } from '../../src/app/checkKnowledge.js';
import { type KnowledgeFiles, readShippedKnowledge } from '../../src/app/knowledgeFiles.js';

const shipped = readShippedKnowledge();
const procedureFile = shipped.procedures[0] ?? { file: '', text: '' };

function problemsWith(change: Partial<KnowledgeFiles>) {
  return checkKnowledge({ ...shipped, ...change }).problems;
}

function changed(file: { readonly file: string; readonly text: string }, from: string, to: string) {
  expect(file.text).toContain(from);
  const text = file.text.replace(from, to.replace('§', ''));
  const before = file.text.replace(from, to).split('§')[0] ?? '';
  const lines = before.split('\n');
  return { file: { file: file.file, text }, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

test('what is shipped has no problem, and is no draft', () => {
  const { problems, trees } = checkKnowledge(shipped);
  expect(problems).toEqual([]);
  expect(trees.filter(({ state }) => state === 'draft')).toEqual([]);
});

test('a broken procedure is told at its place, beside the trees that name it', () => {
  const { file, ...at } = changed(procedureFile, 'shell: ems', 'shell: §emms');
  const problems = problemsWith({ procedures: [file] });
  expect(problems).toContainEqual(
    expect.objectContaining({ code: 'procedures-invalid', file: file.file, ...at }),
  );
  expect(problems.map(({ code }) => code)).toContain('unknown-answer');
});

test('a procedure without a text is told with the locale', () => {
  const procedures = { ...shipped.resources['fr'].procedures, 'router-read-url': {} };
  const resources = { ...shipped.resources, fr: { ...shipped.resources['fr'], procedures } };
  const problems = problemsWith({ resources });
  expect(problems[0]).toMatchObject({ code: 'missing-text', file: procedureFile.file });
  expect(problems[0]?.message).toBe('The text "procedures:router-read-url.title" is missing in fr.');
});

test('a broken signature is told at its place', () => {
  const [first, ...rest] = shipped.signatures;
  if (first === undefined) throw new Error('no signatures');
  const file = { file: first.file, text: `${first.text}\nsignalz: {}\n` };
  expect(problemsWith({ signatures: [file, ...rest] })).toEqual([
    expect.objectContaining({ code: 'signatures-invalid', file: first.file, column: 1 }),
  ]);
});

test('broken queues are told at their place', () => {
  const { file, ...at } = changed(shipped.queues, 'fallback: support', 'fallback: §nobody');
  expect(problemsWith({ queues: file })).toEqual([
    expect.objectContaining({ code: 'unknown-queue', file: file.file, ...at }),
  ]);
});

test.each([
  ['a source that is none', '  self-signed: [kb-954584, chain-status]', '  self-signed: §[kb-95458]'],
  ['a cause without a source', '  expired: [chain-status, rfc-5280]', '  expired: §[]'],
  ['a code that is none', '  not-tls: [webexception-status]', '  not-tsl: §[webexception-status]'],
  ['a link that is not https', 'url: https://www.rfc-editor.org/rfc/rfc5280', 'url: §javascript:alert(1)'],
  [
    'a review without a day',
    'Router\n    id: KB 954584\n    reviewed: 2026-11-22',
    'Router\n    id: KB 954584\n    reviewed: §soon',
  ],
])('sources: %s is told at its place', (_what, from, to) => {
  const { file, ...at } = changed(shipped.sources, from, to);
  expect(problemsWith({ sources: file })).toContainEqual(
    expect.objectContaining({ code: 'sources-invalid', file: file.file, ...at }),
  );
});
