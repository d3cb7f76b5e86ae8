import { findEndpoints } from './findEndpoints.js';
import { parseEndpoint } from './parseEndpoint.js';

const longest = 2048;

/** Where every host is asked for Autodiscover. */
export const autodiscoverPath = '/autodiscover/autodiscover.xml';

/** The domain of the one e-mail address that a text is, as an A-label in lower case; null when it is none. */
export function domainOfAddress(text: string): string | null {
  const [, domain] = /^[^\s@]*@([^\s@/:]{1,255})$/.exec(bare(text)) ?? [];
  return domain === undefined ? null : readDomain(domain);
}

/** The domain of the first e-mail address in a text; null when there is none in its first 2,048 characters. */
export function mentionedMailDomain(text: string): string | null {
  for (const word of text.slice(0, longest).split(/\s+/)) {
    const domain = domainOfAddress(word);
    if (domain !== null) return domain;
  }
  return null;
}

/** The mail domain in an answer: of an e-mail address, or a domain alone or within a sentence; null when there is none. */
export function findMailDomain(text: string): string | null {
  if (text.length > longest) return null;
  const [found] = findEndpoints(text, { bareHosts: true });
  return mentionedMailDomain(text) ?? (found?.ok ? readDomain(found.endpoint.host) : null);
}

/** Whether a text says in words that Autodiscover finds the server. */
export function namesAutodiscover(text: string): boolean {
  return /auto[\s-]?discover|automatic discovery|d[ée]couverte automatique|tự động (?:tìm|khám phá|phát hiện)/iu.test(
    text.slice(0, longest).normalize('NFC'),
  );
}

function bare(text: string): string {
  return text
    .slice(0, longest)
    .trim()
    .replace(/^(?:mailto:|smtp:)/i, '')
    .replace(/^[<("'«“]+|[>)"'»”.,;:!?]+$/g, '');
}

/** `autodiscover.contoso.com` is where one looks for contoso.com. */
function readDomain(text: string): string | null {
  const reading = parseEndpoint(text.replace(/^autodiscover\./i, ''));
  if (!reading.ok || reading.notes.includes('ip-literal')) return null;
  const { host, path } = reading.endpoint;
  return host.includes('.') && path === '/' ? host : null;
}
