import type { JsonValue } from '../base/json.js';
import type { Finding } from '../diagnosis/diagnosis.js';
import type { LocaleTexts } from './texts.js';

/** Keys of the evidence that hold a fact in figures or names, which needs no translation. */
const factKeys = ['signature', 'key', 'usages', 'keyUsage', 'raw'] as const;

/**
 * The fact a finding rests on: broken rules in the person's language, names and figures as they are, and `because`,
 * which is English, only where the evidence holds nothing else. Null when it holds nothing at all. Not escaped.
 */
export function detailText(finding: Finding, texts: LocaleTexts): string | null {
  const { evidence } = finding;
  const defects = stringsOf(evidence['defects']).map((code) => defectText(code, texts));
  if (defects.length > 0) return texts.list(defects);
  const fact = factKeys.map((key) => stringsOf(evidence[key]).join(', ')).find((text) => text !== '');
  return fact ?? (evidence.because || null);
}

function defectText(code: string, texts: LocaleTexts): string {
  const key = `answers:defect.${code}`;
  return texts.has(key) ? texts.t(key) : code;
}

function stringsOf(value: JsonValue | undefined): readonly string[] {
  const values: readonly JsonValue[] = Array.isArray(value) ? value : [value ?? ''];
  return values.filter((item): item is string => typeof item === 'string' && item !== '');
}
