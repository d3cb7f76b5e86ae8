import type { JsonValue } from '../base/json.js';

/** The texts of a list in a finding's evidence; none when it is no list. */
export function stringsOf(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
