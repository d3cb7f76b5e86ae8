import { describe, expect, test } from '@jest/globals';
import {
  certificatesInText,
  type GivenCertificates,
} from '../../../src/bot/conversation/givenCertificates.js';
import { pkcs7Of } from '../../lab/containers.js';
import { chainPem, type Issued, issue, makeAuthority } from '../../lab/pki.js';

const root = makeAuthority({ cn: 'Contoso Root CA' });
const issuing = makeAuthority({ cn: 'Contoso Issuing CA', issuer: root });
const named = { cn: 'mail.contoso.com', sans: [{ dns: 'mail.contoso.com' }] };
const leaf = issue({ ...named, authority: issuing });
const p7b = (...chain: readonly Issued[]) => pkcs7Of(chain.map(({ der }) => der));
const base64 = (one: Issued) => one.der.toString('base64');

function namesOf(given: GivenCertificates | null) {
  const cn = (one: GivenCertificates['roots'][number]) => one.subject.commonNames[0];
  return (
    given && {
      roots: given.roots.map(cn),
      intermediates: given.intermediates.map(cn),
      leaf: given.leaf && cn(given.leaf),
    }
  );
}

const whole = {
  roots: ['Contoso Root CA'],
  intermediates: ['Contoso Issuing CA'],
  leaf: 'mail.contoso.com',
};
const alone = { roots: [], intermediates: [], leaf: 'mail.contoso.com' };

describe('certificates in a message', () => {
  test.each([
    ['in any order', chainPem(root, leaf, issuing)],
    ['with words around them', `our chain:\n${chainPem(leaf, issuing)} and the root ${root.certPem}thanks`],
    [
      'as PKCS#7',
      `-----BEGIN PKCS7-----\n${p7b(leaf, issuing, root).toString('base64')}\n-----END PKCS7-----`,
    ],
    [
      'as certutil -encode writes a .p7b',
      `-----BEGIN CERTIFICATE-----\n${p7b(leaf, issuing, root).toString('base64')}\n-----END CERTIFICATE-----`,
    ],
    ['with typographic dashes', chainPem(leaf, issuing, root).replaceAll('-----', '——-')],
  ])('%s', async (_how, text) => {
    expect(namesOf(await certificatesInText(text))).toEqual(whole);
  });

  test('nothing but base64', async () => {
    expect(namesOf(await certificatesInText(`\n ${base64(leaf)} \n`))).toEqual(alone);
    expect(namesOf(await certificatesInText(p7b(issuing, root, leaf).toString('base64')))).toEqual(whole);
  });

  test.each([
    'hello',
    'the CERTIFICATE is wrong',
    'BEGIN CERTIFICATE',
    `MI${'A'.repeat(400)}!`,
    'M'.repeat(400),
    '',
  ])('none in %j', async (text) => {
    expect(await certificatesInText(text)).toBeNull();
  });

  test('cut off or damaged: something was meant, nothing is there', async () => {
    const nothing = { roots: [], intermediates: [], leaf: null };
    for (const text of [
      leaf.certPem.slice(0, 200),
      leaf.certPem.replace(/[a-z]/g, 'A'),
      leaf.certPem.slice(30),
    ])
      expect(namesOf(await certificatesInText(text))).toEqual(nothing);
  });

  test('a private key and a request beside it are told', async () => {
    const masked = `-----BEGIN PRIVATE KEY-----***-----END PRIVATE KEY-----\n${leaf.certPem}`;
    expect(await certificatesInText(masked)).toMatchObject({ privateKey: true, request: false });
    const request = '-----BEGIN CERTIFICATE REQUEST-----\nMIIC\n-----END CERTIFICATE REQUEST-----';
    expect(await certificatesInText(request)).toMatchObject({ privateKey: false, request: true, leaf: null });
  });

  test('a store pasted by mistake is cut short, and so is an absurd certificate', async () => {
    const many = chainPem(...Array.from({ length: 40 }, () => root));
    expect((await certificatesInText(many))?.roots).toHaveLength(16);
    const sans = Array.from({ length: 1000 }, (_, index) => ({ dns: `host-number-${index}.contoso.com` }));
    expect((await certificatesInText(issue({ cn: 'x', sans, authority: issuing }).certPem))?.leaf).toBeNull();
  });

  test('hostile texts take no long time', async () => {
    const begun = performance.now();
    for (const text of [
      `MI${' '.repeat(200_000)}!`,
      '-----BEGIN CERTIFICATE-----'.repeat(8_000),
      `-BEGIN ${'A '.repeat(100_000)}`,
      'CERTIFICATE-----'.repeat(12_000),
    ])
      await certificatesInText(text);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

describe('which is which', () => {
  const cn = 'EX01';
  test.each<[string, Issued, keyof GivenCertificates]>([
    ['a root', root, 'roots'],
    ['Exchange’s own self-signed certificate', issue({ ...named, authority: 'self' }), 'leaf'],
    [
      'one that openssl req -x509 made for a server',
      issue({ ...named, authority: 'self', isCa: true }),
      'leaf',
    ],
    ['an old root without extensions', makeAuthority({ cn: 'Old Root CA', version: 1 }), 'roots'],
    ['a self-signed one that is no authority', issue({ cn, authority: 'self', eku: null }), 'leaf'],
    [
      'a forged root',
      issue({ ...named, cn, sans: [], authority: 'self', isCa: true, eku: null, signedBy: issuing }),
      'leaf',
    ],
    ['a subordinate authority', issuing, 'intermediates'],
  ])('%s', async (_what, certificate, place) => {
    const given = await certificatesInText(certificate.certPem);
    const found = given?.[place];
    expect(Array.isArray(found) ? found.length : found).toBeTruthy();
  });
});
