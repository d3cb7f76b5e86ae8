import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import type { UploadRefusal } from '../../src/base/uploadRefusal.js';
import type { GoldenReport } from './goldenReport.js';
import type { CertificateName, ServerName } from './servers.js';

/** A conversation as a person reads it. `bot` is written by `npm run golden` and read by people before it is kept. */
export interface Golden {
  readonly about: string;
  readonly locale: string;
  readonly turns: GoldenTurn[];
}

export interface GoldenTurn {
  /** What answers behind mail.contoso.com from now on, whatever the port. */
  readonly server?: ServerName;
  /** Stands where `person` says `{{report}}`. */
  readonly report?: GoldenReport;
  /** How long the person was away before, such as `20min`, `2h` or `3d`. */
  readonly after?: string;
  readonly person: string;
  /** Pasted behind the person's words, since its bytes are made anew for each run. */
  readonly certificate?: CertificateName;
  /** What the person attaches, by its name in golden/files. */
  readonly file?: string;
  /** The channel does not take that file, for this reason. */
  readonly refused?: UploadRefusal;
  bot?: string[];
}

const folder = path.join(import.meta.dirname, 'golden');

export function goldenFiles(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}

export function readGolden(file: string): Golden {
  return parse(readFileSync(path.join(folder, file), 'utf8')) as Golden;
}

export function goldenAttachment(name: string): Buffer {
  return readFileSync(path.join(folder, 'files', name));
}

export function writeGolden(file: string, golden: Golden): void {
  writeFileSync(path.join(folder, file), stringify(golden, { lineWidth: 0, blockQuote: 'literal' }));
}

const units: { readonly [unit: string]: number } = { min: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a turn's `after`. */
export function awayMs(after: string): number {
  const [, count, unit = ''] = /^(\d+)(min|h|d)$/.exec(after) ?? [];
  const ms = Number(count) * (units[unit] ?? Number.NaN);
  if (Number.isNaN(ms)) throw new Error(`"${after}" is no span of time; write 20min, 2h or 3d`);
  return ms;
}

/** Keys are made anew for each run, so what is derived from them is not compared; nor is the time a look took. */
export function comparable(text: string): string {
  return text
    .replaceAll(/\b[0-9A-F]{40}\b/g, '<THUMBPRINT-OF-THIS-RUN>')
    .replace(/^& \{\n[\s\S]*?\n\}$/m, '<the script router-report.ps1>')
    .replaceAll(/\b127\.0\.0\.1:\d+/g, '127.0.0.1:<PORT>')
    .replaceAll(/\b\d[\d.,\u00a0\u202f]*\s?ms\b/g, '<TIME>');
}
