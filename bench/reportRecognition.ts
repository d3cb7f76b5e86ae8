import type { Recognition } from './benchRecognize.js';

/** Prints the figures of one part of a corpus, and its misses if they are asked for. */
export function reportRecognition(name: string, all: readonly Recognition[], misses: boolean): void {
  const errors = all.filter(({ row }) => row.family !== 'none');
  const none = all.filter(({ row }) => row.family === 'none');
  const missed = all.filter(({ row, got }) => row.family !== got);
  const times = all.map(({ time }) => time).sort((a, b) => a - b);
  const asked = all.filter((one) => one.asked.length > 0);
  const askedWell = errors.filter(({ row, asked: families }) => families.includes(row.family));
  console.log(`${name}: ${all.length} texts`);
  console.log(`  errors recognized   ${share(errors)}`);
  console.log(
    `  false positives     ${missed.filter(({ row }) => row.family === 'none').length} of ${none.length} look-alikes`,
  );
  console.log(
    `  did you mean        ${percent(asked.length, all.length)} of all; ${askedWell.length} errors are among what is asked`,
  );
  console.log(`  time                p50 ${at(times, 0.5)} µs, p99 ${at(times, 0.99)} µs`);
  table('family', errors, ({ row }) => row.family);
  table('language', errors, ({ row }) => row.language);
  const pairs = Map.groupBy(missed, ({ row, got }) => `${row.family} → ${got}`);
  console.log('  confusion');
  for (const [pair, { length }] of [...pairs].sort((a, b) => b[1].length - a[1].length))
    console.log(`    ${pair.padEnd(44)} ${length}`);
  if (misses)
    for (const { row, got } of missed)
      console.log(`  ${row.id}: ${got}: ${row.text.slice(0, 160).replace(/\s+/g, ' ')}`);
  console.log('');
}

function table(title: string, all: readonly Recognition[], keyOf: (one: Recognition) => string): void {
  console.log(`  by ${title}`);
  for (const [key, group] of [...Map.groupBy(all, keyOf)].sort((a, b) => (a[0] < b[0] ? -1 : 1)))
    console.log(`    ${key.padEnd(20)} ${share(group)}`);
}

function share(group: readonly Recognition[]): string {
  const right = group.filter(({ row, got }) => row.family === got).length;
  return `${percent(right, group.length)} (${right} of ${group.length})`;
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10} %`;
}

function at(sorted: readonly number[], part: number): number {
  return Math.round(sorted[Math.floor(sorted.length * part)] ?? 0);
}
