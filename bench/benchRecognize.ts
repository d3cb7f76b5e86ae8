import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { makeSignatures } from '../src/app/makeSignatures.js';
import { type ErrorRecognizer, makeErrorRecognizer } from '../src/recognizer/recognizeError.js';
import type { Signatures } from '../src/recognizer/signatures.js';
import { reportLengths } from './reportLengths.js';
import { reportRecognition } from './reportRecognition.js';

/** A text and the family that it belongs to; `none` for a look-alike. */
export interface CorpusRow {
  readonly id: string;
  readonly family: string;
  readonly language: string;
  readonly text: string;
}

export interface Recognition {
  readonly row: CorpusRow;
  readonly got: string;
  readonly asked: readonly string[];
  /** Microseconds. */
  readonly time: number;
}

const ownCorpus = 'test/recognizer/corpus.jsonl';
const warmRounds = 3;
const measuredRounds = 9;

const partNames = ['all', 'development', 'held-out'] as const;

/**
 * `npm run bench -- recognize [FILE] [--misses] [--without-sentences]`: how well the texts of a JSON-lines file
 * `{id, family, language, text}` are recognized; without one, those of the tests. A quarter of any file, told by a hash of the id, is held out: no
 * signature is written from it, and its misses are counted but never listed. `--without-sentences` leaves out the
 * vendors' own sentences, so that the lexicon stands alone, as in a language whose sentences are not known.
 */
export function benchRecognize(options: readonly string[]): void {
  const file = options.find((option) => !option.startsWith('--')) ?? ownCorpus;
  const rows = readRows(file);
  const { recognizeError } = shippedRecognizer(options.includes('--without-sentences'));
  const recognitions = recognizeAll(rows, recognizeError);
  for (const name of partNames) {
    const part = recognitions.filter(({ row }) => name === 'all' || isHeldOut(row) === (name === 'held-out'));
    reportRecognition(name, part, options.includes('--misses') && name === 'development');
  }
  reportLengths(rows, recognizeError);
}

/** Fixed for good: a text that once was held out stays held out. */
function isHeldOut({ id }: CorpusRow): boolean {
  return (createHash('sha256').update(id).digest()[0] ?? 0) % 4 === 0;
}

function shippedRecognizer(withoutSentences: boolean): ErrorRecognizer {
  const signatures = readShippedSignatures();
  return makeErrorRecognizer(withoutSentences ? { ...signatures, sentences: [] } : signatures);
}

function recognizeAll(
  rows: readonly CorpusRow[],
  recognizeError: ErrorRecognizer['recognizeError'],
): Recognition[] {
  const timed = ({ text }: CorpusRow): number => {
    const start = process.hrtime.bigint();
    recognizeError(text);
    return Number(process.hrtime.bigint() - start) / 1000;
  };
  // The first rounds measure the compiler; of the others each text's median leaves out what else the machine did.
  for (let round = 0; round < warmRounds; round += 1) rows.forEach(timed);
  const rounds = Array.from({ length: measuredRounds }, () => rows.map(timed));
  return rows.map((row, at) => {
    const { family, candidates } = recognizeError(row.text);
    const times = rounds.map((round) => round[at] ?? 0).sort((a, b) => a - b);
    const time = times[Math.floor(times.length / 2)] ?? 0;
    return { row, got: family ?? 'none', asked: candidates, time };
  });
}

// npm runs scripts in the package's own folder.
function readShippedSignatures(): Signatures {
  const folder = 'dialogs/signatures';
  return makeSignatures(
    readdirSync(folder).map((file) => ({ file, text: readFileSync(`${folder}/${file}`, 'utf8') })),
  );
}

function readRows(file: string): CorpusRow[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as CorpusRow);
}
