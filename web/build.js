// Makes dist/web: the chat page in each locale, and its assets with a hash in their names, compressed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'web/widget');
const output = join(root, 'dist/web/widget');

const written = new Set();
const locales = readLocales();
const script = await bundle('main.ts');
const links = {
  webchat: addAsset(
    'webchat.js',
    readFileSync(join(root, 'node_modules/botframework-webchat/dist/webchat.js')),
  ),
  script: addAsset('widget.js', script),
  style: addAsset('widget.css', await bundle('widget.css')),
  icon: addAsset('icon.svg', readFileSync(join(source, 'icon.svg'))),
};
const texts = Object.fromEntries(
  [...locales].map(([locale, text]) => [
    locale,
    addAsset(`texts-${locale}.json`, Buffer.from(JSON.stringify(text))),
  ]),
);
for (const [locale, text] of locales) addPage(locale, text);
removeLeftovers();

/** The locales that the page speaks: every folder that holds its texts. */
function readLocales() {
  const folder = join(root, 'locales');
  const names = readdirSync(folder).filter((locale) => existsSync(join(folder, locale, 'widget.json')));
  return new Map(
    names.map((locale) => [locale, JSON.parse(readFileSync(join(folder, locale, 'widget.json'), 'utf8'))]),
  );
}

async function bundle(entry) {
  const result = await build({
    entryPoints: [join(source, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
  });
  return Buffer.from(result.outputFiles[0].contents);
}

function addAsset(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const extension = extname(name);
  const hashed = `${name.slice(0, -extension.length)}.${hash}${extension}`;
  write('assets', hashed, content);
  return `/assets/${hashed}`;
}

function addPage(locale, text) {
  const values = {
    ...text,
    ...links,
    texts: JSON.stringify(texts),
    languages: [...locales.keys()].map((tag) => option(tag, tag === locale)).join(''),
  };
  const template = readFileSync(join(source, 'page.html'), 'utf8').replace(
    '<html lang="en"',
    `<html lang="${locale}"`,
  );
  const page = template.replace(/\{\{(\w+)\}\}/g, (_placeholder, name) => {
    if (!(name in values))
      throw new Error(`page.html wants {{${name}}}, which locales/${locale}/widget.json lacks`);
    return name === 'languages' ? values[name] : escapeHtml(values[name]);
  });
  const content = Buffer.from(page);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  write('pages', `${locale}.html`, content);
  writeFile('pages', `${locale}.html.hash`, Buffer.from(hash));
}

/** A language goes by its own name: whoever looks for it can read that one. */
function option(tag, selected) {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  const title = name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  return `<option value="${escapeHtml(tag)}" lang="${escapeHtml(tag)}"${selected ? ' selected' : ''}>${escapeHtml(title)}</option>`;
}

function escapeHtml(value) {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function write(folder, name, content) {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
  writeFile(folder, name, content);
  // Quality 9 takes 0.3 s for the 4 MB of Web Chat; 11 would make it a tenth smaller and take fifteen times as long.
  const params = {
    [BROTLI_PARAM_QUALITY]: 9,
    [BROTLI_PARAM_LGWIN]: 24,
    [BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  writeFile(folder, `${name}.br`, () => brotliCompressSync(content, { params }));
  writeFile(folder, `${name}.gz`, () => gzipSync(content, { level: 9 }));
}

/** Content given as a function is made only when the file isn't there yet: an asset's name says its content. */
function writeFile(folder, name, content) {
  const file = join(output, folder, name);
  written.add(file);
  if (typeof content === 'function' && folder === 'assets' && existsSync(file)) return;
  mkdirSync(join(output, folder), { recursive: true });
  // Renamed into place, so that a build that was stopped leaves no half file behind that the next one takes for whole.
  writeFileSync(`${file}.part`, typeof content === 'function' ? content() : content);
  renameSync(`${file}.part`, file);
}

function removeLeftovers() {
  for (const folder of ['assets', 'pages']) {
    for (const name of readdirSync(join(output, folder))) {
      const file = join(output, folder, name);
      if (!written.has(file)) rmSync(file);
    }
  }
}
