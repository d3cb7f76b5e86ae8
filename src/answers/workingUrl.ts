import { isHostName } from './certificateNames.js';
import type { DiagnosisInput } from './diagnosisInput.js';

/** A name of the certificate that was seen to lead to a server with that very certificate; null when none was. */
export function workingName({ diagnosis }: DiagnosisInput): string | null {
  const mismatch = diagnosis.findings.find(({ code }) => code === 'name-mismatch');
  const names = mismatch?.evidence['workingNames'];
  const name = Array.isArray(names) ? names[0] : null;
  return typeof name === 'string' && isHostName(name) ? name : null;
}

/**
 * The URL that would work in the Server field as it is: the person's own with that name in it. Null when no name is
 * known to lead there, or something else is wrong that the name does not mend.
 */
export function workingUrl(input: DiagnosisInput): string | null {
  const name = workingName(input);
  const blocking = input.diagnosis.findings.filter(({ severity }) => severity === 'blocks');
  if (name === null || blocking.length !== 1 || !URL.canParse(input.url)) return null;
  const url = new URL(input.url);
  url.hostname = name;
  return url.protocol === 'https:' ? `${url.origin}${url.pathname}` : null;
}
