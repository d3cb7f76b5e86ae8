import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFile } from '../../../src/bot/files/readFile.js';
import { pkcs7Of } from '../../lab/containers.js';
import { pkcs12Of } from '../../lab/pkcs12.js';
import { issue, makeAuthority } from '../../lab/pki.js';

const root = makeAuthority({ cn: 'Contoso Root CA' });
const leaf = issue({ cn: 'mail.contoso.com', authority: root, sans: [{ dns: 'mail.contoso.com' }] });
const p7b = pkcs7Of([root.der, leaf.der]);
const pem = (label: string, der: Buffer) =>
  `-----BEGIN ${label}-----\n${der.toString('base64')}\n-----END ${label}-----\n`;
const squeezed = (text: string) => text.replace(/\s/g, '');

test.each([
  ['DER', leaf.der, [leaf]],
  ['DER, one after the other', Buffer.concat([leaf.der, root.der]), [leaf, root]],
  ['PEM', Buffer.from(leaf.certPem), [leaf]],
  ['PEM in UTF-16', Buffer.from(`\ufeff${leaf.certPem}`, 'utf16le'), [leaf]],
  ['base64 without its BEGIN line', Buffer.from(leaf.der.toString('base64')), [leaf]],
  ['an old form of PEM', Buffer.from(pem('X509 CERTIFICATE', leaf.der)), [leaf]],
  ['.p7b, the server’s own first', p7b, [leaf, root]],
  ['.p7b as PEM', Buffer.from(pem('PKCS7', p7b)), [leaf, root]],
])('%s is read as the PEM of its certificates', async (_what, bytes, certificates) => {
  const reading = await readFile(bytes);
  if (!reading.ok) throw new Error(reading.problem);
  expect(squeezed(reading.text)).toBe(squeezed(certificates.map(({ certPem }) => certPem).join('')));
});

test.each([
  [
    'an error that begins with a digit',
    '0x80090325: the chain was issued by an authority that is not trusted',
  ],
  ['a report that holds a certificate', `Leaf: mail.contoso.com\n${leaf.certPem}End`],
  ['markup', '<svg onload="alert(1)"/>'],
  ['a request', pem('CERTIFICATE REQUEST', Buffer.from('3030020100', 'hex'))],
  ['one word', 'MI'],
])('%s is text', async (_what, text) => {
  expect(await readFile(Buffer.from(text))).toEqual({ ok: true, text });
});

test.each([
  ['empty', Buffer.alloc(0)],
  ['empty', Buffer.from('\ufeff \r\n')],
  ['private-key', pkcs12Of({ certificates: [leaf.der], withKeyOf: leaf.der, password: 'x' })],
  ['private-key', Buffer.from(leaf.keyPem)],
  ['private-key', Buffer.from(leaf.certPem + leaf.keyPem)],
  ['picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['picture', Buffer.from('ffd8ffe000104a46494600010101', 'hex')],
  ['picture', Buffer.from('524946462400000057454250', 'hex')],
  ['damaged-certificate', leaf.der.subarray(0, 200)],
  ['damaged-certificate', Buffer.concat([leaf.der.subarray(0, 40), Buffer.alloc(leaf.der.length - 40)])],
  ['unknown-kind', Buffer.from('504b03041400000008000000210000000000000000000000', 'hex')],
  ['unknown-kind', Buffer.alloc(1_000)],
])('%s', async (problem, bytes) => {
  expect(await readFile(bytes)).toEqual({ ok: false, problem });
});

test('whatever comes, it answers', async () => {
  const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array));
  const mutated = fc
    .tuple(fc.constantFrom(leaf.der, p7b), fc.nat(), fc.nat(255))
    .map(([der, at, byte]) => Buffer.from(der).fill(byte, at % der.length, (at % der.length) + 1));
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes, mutated), async (file) => {
      expect(typeof (await readFile(file)).ok).toBe('boolean');
    }),
    { numRuns: 500 },
  );
});
