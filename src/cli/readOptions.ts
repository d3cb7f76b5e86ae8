import { readFile } from 'node:fs/promises';
import { bestLocale, defaultLocale, type Locale, locales } from '../answers/locales.js';
import { makeTrustAnchors, type TrustAnchors } from '../certificates/trustAnchors.js';
import type { Verdict } from '../diagnosis/diagnosis.js';
import { type CliIo, type ExitCode, exitCodes } from './cliIo.js';
import { inputError, usageError } from './usageError.js';

type Environment = CliIo['env'];

/** The language asked for, else that of the terminal. Throws CodedError `usage` for one that is not shipped. */
export function readLocale(asked: string | null, env: Environment): Locale {
  if (asked !== null) {
    const locale = bestLocale(asked);
    if (locale === null) throw usageError(`--locale ${asked} is none of ${locales.join(', ')}`);
    return locale;
  }
  const spoken = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'];
  return bestLocale(spoken?.replace(/[.@].*$/, '')) ?? defaultLocale;
}

/** An ISO 8601 day or instant; without a time zone it is UTC. Throws CodedError `usage`. */
export function readInstant(text: string | null, option = 'at'): Date | null {
  if (text === null) return null;
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/i.exec(
    text,
  );
  const [, day = '', time = '00:00', zone = 'Z'] = match ?? [];
  const at = new Date(`${day}T${time}${zone.toUpperCase()}`);
  const midnight = new Date(`${day}T00:00Z`);
  // Date.parse() takes 31 February for 3 March.
  const real = !Number.isNaN(at.getTime()) && midnight.toISOString().startsWith(day);
  if (!match || !real)
    throw usageError(
      `--${option} ${text} is no ISO 8601 date`,
      'Write it as 2026-11-22 or 2026-11-22T10:00:00Z.',
    );
  return at;
}

/**
 * The roots of `--trust-anchors` alone; without it the built-in ones and those of PROBE_TRUST_ANCHORS.
 * Throws CodedError `input-unreadable` or `trust-anchors-unreadable`.
 */
export async function readTrustAnchors(file: string | null, env: Environment): Promise<TrustAnchors> {
  if (file !== null) return makeTrustAnchors({ added: [await readText(file)] });
  const { default: tls } = await import('node:tls');
  const own = env['PROBE_TRUST_ANCHORS'];
  return makeTrustAnchors({ builtIn: () => tls.rootCertificates, added: own ? [await readText(own)] : [] });
}

async function readText(file: string): Promise<string> {
  return (await readBytes(file)).toString('utf8');
}

/** Throws CodedError `input-unreadable`. */
export async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw inputError(`${file} cannot be read (${code})`, 'Give the path of a readable file.', error);
  }
}

export function exitCodeOfVerdict(verdict: Verdict): ExitCode {
  return exitCodes[verdict];
}
