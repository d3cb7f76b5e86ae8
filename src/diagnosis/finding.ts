import type { JsonObject } from '../base/json.js';
import type { Finding, FindingCode, Severity } from './diagnosis.js';
import type { Examination } from './examination.js';

/** Looks for one kind of finding; null when it does not hold. Pure. */
export type Check = (examination: Examination) => Finding | null;

export function blocks(code: FindingCode, because: string, evidence: JsonObject = {}): Finding {
  return finding(code, 'blocks', because, evidence);
}

export function warns(code: FindingCode, because: string, evidence: JsonObject = {}): Finding {
  return finding(code, 'warns', because, evidence);
}

export function finding(
  code: FindingCode,
  severity: Severity,
  because: string,
  evidence: JsonObject,
): Finding {
  return { code, severity, evidence: { because, ...evidence } };
}
