import type { Locale } from '../../answers/locales.js';
import { findEndpoints } from '../../base/findEndpoints.js';
import {
  domainOfAddress,
  findMailDomain,
  mentionedMailDomain,
  namesAutodiscover,
} from '../../base/mailDomain.js';
import { parseEndpoint } from '../../base/parseEndpoint.js';
import type { InputReading } from '../../dialogTree/dialogServices.js';
import type { Recognizer } from '../../recognizer/makeRecognizer.js';
import { asFacts, autodiscoverFacts, endpointFacts, type ReportedFacts } from './caseFacts.js';

/** What a prompt's `expect` may name. `error` takes any text: the recognizeError node after it decides. */
export const expectations = [
  'error',
  'endpoint',
  'mailDomain',
  'reportEndpoint',
  'routerReport',
  'certificate',
] as const;

const unread: InputReading = { ok: false, retry: null };

export function readInput(
  recognizer: Recognizer,
  locale: Locale,
  expect: string,
  text: string,
): InputReading {
  switch (expect) {
    case 'error':
      // An address is no error; the bot looks at it.
      return namesServer(text) ? unread : { ok: true, facts: {} };
    case 'endpoint':
      return readEndpoint(text);
    case 'reportEndpoint':
      return keepingReport(readEndpoint(text));
    case 'mailDomain':
      return readMailDomain(text);
    case 'routerReport':
      return readReport(recognizer, locale, text);
    case 'certificate':
      // Certificates are taken at any moment, before the tree is asked: what comes here is none.
      return unread;
    default:
      return unread;
  }
}

function namesServer(text: string): boolean {
  return (
    findEndpoints(text, { bareHosts: true }).some(({ ok }) => ok) ||
    domainOfAddress(text) !== null ||
    asksAutodiscover(text)
  );
}

/** Few words that say how the server is found, not what failed. */
export function asksAutodiscover(text: string): boolean {
  return text.length < 60 && namesAutodiscover(text);
}

/** The whole answer as one endpoint first, since "exch01" alone is a host here; then an endpoint inside a sentence. */
function readEndpoint(text: string): InputReading {
  const whole = parseEndpoint(text);
  const domain = whole.ok ? null : (domainOfAddress(text) ?? autodiscoverDomain(text));
  if (domain !== null) return { ok: true, facts: autodiscoverFacts(domain) };
  const reading = whole.ok ? whole : findEndpoints(text, { bareHosts: true }).find(({ ok }) => ok);
  if (reading?.ok) return { ok: true, facts: endpointFacts(reading) };
  const mentioned = mentionedMailDomain(text);
  if (mentioned !== null) return { ok: true, facts: autodiscoverFacts(mentioned) };
  const several = whole.ok || whole.problem === 'several-words' || whole.problem === 'empty';
  return several ? unread : { ok: false, retry: 'bot:endpointProblem' };
}

/** The endpoint of a report that lost its own: the report stays. */
function keepingReport(reading: InputReading): InputReading {
  if (!reading.ok) return reading;
  const { routerReport: _, ...facts } = reading.facts;
  return { ok: true, facts };
}

/** "It uses Autodiscover, contoso.com"; a URL beside it is what is meant. */
function autodiscoverDomain(text: string): string | null {
  return namesAutodiscover(text) && !/https?:\/\//i.test(text) ? findMailDomain(text) : null;
}

function readMailDomain(text: string): InputReading {
  const domain = findMailDomain(text);
  return domain === null ? unread : { ok: true, facts: autodiscoverFacts(domain) };
}

function readReport(recognizer: Recognizer, locale: Locale, text: string): InputReading {
  const reading = recognizer.readReportedCertificate(text, locale);
  if (!reading.ok) return unread;
  const reported: ReportedFacts = reading.reported;
  // What was told last counts.
  return { ok: true, facts: asFacts({ reported, routerReport: null }) };
}
