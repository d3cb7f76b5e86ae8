/** The field of a card into which a person writes an address that is to be kept; in all other places addresses are masked. */
export const mailAddressField = 'mailAddress';

/** RFC 5321, 4.5.3.1: what a path may hold without its brackets. */
const longest = 254;
const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/**
 * Whether a text is one e-mail address that mail can be sent to: dot-atom before the @ (RFC 5322, 3.4.1), a host name with
 * a dot behind it. Quoted local parts and address literals are refused, and so is everything that could end a header line.
 */
export function isMailAddress(text: string): boolean {
  if (text.length > longest) return false;
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(0, at));
  const labels = text.slice(at + 1).split('.');
  return local.length <= 64 && localPart.test(local) && labels.length > 1 && labels.every(isLabel);
}

function isLabel(text: string, index: number, labels: readonly string[]): boolean {
  const last = index === labels.length - 1;
  return label.test(text) && !(last && /^\d+$/.test(text));
}
