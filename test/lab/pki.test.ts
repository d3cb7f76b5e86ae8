import { X509Certificate } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { issue, type KeyType, makeAuthority } from './pki.js';

test.each<KeyType>(['rsa', 'rsa-pss', 'ec', 'ed25519'])(
  'a %s authority signs a certificate that verifies',
  (keyType) => {
    const authority = makeAuthority({ cn: `Contoso ${keyType} CA`, keyType });
    const leaf = issue({
      authority,
      cn: 'mail.contoso.com',
      sans: [{ dns: 'mail.contoso.com' }, { ip: '10.0.0.5' }],
      keyType,
    });
    const read = new X509Certificate(leaf.certPem);
    const issuer = new X509Certificate(authority.der);
    expect(read.checkIssued(issuer)).toBe(true);
    expect(read.verify(issuer.publicKey)).toBe(true);
    expect(read.subjectAltName).toBe('DNS:mail.contoso.com, IP Address:10.0.0.5');
  },
);

test('old, small and forged certificates can be made', () => {
  const root = makeAuthority({ cn: 'Contoso Root CA', pathLen: 1 });
  const other = makeAuthority({ cn: 'Other Root CA' });
  const weak = issue({ authority: 'self', cn: 'ex2007', keyBits: 512, hash: 'md5' });
  const forged = issue({ authority: root, cn: 'mail.contoso.com', signedBy: other });
  expect(new X509Certificate(weak.der).verify(new X509Certificate(weak.der).publicKey)).toBe(true);
  expect(new X509Certificate(forged.der).verify(new X509Certificate(root.der).publicKey)).toBe(false);
  expect(new X509Certificate(makeAuthority({ cn: 'Sub', issuer: root }).der).ca).toBe(true);
});
