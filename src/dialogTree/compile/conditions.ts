import type { JsonValue } from '../../base/json.js';
import type { Facts, FindingsView } from '../dialogServices.js';
import type { Condition } from '../tree.js';

/** Whether all parts of a condition hold. The findings are only judged when a part asks for them. */
export function holds(when: Condition, facts: Facts, findings: () => FindingsView): boolean {
  const { verdict, primary, any, all } = when;
  if (verdict !== undefined && !oneOf(verdict).includes(findings().verdict)) return false;
  if (primary !== undefined && !oneOf(primary).includes(findings().primary ?? 'none')) return false;
  if (any !== undefined && !any.some((code) => findings().codes.includes(code))) return false;
  if (all !== undefined && !all.every((code) => findings().codes.includes(code))) return false;
  return when.fact === undefined || factHolds(when, factAt(facts, when.fact));
}

function factHolds({ equals, in: values, exists }: Condition, fact: JsonValue): boolean {
  if (equals !== undefined) return fact === equals;
  if (values !== undefined) return values.some((value) => value === fact);
  return (fact !== null) === (exists ?? true);
}

/** The fact at a path such as `endpoint.host`; null when it is not known. */
export function factAt(facts: Facts, path: string): JsonValue {
  let value: JsonValue = facts;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return null;
    value = (value as Facts)[part] ?? null;
  }
  return value;
}

function oneOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
