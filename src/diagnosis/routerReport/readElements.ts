import type { ReportField } from './reportFields.js';
import {
  readBoolean,
  readChainStatus,
  readDate,
  readLine,
  readNames,
  readThumbprint,
} from './reportValues.js';
import type { ReportedElement } from './routerReport.js';

const most = 10;

const nothing: ReportedElement = {
  subject: null,
  issuer: null,
  names: [],
  notBefore: null,
  notAfter: null,
  thumbprint: null,
  status: [],
  inMachineRoot: null,
  inUserRoot: null,
};

/**
 * The certificates of the path as the script lists them. A number that got lost is told by the subject, which begins
 * each; a verdict begins the list anew, since every handshake prints one.
 */
export function readElements(fields: readonly ReportField[]): {
  readonly elements: readonly ReportedElement[];
  /** Of all elements together. */
  readonly chainStatus: readonly string[];
} {
  const elements: ReportedElement[] = [];
  let at = 0;
  for (const field of fields) {
    if (field.name === 'policyErrors') {
      elements.length = 0;
      at = 0;
    }
    if (field.index !== null && field.name !== 'handshake') at = field.index;
    else if (field.name === 'subject' && elements[at]?.subject) at += 1;
    const part = at < most ? partOf(field) : null;
    if (part === null) continue;
    while (elements.length <= at) elements.push(nothing);
    elements[at] = { ...(elements[at] ?? nothing), ...part };
  }
  return { elements, chainStatus: [...new Set(elements.flatMap(({ status }) => status))] };
}

function partOf({ name, value }: ReportField): Partial<ReportedElement> | null {
  switch (name) {
    case 'subject':
      return { subject: readLine(value) };
    case 'issuer':
      return { issuer: readLine(value) };
    case 'names':
      return { names: readNames(value) };
    case 'notBefore':
      return { notBefore: readDate(value) };
    case 'notAfter':
      return { notAfter: readDate(value) };
    case 'thumbprint':
      return { thumbprint: readThumbprint(value) };
    case 'status':
      return { status: readChainStatus(value) };
    case 'inMachineRoot':
      return { inMachineRoot: readBoolean(value) };
    case 'inUserRoot':
      return { inUserRoot: readBoolean(value) };
    default:
      return null;
  }
}
