const unitsMs: { readonly [unit: string]: number } = { min: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a time as people write it in data: `2min`, `1h`, `3d`. */
export function durationMs(time: string): number {
  const [, count = '0', unit = ''] = /^(\d+)(\D+)$/.exec(time) ?? [];
  return Number(count) * (unitsMs[unit] ?? 0);
}
