import type { CorpusRow } from './benchRecognize.js';

const lengths = [4_000, 100_000] as const;
const texts = 100;
const warmRounds = 20;
const measuredRounds = 5;

/**
 * Prints what a text of a given length costs: a hundred texts, each errors of the corpus one after the other. Of each
 * text the median of five rounds counts, which leaves out what else the machine did.
 */
export function reportLengths(rows: readonly CorpusRow[], recognizeError: (text: string) => unknown): void {
  console.log('by length');
  for (const length of lengths) {
    const timed = (text: string): number => {
      const start = performance.now();
      recognizeError(text);
      return performance.now() - start;
    };
    const samples = Array.from({ length: texts }, (_, at) => textOfLength(rows, at * 7, length));
    samples.slice(0, warmRounds).forEach(timed);
    const rounds = Array.from({ length: measuredRounds }, () => samples.map(timed));
    const medians = samples.map((_, at) => median(rounds.map((round) => round[at] ?? 0)));
    medians.sort((a, b) => a - b);
    const at = (part: number) => (medians[Math.floor(medians.length * part)] ?? 0).toFixed(2);
    console.log(`  ${`${length / 1000} kB`.padEnd(19)} p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
  }
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function textOfLength(rows: readonly CorpusRow[], first: number, length: number): string {
  let text = '';
  for (let at = first; text.length < length; at += 1) text += `${rows[at % rows.length]?.text ?? ''}\n\n`;
  return text.slice(0, length);
}
