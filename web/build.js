// Makes dist/web: the chat page in each locale and the desk, and their assets with a hash in their names, compressed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildDesk } from './buildDesk.js';
import { contentHash, outputFolder } from './outputFolder.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'web/widget');
const output = outputFolder(join(root, 'dist/web/widget'));

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
output.removeLeftovers();
await buildDesk(join(root, 'dist/web/desk'));

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
  const extension = extname(name);
  const hashed = `${name.slice(0, -extension.length)}.${contentHash(content)}${extension}`;
  output.writeAsset(hashed, content);
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
  output.writePage(`${locale}.html`, Buffer.from(page));
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
