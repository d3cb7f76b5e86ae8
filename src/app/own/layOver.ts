import path from 'node:path';
import { type Locale, locales } from '../../answers/locales.js';
import type { TextResources } from '../../answers/texts.js';
import type { JsonObject, JsonValue } from '../../base/json.js';
import { makeProblem, type Position, type Problem } from '../../dialogTree/problem.js';
import type { KnowledgeFiles, TextFile } from '../knowledgeFiles.js';
import { type OwnFile, type OwnFiles, ofKind, placeOf } from './ownFiles.js';
import { replacedTexts } from './replacedTexts.js';

export interface LaidOver {
  readonly files: KnowledgeFiles;
  /** Of the own files alone: what could not be read. */
  readonly problems: readonly Problem[];
}

/**
 * An organisation's knowledge over the shipped one: a tree takes the place of the shipped tree of its name, a text that of
 * the shipped text of its key, a procedure that of its id; signatures are added, and its queues are all there are.
 */
export function layOver(shipped: KnowledgeFiles, own: OwnFiles): LaidOver {
  const trees = ofKind(own, 'tree');
  const replaced = new Set(trees.map(({ file }) => path.basename(file)));
  const texts = [...ofKind(own, 'texts'), ...ofKind(own, 'treeTexts')].map(readTexts);
  const checked = texts.map((one) => ({ one, problems: unsayable(shipped.resources, one, replaced) }));
  const sayable = checked.flatMap(({ one, problems }) => (problems.length === 0 ? [one] : []));
  return {
    files: {
      ...shipped,
      trees: [...shipped.trees.filter(({ file }) => !replaced.has(path.basename(file))), ...trees],
      procedures: [...shipped.procedures, ...ofKind(own, 'procedures')],
      queues: ofKind(own, 'queues')[0] ?? shipped.queues,
      signatures: [...shipped.signatures, ...ofKind(own, 'signatures')],
      resources: mergeResources(shipped.resources, sayable),
    },
    problems: [
      ...own.problems,
      ...texts.flatMap(({ problem }) => problem ?? []),
      ...checked.flatMap(({ problems }) => problems),
    ],
  };
}

interface OwnTexts {
  readonly file: OwnFile;
  readonly texts: JsonObject;
  readonly problem: Problem | null;
}

function readTexts(file: OwnFile): OwnTexts {
  try {
    const texts: unknown = JSON.parse(file.text);
    if (isTexts(texts)) return { file, texts, problem: null };
    const message = 'The file is no JSON object of texts.';
    return { file, texts: {}, problem: notTexts(file, { line: 1, column: 1 }, message) };
  } catch (error) {
    return { file, texts: {}, problem: notTexts(file, placeOfError(file.text, error), String(error)) };
  }
}

/** The texts of a tree that is replaced are that tree's own affair. */
function unsayable(
  resources: TextResources,
  { file, texts }: OwnTexts,
  replaced: ReadonlySet<string>,
): readonly Problem[] {
  const namespace = path.posix.basename(file.path, '.json');
  const locale = locales.find((known) => known === placeOf(file.path)?.locale);
  if (locale === undefined || replaced.has(`${namespace}.yaml`)) return [];
  const shipped = Object.hasOwn(resources[locale], namespace) ? resources[locale][namespace] : undefined;
  const mend = 'Use the placeholders of the text that it replaces, and keep its place.';
  // checkProcedureTexts sees to the procedures.
  const filled = namespace === 'procedures' ? onlyLabels(texts) : texts;
  return replacedTexts(shipped ?? {}, filled).map(({ key, message }) => {
    const line = lineOfKey(file.text, key);
    return makeProblem(file.file, { line, column: 1 }, 'placeholder-mismatch', message, mend);
  });
}

function onlyLabels({ labels }: JsonObject): JsonObject {
  return labels === undefined ? {} : { labels };
}

/** Of the key's last part, which mostly stands there once. */
function lineOfKey(text: string, key: string): number {
  const at = text.indexOf(JSON.stringify(key.split('.').at(-1)));
  return text.slice(0, Math.max(0, at)).split('\n').length;
}

function notTexts(file: TextFile, at: Position, message: string): Problem {
  const mend = 'Write { "key": "text" }; a text may lie in groups.';
  return makeProblem(file.file, at, 'not-texts', message, mend);
}

function placeOfError(text: string, error: unknown): Position {
  const before = text.slice(0, offsetOfError(text, String(error))).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** V8 names the offset, or shows the token with the ten characters before it; else the text ends too early. */
function offsetOfError(text: string, message: string): number {
  const named = /at position (\d+)/.exec(message)?.[1];
  if (named !== undefined) return Number(named);
  const [, token = '', cut, shown = ''] =
    /^SyntaxError: Unexpected token '(.)', (\.\.\.)?"(.{1,40})"(?:\.\.\.)? is not/s.exec(message) ?? [];
  const at = shown === '' ? -1 : text.indexOf(shown);
  if (at < 0) return text.length;
  return at + (cut === undefined ? shown.indexOf(token) : 10);
}

function isTexts(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(
    ([key, part]) => key !== '__proto__' && (typeof part === 'string' || isTexts(part)),
  );
}

function mergeResources(shipped: TextResources, own: readonly OwnTexts[]): TextResources {
  const merged = Object.fromEntries(locales.map((locale) => [locale, { ...shipped[locale] }])) as {
    [locale in Locale]: { [namespace: string]: JsonObject };
  };
  for (const { file, texts } of own) {
    const locale = locales.find((known) => known === placeOf(file.path)?.locale);
    if (locale === undefined) continue;
    const namespace = path.posix.basename(file.path, '.json');
    const under = Object.hasOwn(merged[locale], namespace) ? merged[locale][namespace] : undefined;
    merged[locale][namespace] = mergeTexts(under ?? {}, texts);
  }
  return merged;
}

/** Key by key; a group and a text of one name don't mix, the own one takes the place. */
function mergeTexts(under: JsonObject, over: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = Object.hasOwn(under, key) ? under[key] : undefined;
    merged[key] = isTexts(value) && isTexts(below) ? mergeTexts(below, value) : value;
  }
  return merged;
}
