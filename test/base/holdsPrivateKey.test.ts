import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { holdsPrivateKey } from '../../src/base/holdsPrivateKey.js';
import { pkcs7Of } from '../lab/containers.js';
import { pkcs12Of } from '../lab/pkcs12.js';
import { issue, makeAuthority } from '../lab/pki.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const edwards = generateKeyPairSync('ed25519').privateKey;
const encrypted = { cipher: 'aes-256-cbc', passphrase: 'x' } as const;
const pem = String(rsa.export({ type: 'pkcs8', format: 'pem' }));
const authority = makeAuthority({ cn: 'Contoso Root CA' });
const leaf = issue({ cn: 'mail.contoso.com', authority });
const pfx = pkcs12Of({ certificates: [leaf.der], password: 'x' }).toString('base64');

test.each([
  ['PKCS#8 PEM', Buffer.from(pem)],
  ['an encrypted PEM', Buffer.from(String(rsa.export({ type: 'pkcs8', format: 'pem', ...encrypted })))],
  ['a PEM of certificate and key', Buffer.from(`${leaf.certPem}\n${pem}`)],
  ['PEM in UTF-16', Buffer.from(`\ufeff${pem}`, 'utf16le')],
  ['PEM in big-endian UTF-16', Buffer.from(pem, 'utf16le').swap16()],
  ['PKCS#8 DER', rsa.export({ type: 'pkcs8', format: 'der' })],
  ['PKCS#8 DER of an EC key', ec.export({ type: 'pkcs8', format: 'der' })],
  ['PKCS#8 DER of an Ed25519 key', edwards.export({ type: 'pkcs8', format: 'der' })],
  ['encrypted PKCS#8 DER', rsa.export({ type: 'pkcs8', format: 'der', ...encrypted })],
  ['PKCS#1 DER', rsa.export({ type: 'pkcs1', format: 'der' })],
  ['SEC 1 DER', ec.export({ type: 'sec1', format: 'der' })],
  ['base64 without its BEGIN line', rsa.export({ type: 'pkcs8', format: 'der' }).toString('base64')],
  ['a .pfx', pkcs12Of({ certificates: [leaf.der], password: 'x' })],
  ['a .pfx of indefinite length', Buffer.from('3080020103308006092a864886f70d010701a080', 'hex')],
  ['a Java key store', Buffer.from('feedfeed0000000200000001', 'hex')],
  ['a PVK', Buffer.from('1ef1b5b00000000001000000', 'hex')],
  ['a .pfx that certutil encoded', `-----BEGIN CERTIFICATE-----\r\n${pfx}\r\n-----END CERTIFICATE-----\r\n`],
  ['a .pfx in a script', `$pfx = [Convert]::FromBase64String("${pfx}")`],
  ['a .pfx in a script in UTF-16', Buffer.from(`\ufeff$pfx = "${pfx}"`, 'utf16le')],
  ['a JSON Web Key', JSON.stringify(ec.export({ format: 'jwk' }))],
  ['a PuTTY key', 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n'],
])('%s', (_what, content) => {
  expect(holdsPrivateKey(Buffer.from(content))).toBe(true);
});

test.each([
  ['DER', leaf.der],
  ['PEM', Buffer.from(leaf.certPem)],
  ['a .p7b', pkcs7Of([leaf.der, authority.der])],
  ['bare base64', Buffer.from(leaf.der.toString('base64'))],
  ['nothing', Buffer.alloc(0)],
  ['a text that speaks of one', Buffer.from('Is the private key missing? 0x80090325')],
  ['a digit', Buffer.from('0')],
])('a certificate or text is none: %s', (_what, content) => {
  expect(holdsPrivateKey(content)).toBe(false);
});
