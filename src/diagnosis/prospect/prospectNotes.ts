import { hostMatches } from '../../certificates/namesMatch.js';
import type { Finding, ServerGeneration } from '../diagnosis.js';
import { mailDomain } from './mailDomain.js';
import { namesOf } from './namesOf.js';
import type { ProspectNote } from './prospect.js';
import type { ProspectEvidence } from './prospectEvidence.js';
import { publicCaRefusal } from './publicCaRefusal.js';

type Exchange = ServerGeneration['exchange'];

/** Before the release of 2016 a key had to lie with a cryptographic service provider, KeySpec 1. */
const oldExchange: readonly Exchange[] = ['2003', '2007', '2010', '2013', null];

/** What should be known of it before it is installed, though the Router's error does not hang on it. */
export function prospectNotes(
  findings: readonly Finding[],
  { certificates: [leaf], host, exchange, present }: ProspectEvidence,
): readonly ProspectNote[] {
  if (exchange === 'online') return [];
  const warnings = findings
    .filter(({ severity }) => severity !== 'blocks')
    .map((finding): ProspectNote => ({ code: 'finding', finding }));
  const names = namesOf(leaf);
  const held = (name: string) => names.some((pattern) => hostMatches(name, pattern));
  const domain = host === null ? null : mailDomain(host);
  const autodiscover = domain === null ? null : `autodiscover.${domain}`;
  const lost = (present?.leaf ? namesOf(present.leaf) : []).filter(
    (name) => name !== host && !held(name) && !names.includes(name) && publicCaRefusal(name) === null,
  );
  return [
    ...warnings,
    // Those that have no Autodiscover now, or name it below, need no guess.
    ...(autodiscover !== null && !held(autodiscover) && !lost.includes(autodiscover)
      ? [{ code: 'autodiscover', name: autodiscover } as const]
      : []),
    ...(lost.length > 0 ? [{ code: 'lost-names', names: lost } as const] : []),
    ...(leaf.key.type === 'rsa' && oldExchange.includes(exchange) ? [{ code: 'key-provider' } as const] : []),
  ];
}
