import { readFileSync } from 'node:fs';
import { type Agreement, judgeLimboCase } from './judgeLimboCase.js';
import { readLimboCases } from './limboCase.js';
import { reasonFor } from './limboReasons.js';

/**
 * `npm run conformance -- FILE`: the testcases of an x509-limbo file through path building and all checks. Prints the
 * agreement by group, then every case that differs and why. Exit 1 when a case marked `gate` differs, 64 without a file.
 */
const file = process.argv[3];
if (file === undefined) {
  console.error('usage: npm run conformance -- FILE (an x509-limbo JSON file)');
  process.exit(64);
}

const now = new Date();
const results = readLimboCases(readFileSync(file, 'utf8')).map((limboCase) => ({
  ...judgeLimboCase(limboCase, now),
  limboCase,
  group: limboCase.id.split('::').slice(0, -1).join('::'),
  suggested: limboCase.suggested ?? 'unmarked',
}));
type Result = (typeof results)[number];

const kinds: readonly Agreement[] = ['agree', 'wrongly accepted', 'wrongly rejected'];
const counts = (some: readonly Result[]) =>
  kinds
    .map((kind) => String(some.filter(({ agreement }) => agreement === kind).length).padStart(17))
    .join('');
const marks = [...new Set(results.map(({ suggested }) => suggested))].sort();
const groups = [...new Set(results.map(({ group }) => group))].sort();
const line = (name: string, some: readonly Result[]) => console.log(`${name.padEnd(30)}${counts(some)}`);

console.log(`${''.padEnd(30)}${kinds.map((kind) => kind.padStart(17)).join('')}`);
for (const group of groups)
  line(
    group,
    results.filter((result) => result.group === group),
  );
console.log('');
for (const mark of marks)
  line(
    `marked ${mark}`,
    results.filter((result) => result.suggested === mark),
  );
line('all', results);

const differing = results.filter(({ agreement }) => agreement !== 'agree');
for (const { limboCase, suggested, agreement, because } of differing) {
  console.log(`\n${agreement} (${suggested}): ${limboCase.id}`);
  for (const finding of because) console.log(`  ${finding.slice(0, 300)}`);
  const reason =
    reasonFor(limboCase.id) ?? `not looked at yet. ${limboCase.description.trim().replace(/\s+/g, ' ')}`;
  console.log(`  ${reason.slice(0, 300)}`);
}
process.exitCode = differing.some(({ suggested }) => suggested === 'gate') ? 1 : 0;
