import { escapeMarkdown } from '../../answers/escapeMarkdown.js';
import type { Certificate } from '../../certificates/certificate.js';
import { activeFacts, describe, enterTree } from '../../dialogTree/activeTree.js';
import type { Facts } from '../../dialogTree/dialogServices.js';
import { asFacts, type CaseFacts, caseFacts } from './caseFacts.js';
import type { GivenCertificates } from './givenCertificates.js';
import { keepLatest } from './keepLatest.js';
import { placeCertificate } from './placeCertificate.js';
import { say } from './say.js';
import { showPlace } from './showPlace.js';
import type { SupportTurn } from './supportTurn.js';

/** The tree that answers whether a certificate would work, and its node that sees what is known and what to ask for. */
const checkingTree = 'certificate-check';
const checkingNode = 'judge';
/** The tree in which a server is judged anew when an authority became known. */
const lookingTree = 'email-router-trust';

/**
 * Certificates that a person gave, pasted or as a file: roots are trusted in this case from now on, intermediates close
 * paths, and a server's own is either the one it shows or one that is to be installed there.
 *
 * @param told what the person said along with them
 */
export async function takeCertificates(
  support: SupportTurn,
  given: GivenCertificates,
  told: Facts = {},
): Promise<void> {
  const { dc, knowledge, turn } = support;
  if (given.privateKey) await say(support, 'bot:privateKey');
  const found = given.leaf !== null || given.roots.length + given.intermediates.length > 0;
  if (!found) {
    if (given.request) await say(support, 'bot:certificateRequest');
    else if (!given.privateKey) await say(support, 'bot:certificateUnreadable');
    return showPlace(support);
  }
  await sayAuthorities(support, given);
  const before = caseFacts({ ...activeFacts(dc), ...told });
  const checking = describe(dc)?.treeId === checkingTree;
  const facts = { ...told, ...learned(before, given, checking) };
  const placed = {
    ...facts,
    ...placeCertificate(knowledge.judge, caseFacts({ ...asFacts(before), ...facts }), turn.now),
  };
  if (given.leaf !== null || checking) {
    if (given.leaf === null && !before.certificate) await say(support, 'bot:authorityOnly');
    await enterTree(dc, checkingTree, { node: checkingNode, facts: placed });
  } else {
    await enterTree(dc, lookingTree, { node: 'where-we-stood', facts: placed });
  }
}

async function sayAuthorities(
  support: SupportTurn,
  { roots, intermediates, leaf }: GivenCertificates,
): Promise<void> {
  const texts = support.knowledge.texts.in(support.locale);
  const names = (certificates: readonly Certificate[]) =>
    texts.list(certificates.map(({ subject }) => escapeMarkdown(subject.commonNames.at(-1) ?? subject.text)));
  if (roots.length > 0) await say(support, 'bot:rootsTaken', { names: names(roots) });
  // Beside a server's own they are what anybody expects, and the answer counts them.
  if (intermediates.length > 0 && leaf === null)
    await say(support, 'bot:intermediatesTaken', { names: names(intermediates) });
}

function learned(before: CaseFacts, given: GivenCertificates, checking: boolean): Facts {
  const { roots, intermediates, leaf } = given;
  const authorities = asFacts({
    roots: keepLatest(before.roots, roots.map(toPem)),
    intermediates: keepLatest(before.intermediates, intermediates.map(toBase64)),
  });
  if (leaf === null) return authorities;
  return {
    ...authorities,
    ...asFacts({
      certificate: toBase64(leaf),
      // One that stood for the server's own goes on doing so while others are tried.
      serverCertificate: currentCertificate(before),
      // What a certificate given elsewhere is for, nobody has said.
      certificateFor: checking ? (before.certificateFor ?? null) : null,
      certificateIs: checking ? (before.certificateIs ?? null) : null,
    }),
  };
}

function currentCertificate({ certificate, certificateIs, serverCertificate }: CaseFacts): string | null {
  return (certificateIs === 'current' ? certificate : serverCertificate) ?? null;
}

function toBase64({ der }: Certificate): string {
  return der.toString('base64');
}

function toPem(certificate: Certificate): string {
  const lines = toBase64(certificate).match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
