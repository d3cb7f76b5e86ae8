import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { CodedError } from '../../base/codedError.js';

export type Encoding = 'br' | 'gzip' | 'identity';

export interface PageFile {
  readonly contentType: string;
  /** Changes when the content does. */
  readonly etag: string;
  /** The content in an encoding, or null when the build made none. */
  read(encoding: Encoding): Buffer | null;
}

/** What the build made of the page: one HTML page a locale, and assets whose names hold a hash of their content. */
export interface PageFiles {
  readonly locales: readonly string[];
  page(locale: string): PageFile | null;
  asset(name: string): PageFile | null;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};
const suffixes: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz', identity: '' };

/**
 * Lists the files once, so that a request can only name one of them, and keeps what was read.
 * Throws CodedError `page-not-built` when the folder is not there.
 */
export function loadPageFiles(folder: string): PageFiles {
  const pages = listFiles(join(folder, 'pages'));
  const assets = listFiles(join(folder, 'assets'));
  return {
    locales: [...pages.keys()].map((name) => name.replace(/\.html$/, '')),
    page: (locale) => pages.get(`${locale}.html`) ?? null,
    asset: (name) => assets.get(name) ?? null,
  };
}

function listFiles(folder: string): ReadonlyMap<string, PageFile> {
  const names = new Set(readNames(folder));
  const plain = [...names].filter((name) => extname(name) in contentTypes);
  return new Map(plain.map((name) => [name, pageFile(folder, name, names)]));
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw new CodedError(
      'page-not-built',
      `The web page is not at ${folder}.`,
      'Run `npm run build` first.',
      { cause },
    );
  }
}

function pageFile(folder: string, name: string, names: ReadonlySet<string>): PageFile {
  const kept = new Map<Encoding, Buffer>();
  // The build writes the hash of a page's content into a sidecar, an asset has it in its name.
  const hash = names.has(`${name}.hash`) ? readFileSync(join(folder, `${name}.hash`), 'utf8') : name;
  return {
    contentType: contentTypes[extname(name)] ?? 'application/octet-stream',
    etag: hash,
    read(encoding) {
      if (!names.has(name + suffixes[encoding])) return null;
      const content = kept.get(encoding) ?? readFileSync(join(folder, name + suffixes[encoding]));
      kept.set(encoding, content);
      return content;
    },
  };
}
