/** One testcase of an x509-limbo file, as far as it is needed here. */
export interface LimboCase {
  readonly id: string;
  readonly description: string;
  readonly trusted_certs: readonly string[];
  readonly untrusted_intermediates: readonly string[];
  readonly peer_certificate: string;
  /** ISO 8601; null is now. */
  readonly validation_time: string | null;
  readonly expected_result: 'SUCCESS' | 'FAILURE';
  readonly expected_peer_name: { readonly kind: string; readonly value: string } | null;
  /** `gate`: a disagreement is a fault here. Absent in the suite's own file. */
  readonly suggested?: string;
}

/** Throws a TypeError when the text is no limbo file. */
export function readLimboCases(json: string): readonly LimboCase[] {
  const { testcases } = JSON.parse(json) as { readonly testcases?: readonly LimboCase[] };
  if (!Array.isArray(testcases)) throw new TypeError('the file holds no testcases');
  return testcases;
}
