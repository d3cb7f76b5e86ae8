import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import type { JsonValue } from '../../../src/base/json.js';

const source = readdirSync('web/desk', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(path.join('web/desk', file), 'utf8'))
  .join('\n');

function keysOf(value: JsonValue, key = ''): string[] {
  if (typeof value !== 'object' || value === null) return [key];
  return Object.entries(value).flatMap(([name, item]) => keysOf(item, key ? `${key}.${name}` : name));
}

const keys = keysOf(JSON.parse(readFileSync('locales/en/desk.json', 'utf8')) as JsonValue);
/** What stands between quotes, and the beginnings of keys that are put together. */
const literals = new Set([...source.matchAll(/'([\w.-]+)'/g)].map((match) => match[1]));
const beginnings = [...source.matchAll(/`((?:[\w-]+\.)+)\$\{/g)].map((match) => match[1] ?? '');

test('every text is used', () => {
  const unused = keys.filter(
    (key) => !literals.has(key) && !beginnings.some((start) => key.startsWith(start)),
  );
  expect(unused).toEqual([]);
});

test('every text that is asked for by its whole name is there', () => {
  const asked = [...source.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((match) => match[1] ?? '');
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter((key) => !keys.includes(key))).toEqual([]);
});

test('every beginning has texts', () => {
  expect(beginnings.length).toBeGreaterThan(15);
  expect(beginnings.filter((start) => !keys.some((key) => key.startsWith(start)))).toEqual([]);
});
