export interface Way {
  readonly name: string;
  run(): Promise<void>;
}

export function heading(what: string, ratio: string): string {
  return `${what.padEnd(52)} p50 ms   p99 ms   ${ratio}`;
}

/** Runs the ways in turns, so that what disturbs the machine disturbs all; prints each beside the first one. */
export async function measure(ways: readonly Way[], rounds: number): Promise<void> {
  const times = ways.map((): number[] => []);
  for (let round = -Math.ceil(rounds / 10); round < rounds; round += 1) {
    for (const [index, { run }] of ways.entries()) {
      const begin = performance.now();
      await run();
      if (round >= 0) times[index]?.push(performance.now() - begin);
    }
  }
  const bare = percentile(times[0] ?? [], 0.5);
  for (const [index, { name }] of ways.entries()) {
    const p50 = percentile(times[index] ?? [], 0.5);
    const p99 = percentile(times[index] ?? [], 0.99);
    console.log(
      [
        name.padEnd(50),
        p50.toFixed(2).padStart(8),
        p99.toFixed(2).padStart(8),
        (p50 / bare).toFixed(2).padStart(8),
      ].join(' '),
    );
  }
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
