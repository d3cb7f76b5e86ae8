import type { Certificate } from '../../certificates/certificate.js';
import { altNameText } from '../../certificates/generalName.js';

/** The names that a server is known by: `DNS:…` and `IP:…` of the SAN, or the common names where it has neither. */
export function certificateNames({ subject, extensions }: Certificate): readonly string[] {
  const names = (extensions.subjectAltNames ?? []).flatMap((name) => altNameText(name) ?? []);
  return names.length > 0 ? names : subject.commonNames;
}
