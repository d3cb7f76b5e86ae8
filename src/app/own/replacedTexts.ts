import type { JsonObject, JsonValue } from '../../base/json.js';

/** Why a text of an organisation's own cannot stand where the product's does. */
export interface TextMismatch {
  readonly key: string;
  readonly message: string;
}

/**
 * What in own texts would fail when the product comes to say them: a group where it has a text or the other way round, and
 * placeholders that it has no value for there. Keys that the product does not have are the organisation's own.
 */
export function replacedTexts(shipped: JsonObject, own: JsonObject, group = ''): readonly TextMismatch[] {
  return Object.entries(own).flatMap(([name, value]) => {
    // A plural form, or the wording for one error family, is said with the same values.
    const base = Object.hasOwn(shipped, name) ? name : name.replace(/_[^_]*$/, '');
    const there = Object.hasOwn(shipped, base) ? shipped[base] : undefined;
    const key = `${group}${name}`;
    if (isGroup(there) && isGroup(value)) return replacedTexts(there, value, `${key}.`);
    if (there === undefined) return [];
    if (isGroup(there)) return [{ key, message: `"${key}" is a group of texts, not a text.` }];
    if (typeof value !== 'string') return [{ key, message: `"${key}" is a text, not a group of texts.` }];
    const filled = [...placeholdersOf(String(there)), ...(name === base ? [] : ['count'])];
    const unknown = placeholdersOf(value).filter((one) => !filled.includes(one));
    if (unknown.length === 0) return [];
    return [{ key, message: `"${key}" has no value for ${unknown.map((one) => `{{${one}}}`).join(', ')}.` }];
  });
}

function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(/\{\{([^{}]{0,200})\}\}/g)].map(([, inside = '']) => inside.trim());
}

function isGroup(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
