import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * A folder of what the server sends: `pages/` and `assets/`, each file with its .br and .gz beside it. Browser tests build
 * while others read, so every file is put in place whole, and what an earlier build left goes at the end.
 */
export function outputFolder(root) {
  const written = new Set();

  /** A page's name holds no hash: it lies beside it, for the ETag. */
  function writePage(name, content) {
    write(`pages/${name}`, content);
    writeFile(`pages/${name}.hash`, Buffer.from(contentHash(content)));
  }

  function write(name, content) {
    const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
    writeFile(name, content);
    // Quality 9 takes 0.3 s for the 4 MB of Web Chat; 11 would make it a tenth smaller and take fifteen times as long.
    const params = {
      [BROTLI_PARAM_QUALITY]: 9,
      [BROTLI_PARAM_LGWIN]: 24,
      [BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    writeFile(`${name}.br`, () => brotliCompressSync(content, { params }));
    writeFile(`${name}.gz`, () => gzipSync(content, { level: 9 }));
  }

  /** Content given as a function is made only when the file isn't there yet: an asset's name says its content. */
  function writeFile(name, content) {
    const file = join(root, name);
    written.add(file);
    if (typeof content === 'function' && name.startsWith('assets/') && existsSync(file)) return;
    mkdirSync(dirname(file), { recursive: true });
    // Renamed into place, so that a build that was stopped leaves no half file behind that the next one takes for whole.
    const part = `${file}.${process.pid}.part`;
    writeFileSync(part, typeof content === 'function' ? content() : content);
    renameSync(part, file);
  }

  /** A build that runs beside this one may be about to rename its .part files; `npm run clean` takes forgotten ones. */
  function removeLeftovers() {
    for (const folder of ['assets', 'pages']) {
      for (const name of readdirSync(join(root, folder))) {
        const file = join(root, folder, name);
        if (!written.has(file) && !name.endsWith('.part')) rmSync(file, { force: true });
      }
    }
  }

  return { writePage, writeAsset: (name, content) => write(`assets/${name}`, content), removeLeftovers };
}

export function contentHash(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}
