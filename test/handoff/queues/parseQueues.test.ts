import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { readShippedKnowledge } from '../../../src/app/knowledgeFiles.js';
import { problemCodes } from '../../../src/dialogTree/problem.js';
import { parseQueues } from '../../../src/handoff/queues/parseQueues.js';
import { queuesSchema } from '../../../src/handoff/queues/queuesShape.js';
import { queuesText } from './queuesText.js';

const accepts = new Ajv().compile(queuesSchema());
const families = ['outlook-certificate', 'tls-protocol'];
const problemsOf = (text: string) => parseQueues('queues.yaml', text, families).problems;

test('the schema file for editors is the one the parser gives', () => {
  expect(JSON.parse(readFileSync('dialogs/queues.schema.json', 'utf8'))).toEqual(queuesSchema());
});

test.each([
  ['the sample', queuesText],
  ['the shipped file', readShippedKnowledge().queues.text],
])('parser and schema accept %s', (_what, text) => {
  expect(problemsOf(text)).toEqual([]);
  expect(accepts(parse(text)) ? null : accepts.errors).toBeNull();
});

/** § marks where the problem is told; [what, code, text to replace, replacement, whether the schema refuses it too] */
const broken = [
  ['no fallback', 'missing-field', 'fallback: support\n', '', true],
  ['an unknown field', 'unknown-field', 'hub: teams', 'hub: teams\n    §hubb: teams', true],
  ['no name in any language', 'wrong-value', 'name: { vi: Ca đêm }', 'name: §{}', true],
  ['a name in a foreign language', 'unknown-field', '{ vi: Ca đêm }', '{ §de: Nacht }', true],
  ['hours that no clock shows', 'wrong-value', '"22:00-06:00"', '§"22:00-26:00"', true],
  ['a day of no week', 'unknown-field', 'friday:', '§fridays:', true],
  ['no day at all', 'wrong-value', '{ tuesday: "22:00-06:00" }', '§{}', true],
  ['a time without unit', 'wrong-value', 'expireAfter: 2d', 'expireAfter: §"2"', true],
  ['a mail without language', 'missing-field', ', locale: fr }', ' }', true],
  ['a rule without a condition', 'wrong-value', '{ languages: [fr], channels: [msteams],', '§{', true],
  ['a language that is not spoken', 'wrong-value', 'languages: [fr]', 'languages: [§de]', true],
  ['a day that no year has', 'wrong-value', '2026-12-25', '§2026-02-30', false],
  [
    'an address with a line break',
    'wrong-value',
    'to: support@contoso.com',
    'to: §"a@contoso.com\\nBcc: b@contoso.com"',
    false,
  ],
  ['an unknown time zone', 'unknown-time-zone', 'Europe/Paris', '§Europe/Pariss', false],
  ['an empty range', 'wrong-hours', '"13:30-17:30"', '§"13:30-13:30"', false],
  ['two ranges that overlap', 'wrong-hours', '"13:30-17:30"', '§"11:59-17:30"', false],
  [
    'a night that reaches into the day',
    'wrong-hours',
    'tuesday: "22:00-06:00"',
    'tuesday: "22:00-06:00", wednesday: §"05:00-07:00"',
    false,
  ],
  ['an unknown queue in a rule', 'unknown-queue', 'queue: nights', 'queue: §night', false],
  ['an unknown fallback', 'unknown-queue', 'fallback: support', 'fallback: §suport', false],
  [
    'a family that nothing is of',
    'unmatched-rule',
    '[outlook-certificate,',
    '[§outlook-certificates,',
    false,
  ],
  ['an empty file', 'not-queues', /^[\s\S]*$/, '# nothing\n', false],
] as const;

test.each(broken)('%s is told at its place as %s', (_what, code, from, to, schemaToo) => {
  const marked = queuesText.replace(from, to);
  expect(marked).not.toBe(queuesText);
  const text = marked.replace('§', '');
  const lines = (marked.split('§')[0] ?? '').split('\n');
  const [problem, ...others] = problemsOf(text);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ code, severity: code === 'unmatched-rule' ? 'warning' : 'error' });
  if (marked !== text)
    expect(problem).toMatchObject({ line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 });
  expect(accepts(parse(text) ?? {})).toBe(code === 'not-queues' ? false : !schemaToo);
});

test('each code of queues alone is made here', () => {
  const own = ['not-queues', 'unknown-queue', 'unknown-time-zone', 'wrong-hours', 'unmatched-rule'];
  const made = new Set<string>(broken.map(([, code]) => code));
  expect(own.filter((code) => !made.has(code) || !problemCodes.some((known) => known === code))).toEqual([]);
});

test('all problems are told at once, in the order of the file', () => {
  const text = queuesText.replace('Europe/Paris', 'Mars').replace('queue: nights', 'queue: night');
  expect(problemsOf(text).map(({ code }) => code)).toEqual(['unknown-time-zone', 'unknown-queue']);
});

test('a rule that never fits leaves the file usable', () => {
  const text = queuesText.replace('tls-protocol]', 'contoso-gone]');
  expect(parseQueues('queues.yaml', text, families).queues?.fallback).toBe('support');
});
