import type { JsonObject, JsonValue } from '../base/json.js';
import type { Choice, TextKey, Tree, TreeNode } from './tree.js';
import { isChoiceSetUse } from './tree.js';

/** The text of a qualified key (`root:hello`) with its `{{placeholders}}` unfilled; null when there is none. */
export type TextLookup = (locale: string, key: string) => string | null;

/** Locale → namespace → texts, as i18next takes them. */
export type TextResources = { readonly [locale: string]: { readonly [namespace: string]: JsonObject } };

const pluralForms = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** A key as it stands in a tree, with the namespace that is meant: the tree's own when it names none. */
export function qualifiedKey(key: TextKey, treeId: string): string {
  return key.includes(':') ? key : `${treeId}:${key}`;
}

/** A lookup in locale files that have been read. */
export function lookupIn(resources: TextResources): TextLookup {
  return (locale, key) => {
    const [namespace, path] = splitKey(key);
    let value: JsonValue | undefined = resources[locale]?.[namespace];
    for (const part of path) {
      if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, part))
        return null;
      value = (value as JsonObject)[part];
    }
    return typeof value === 'string' ? value : null;
  };
}

/** All forms of a text in one locale: the text itself, or its plural forms by suffix. */
export function textForms(lookup: TextLookup, locale: string, key: string): ReadonlyMap<string, string> {
  const forms = new Map<string, string>();
  for (const form of [key, ...pluralForms.map((suffix) => `${key}_${suffix}`)]) {
    const text = lookup(locale, form);
    if (text !== null) forms.set(form, text);
  }
  return forms;
}

export interface TextUse {
  readonly key: string;
  /** Place in the tree, such as `nodes/look/text`. */
  readonly path: string;
}

/** Every text a tree uses, with its place. */
export function textUses(tree: Tree): readonly TextUse[] {
  const nodes = Object.entries(tree.nodes).flatMap(([id, node]) => nodeKeys(`nodes/${id}`, node));
  const sets = Object.entries(tree.choiceSets ?? {}).flatMap(([id, choices]) =>
    choices.flatMap((choice, index) => choiceKeys(`choiceSets/${id}/${index}`, choice)),
  );
  const title = tree.title === undefined ? [] : [use(tree.title, 'title')];
  return [...title, ...nodes, ...sets].map(({ key, path }) => ({ key: qualifiedKey(key, tree.id), path }));
}

function nodeKeys(path: string, node: TreeNode): readonly TextUse[] {
  const uses: TextUse[] = [];
  if ('text' in node && node.text !== undefined) uses.push(use(node.text, `${path}/text`));
  if ('waiting' in node && node.waiting !== undefined) uses.push(use(node.waiting, `${path}/waiting`));
  if ('retry' in node && node.retry !== undefined) uses.push(use(node.retry, `${path}/retry`));
  if ('why' in node && node.why !== undefined) uses.push(use(node.why, `${path}/why`));
  if ('choices' in node) {
    (node.choices ?? []).forEach((entry, index) => {
      if (!isChoiceSetUse(entry)) uses.push(...choiceKeys(`${path}/choices/${index}`, entry));
    });
  }
  return uses;
}

function choiceKeys(path: string, choice: Choice): readonly TextUse[] {
  const title = use(choice.text, `${path}/text`);
  return choice.synonyms === undefined ? [title] : [title, use(choice.synonyms, `${path}/synonyms`)];
}

function use(key: TextKey, path: string): TextUse {
  return { key, path };
}

/** The texts a tree uses, cut out of the locale files in their own form, so that a version can keep them. */
export function pickTexts(tree: Tree, locales: readonly string[], lookup: TextLookup): TextResources {
  const keys = [...new Set(textUses(tree).map(({ key }) => key))].toSorted();
  return Object.fromEntries(
    locales.map((locale) => {
      const namespaces: Record<string, Record<string, JsonValue>> = {};
      for (const key of keys) {
        for (const [form, text] of textForms(lookup, locale, key)) place(namespaces, form, text);
      }
      return [locale, namespaces];
    }),
  );
}

function place(namespaces: Record<string, Record<string, JsonValue>>, key: string, text: string): void {
  const [namespace, path] = splitKey(key);
  namespaces[namespace] ??= {};
  let within = namespaces[namespace];
  for (const part of path.slice(0, -1)) {
    within[part] ??= {};
    within = within[part] as Record<string, JsonValue>;
  }
  const last = path.at(-1);
  if (last !== undefined) within[last] = text;
}

function splitKey(key: string): readonly [string, readonly string[]] {
  const colon = key.indexOf(':');
  return [key.slice(0, colon), key.slice(colon + 1).split('.')];
}
