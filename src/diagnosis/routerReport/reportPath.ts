import { describePresentedChain } from '../../certificates/describePresentedChain.js';
import type { ReportedElement, RouterReport } from './routerReport.js';

/** A certificate of the path as answers show it; dates and the thumbprint are empty where they did not arrive. */
export interface PathCertificate {
  readonly subject: string;
  readonly names: readonly string[];
  readonly issuer: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly thumbprint: string;
}

/** The path that Windows built, leaf first: from the certificates where they arrived, else from the printed lines. */
export function reportPath({ elements, certificates }: RouterReport): readonly PathCertificate[] {
  const described = describePresentedChain(certificates);
  if (elements.length === 0) return described;
  const path: PathCertificate[] = [];
  for (const element of elements) {
    const whole = described.find(({ thumbprint }) => thumbprint === element.thumbprint) ?? printed(element);
    // What follows a gap is no path.
    if (whole === null) break;
    path.push(whole);
  }
  return path;
}

/** What the server calls itself, for a report that lost its URL; null when no name of it arrived. */
export function ownName(report: RouterReport): string | null {
  return reportPath(report)[0]?.names[0]?.replace(/^\w+:/, '') ?? null;
}

function printed({ subject, issuer, names, ...rest }: ReportedElement): PathCertificate | null {
  if (issuer === null || (subject === null && names.length === 0)) return null;
  return {
    subject: subject ?? `CN=${names[0]}`,
    names: names.length > 0 ? names : commonNames(subject),
    issuer,
    notBefore: rest.notBefore ?? '',
    notAfter: rest.notAfter ?? '',
    thumbprint: rest.thumbprint ?? '',
  };
}

function commonNames(subject: string | null): readonly string[] {
  const name = /(?:^|,)\s*CN\s*=\s*([^,]{1,200})/i.exec(subject ?? '')?.[1]?.trim();
  return name === undefined ? [] : [name];
}
