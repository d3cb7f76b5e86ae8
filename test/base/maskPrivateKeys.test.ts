import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { maskPrivateKeys } from '../../src/base/maskPrivateKeys.js';
import { pkcs7Of } from '../lab/containers.js';
import { pkcs12Of } from '../lab/pkcs12.js';
import { issue, makeAuthority } from '../lab/pki.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const curve = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey;
const encrypted = { cipher: 'aes-256-cbc', passphrase: 'x' } as const;
const authority = makeAuthority({ cn: 'Contoso Root CA' });
const leaf = issue({ cn: 'mail.contoso.com', authority });
const lines = (base64: string) => (base64.match(/.{1,64}/g) ?? []).join('\n');

const ders: readonly (readonly [string, Buffer])[] = [
  ['PKCS#8', rsa.export({ type: 'pkcs8', format: 'der' })],
  ['PKCS#1', rsa.export({ type: 'pkcs1', format: 'der' })],
  ['encrypted PKCS#8', rsa.export({ type: 'pkcs8', format: 'der', ...encrypted })],
  ['Ed25519', generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' })],
  ['P-521', curve('P-521').export({ type: 'pkcs8', format: 'der' })],
  ['P-384 as SEC 1', curve('P-384').export({ type: 'sec1', format: 'der' })],
  ['a .pfx', pkcs12Of({ certificates: [leaf.der], password: 'x' })],
];
const wrappings: readonly (readonly [string, (base64: string) => string])[] = [
  ['alone', (base64) => base64],
  ['behind words', (base64) => `This is the file:\n\n${lines(base64)}\n\nWhat now?`],
  ['as certutil -encode writes it', (base64) => pem('CERTIFICATE', base64)],
  ['as PKCS12', (base64) => pem('PKCS12', base64)],
  ['behind a certificate', (base64) => `${leaf.certPem}${pem('CERTIFICATE', base64)}`],
  ['in JSON', (base64) => JSON.stringify({ pfx: lines(base64), name: 'contoso' })],
  ['in a script', (base64) => `$pfx = [Convert]::FromBase64String("${base64}")`],
  ['as a data URL', (base64) => `data:application/x-pkcs12;base64,${base64}`],
  ['in a quoted mail', (base64) => lines(base64).replace(/^/gm, '> ')],
];

function pem(label: string, base64: string): string {
  return `-----BEGIN ${label}-----\r\n${lines(base64).replaceAll('\n', '\r\n')}\r\n-----END ${label}-----\r\n`;
}

test.each(ders.flatMap(([kind, der]) => wrappings.map(([how, wrap]) => [kind, how, der, wrap] as const)))(
  '%s, %s',
  (_kind, _how, der, wrap) => {
    const base64 = der.toString('base64');
    const masked = maskPrivateKeys(wrap(base64));
    expect(masked).not.toContain(base64.slice(28, 44));
    expect(masked.replace(/\W/g, '')).not.toContain(base64.replace(/\W/g, '').slice(-24));
    expect(maskPrivateKeys(masked)).toBe(masked);
  },
);

const rsaPem = String(rsa.export({ type: 'pkcs8', format: 'pem' }));
const inside = rsaPem.split('\n')[9] ?? '';

test.each([
  ['the end of a PEM alone', rsaPem.split('\n').slice(5).join('\n')],
  ['four dashes', rsaPem.replaceAll('-----', '---- ')],
  ['HTML', rsaPem.replaceAll('PRIVATE KEY', 'PRIVATE&nbsp;KEY').replaceAll('\n', '<br>')],
  ['unseen characters', rsaPem.replaceAll('PRIVATE KEY', 'PRIVATE\u200b KEY')],
])('%s', (_how, text) => {
  expect(maskPrivateKeys(text)).not.toContain(inside);
});

test('A JSON Web Key keeps what is public', () => {
  const key = rsa.export({ format: 'jwk' });
  const masked = maskPrivateKeys(JSON.stringify(key));
  expect(masked).toContain(String(key.n));
  for (const secret of [key.d, key.p, key.q, key.dp, key.dq, key.qi])
    expect(masked).not.toContain(String(secret));
});

test("The XML of .NET's keys", () => {
  expect(maskPrivateKeys('<RSAKeyValue><D>q83vq83vq83vq83vq83v</D></RSAKeyValue>')).not.toContain('q83v');
});

test('Hexadecimal', () => {
  const hex = rsa.export({ type: 'pkcs8', format: 'der' }).toString('hex');
  for (const text of [hex, hex.replace(/../g, '$& '), hex.toUpperCase().replace(/.{32}/g, '$&\n')])
    expect(maskPrivateKeys(text).trim()).toBe('***');
});

test.each([
  ['PEM', leaf.certPem],
  ['base64', lines(leaf.der.toString('base64'))],
  ['hexadecimal', leaf.der.toString('hex')],
  ['a .p7b', pem('PKCS7', pkcs7Of([leaf.der, authority.der]).toString('base64'))],
  [
    'a public key',
    String(
      generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'pkcs1', format: 'pem' }),
    ),
  ],
  ['words', 'Is the private key missing? Thumbprint 30 82 01 0a 02 82 01 01'],
])('What is no key stays: %s', (_what, text) => {
  expect(maskPrivateKeys(text)).toBe(text);
});

test.each([
  'MIIA',
  'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC ab ',
  'END PRIVATE KEY--\n',
  '30 82 ',
  '<D>A',
  "'kty''d':'",
])('takes no more than its time: %j again and again', (unit) => {
  const begin = performance.now();
  maskPrivateKeys(unit.repeat(200_000 / unit.length));
  expect(performance.now() - begin).toBeLessThan(1_500);
});
