/** Unchanged lines shown around a change. */
const around = 2;
/** Longer texts are shown whole, the old before the new. */
const mostLines = 400;

/**
 * The difference of two texts' lines as a person reads it: `- ` before a line that is missing, `+ ` before one that is new,
 * `  ` before those around them, `…` for the rest.
 */
export function changedLines(expected: readonly string[], said: readonly string[]): readonly string[] {
  const rows = compare(expected, said);
  const near = (index: number): boolean =>
    rows.slice(Math.max(0, index - around), index + around + 1).some((row) => !row.startsWith('  '));
  const shown: string[] = [];
  for (const [index, row] of rows.entries()) {
    if (near(index)) shown.push(row);
    else if (shown.at(-1) !== '…') shown.push('…');
  }
  return shown;
}

function compare(before: readonly string[], after: readonly string[]): readonly string[] {
  if (before.length > mostLines || after.length > mostLines) {
    return [...before.map((line) => `- ${line}`), ...after.map((line) => `+ ${line}`)];
  }
  const common = commonLengths(before, after);
  const rows: string[] = [];
  let [old, now] = [0, 0];
  while (old < before.length || now < after.length) {
    if (old < before.length && now < after.length && before[old] === after[now]) {
      rows.push(`  ${before[old]}`);
      old += 1;
      now += 1;
    } else if (old < before.length && longest(common, old + 1, now) >= longest(common, old, now + 1)) {
      rows.push(`- ${before[old]}`);
      old += 1;
    } else {
      rows.push(`+ ${after[now]}`);
      now += 1;
    }
  }
  return rows;
}

type Lengths = readonly (readonly number[])[];

function longest(common: Lengths, old: number, now: number): number {
  return common[old]?.[now] ?? -1;
}

/** For each pair of places the length of the longest common subsequence from there on. */
function commonLengths(before: readonly string[], after: readonly string[]): Lengths {
  const rows: number[][] = [Array<number>(after.length + 1).fill(0)];
  for (const line of before.toReversed()) {
    const below = rows[0] ?? [];
    const row = Array<number>(after.length + 1).fill(0);
    for (let now = after.length - 1; now >= 0; now -= 1) {
      row[now] =
        line === after[now] ? (below[now + 1] ?? 0) + 1 : Math.max(below[now] ?? 0, row[now + 1] ?? 0);
    }
    rows.unshift(row);
  }
  return rows;
}
