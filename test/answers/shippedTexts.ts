import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { locales } from '../../src/answers/locales.js';
import { makeTexts, type TextResources, type Texts } from '../../src/answers/texts.js';

/** The texts of the locales folder as they are shipped. */
export function shippedResources(): TextResources {
  return Object.fromEntries(locales.map((locale) => [locale, readLocale(locale)])) as TextResources;
}

export function shippedTexts(): Texts {
  return makeTexts(shippedResources());
}

function readLocale(locale: string): TextResources['en'] {
  const folder = join('locales', locale);
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [
      file.slice(0, -'.json'.length),
      JSON.parse(readFileSync(join(folder, file), 'utf8')),
    ]),
  );
}
