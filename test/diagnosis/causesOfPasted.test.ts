import { describe, expect, test } from '@jest/globals';
import { issue, makeAuthority } from '../lab/pki.js';
import { failureOf, healthyTls, host, judge, recordOf } from './evidence.js';

const span = { notBefore: new Date('2026-01-01'), notAfter: new Date('2027-01-01') };
const root = makeAuthority({ cn: 'Contoso Root CA', ...span });
const leaf = issue({ cn: host, sans: [{ dns: host }], authority: root, ...span });
const selfSigned = issue({ cn: host, sans: [{ dns: host }], authority: 'self', ...span });
const seen = recordOf([leaf, root]);
const old = { ...healthyTls, version: 'TLSv1' as const, versions: { TLSv1: true } };
const internal = failureOf('dns-failure', { evidence: { internalName: true } });

const judged = (pastedFamily: string, record = seen) => judge(record, undefined, { pastedFamily });
const causes = (pastedFamily: string, record = seen) => judged(pastedFamily, record).causes;

describe('another program', () => {
  const bare = issue({ cn: host, sans: [], authority: root, ...span });

  test('reads no name but the SAN, unlike .NET', () => {
    const { causes: found, resolutions } = judged('other-runtime-trust', recordOf([bare]));
    expect(found).toContain('no-san');
    expect(found).not.toContain('router-differs');
    expect(resolutions).toContain('replace-certificate');
    expect(causes('trust-relationship', recordOf([bare]))).not.toContain('no-san');
  });

  test('is not blamed on a SAN that is there', () => {
    expect(causes('other-runtime-trust', recordOf([selfSigned]))).toEqual(['self-signed']);
  });
});

describe('no secure channel', () => {
  test('a server that speaks TLS 1.2 or newer alone leaves the Router as the old one', () => {
    const { causes: found, resolutions } = judged('tls-protocol', recordOf([selfSigned]));
    expect(found).toEqual(['old-client', 'self-signed']);
    expect(resolutions.slice(0, 2)).toEqual(['enable-tls12', 'replace-certificate']);
  });

  test('where it speaks old and new, the version alone explains nothing', () => {
    const both = { ...healthyTls, versions: { TLSv1: true, 'TLSv1.2': true } };
    expect(causes('tls-protocol', recordOf([selfSigned], { tls: both }))[0]).toBe('handshake');
  });

  test('a fault of the server’s own TLS is the cause', () => {
    expect(causes('tls-protocol', recordOf([leaf], { tls: old }))).toContain('old-tls');
    expect(causes('tls-protocol', recordOf([leaf], { tls: old }))).not.toContain('old-client');
    for (const code of ['not-tls', 'handshake-failure'] as const)
      expect(causes('tls-protocol', recordOf([], failureOf(code)))).toEqual([
        code === 'not-tls' ? 'not-tls' : 'handshake',
      ]);
    expect(causes('tls-protocol', recordOf([], failureOf('client-cert-required')))).toEqual([
      'client-certificate',
    ]);
  });

  test.each(['dns-failure', 'refused', 'timeout'] as const)(
    'the Router got as far as TLS, so %s here is not why it fails',
    (code) => expect(causes('tls-protocol', recordOf([], failureOf(code)))).toEqual(['handshake']),
  );

  test('what may not be looked at is said beside', () => {
    expect(causes('tls-protocol', recordOf([], failureOf('blocked')))).toEqual(['handshake', 'not-visible']);
  });
});

describe('a name that the Router can’t resolve', () => {
  test('resolves here: its own DNS differs, before all that the certificate lacks', () => {
    const { causes: found, resolutions } = judged('name-resolution', recordOf([selfSigned]));
    expect(found).toEqual(['router-dns', 'self-signed']);
    expect(resolutions.slice(0, 2)).toEqual(['fix-dns', 'replace-certificate']);
  });

  test('nor can the bot: the name itself', () => {
    expect(causes('name-resolution', recordOf([], failureOf('dns-failure')))).toEqual(['dns']);
    expect(causes('name-resolution', recordOf([], internal))).toEqual(['internal-name']);
  });

  test('a server that refuses the bot is no reason for a name error', () => {
    expect(causes('name-resolution', recordOf([], failureOf('refused')))).toEqual(['router-dns']);
  });
});

describe('a server that the Router can’t reach', () => {
  test('answers here: the way is closed', () => {
    const { causes: found, resolutions } = judged('unreachable');
    expect(found[0]).toBe('router-network');
    expect(resolutions[0]).toBe('open-firewall');
  });

  test.each(['refused', 'timeout'] as const)('nor can the bot: %s', (code) =>
    expect(causes('unreachable', recordOf([], failureOf(code)))).toEqual([code]),
  );

  test('the Router found an address, so that the name is unknown here is not why it fails', () => {
    expect(causes('unreachable', recordOf([], internal))).toEqual(['router-network']);
  });
});

test('an Outlook alert has the causes of the certificate', () => {
  expect(causes('outlook-certificate', recordOf([selfSigned]))).toEqual(['self-signed']);
});
