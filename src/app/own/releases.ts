import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CodedError } from '../../base/codedError.js';
import type { OwnFiles } from './ownFiles.js';
import { readOwnFiles } from './readOwnFiles.js';

/** One published state of an organisation's knowledge: `releases/<number>` in its folder, never changed again. */
export interface Release {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly by: string;
  readonly note: string | null;
  /** Its articles. */
  readonly articles: readonly string[];
  /** SHA-256 over its files. */
  readonly hash: string;
}

const about = 'release.json';
const releasesOf = (folder: string) => path.join(folder, 'releases');
const pointerOf = (folder: string) => path.join(releasesOf(folder), 'current');

/** The number of the release that is served; null when none was published. Throws CodedError `release-pointer`. */
export async function currentRelease(folder: string): Promise<number | null> {
  const text = await readFile(pointerOf(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  if (/^\d{1,9}\s*$/.test(text)) return Number(text);
  throw new CodedError(
    'release-pointer',
    `${pointerOf(folder)} does not hold the number of a release`,
    '`trustdesk dialogs rollback N` writes it anew.',
  );
}

/** All releases, the latest last. One that can't be read is left out. */
export async function listReleases(folder: string): Promise<readonly Release[]> {
  const numbers = await releaseNumbers(folder);
  const found = await Promise.all(numbers.map((number) => readAbout(folder, number).catch(() => null)));
  return found.filter((release) => release !== null);
}

/** The files of a release. Throws CodedError `release-broken` when they are not those that were published. */
export async function readRelease(folder: string, number: number): Promise<OwnFiles> {
  const release = await readAbout(folder, number);
  const own = await readOwnFiles(path.join(releasesOf(folder), String(number)));
  if (hashOf(own) === release.hash) return own;
  throw broken(folder, number, 'its files are not those that were published');
}

/** Writes a new release, which nobody serves yet. */
export async function writeRelease(
  folder: string,
  own: OwnFiles,
  told: Pick<Release, 'at' | 'by' | 'note' | 'articles'>,
): Promise<Release> {
  const releases = releasesOf(folder);
  const fresh = path.join(releases, `.new-${randomUUID()}`);
  try {
    for (const { path: inside, text } of own.files) {
      const file = path.join(fresh, inside);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    await mkdir(fresh, { recursive: true });
    for (let number = ((await releaseNumbers(folder)).at(-1) ?? 0) + 1; ; number += 1) {
      const release: Release = { number, ...told, hash: hashOf(own) };
      await writeFile(path.join(fresh, about), `${JSON.stringify(release, null, 2)}\n`);
      if (await renamed(fresh, path.join(releases, String(number)))) return release;
    }
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** From now on this release is served. */
export async function switchTo(folder: string, number: number): Promise<void> {
  const fresh = `${pointerOf(folder)}-${randomUUID()}`;
  await writeFile(fresh, `${number}\n`);
  await rename(fresh, pointerOf(folder));
}

/** False when somebody else has just taken that name. */
async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['EEXIST', 'ENOTEMPTY', 'EPERM'].includes(code) && (await exists(to))) return false;
    throw error;
  }
}

async function exists(folder: string): Promise<boolean> {
  return readdir(folder).then(
    () => true,
    () => false,
  );
}

async function releaseNumbers(folder: string): Promise<readonly number[]> {
  const names = await readdir(releasesOf(folder)).catch(() => []);
  return names
    .filter((name) => /^[1-9]\d{0,8}$/.test(name))
    .map(Number)
    .toSorted((a, b) => a - b);
}

async function readAbout(folder: string, number: number): Promise<Release> {
  try {
    const text = await readFile(path.join(releasesOf(folder), String(number), about), 'utf8');
    const { at, by, note, articles, hash } = JSON.parse(text) as Record<string, unknown>;
    // People and other tools copy these folders about, and mend in them.
    return {
      number,
      at: String(at),
      by: String(by),
      note: typeof note === 'string' ? note : null,
      articles: Array.isArray(articles) ? articles.map(String) : [],
      hash: String(hash),
    };
  } catch (error) {
    throw broken(folder, number, 'its release.json cannot be read', error);
  }
}

function broken(folder: string, number: number, why: string, cause?: unknown): CodedError {
  return new CodedError(
    'release-broken',
    `The release ${path.join(releasesOf(folder), String(number))} cannot be served: ${why}`,
    'Copy the whole folder again, publish anew, or go back with `trustdesk dialogs rollback`.',
    { cause },
  );
}

/** SHA-256 over the names and texts of the files. */
export function hashOf({ files }: OwnFiles): string {
  const hash = createHash('sha256');
  for (const { path: inside, text } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(JSON.stringify([inside, text]));
  }
  return hash.digest('hex');
}
