import { describe, expect, test } from '@jest/globals';
import { buildOcspRequest, isCertificateId } from '../../src/certificates/certificateId.js';
import { derChildren, readDer } from '../../src/certificates/derReader.js';
import { readCrl } from '../../src/certificates/readCrl.js';
import { readOcspResponse } from '../../src/certificates/readOcspResponse.js';
import type { RevocationAnswer } from '../../src/certificates/revocationStatus.js';
import { bitString, explicit, integer, sequence, time } from '../lab/derWriter.js';
import {
  encodeName,
  type Issued,
  issue,
  type KeyType,
  makeAuthority,
  signatureAlgorithm,
} from '../lab/pki.js';
import {
  around,
  type CrlOptions,
  crl,
  distributionPoint,
  type OcspOptions,
  ocspRefusal,
  ocspResponse,
} from '../lab/revocation.js';
import { readIssued } from './readIssued.js';

const at = new Date('2026-11-22T10:00:00Z');
const dates = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-12-31T00:00:00Z') };
const listUrl = 'http://pki.contoso.com/issuing.crl';
const issuer = makeAuthority({ cn: 'Contoso Issuing CA', ...dates });
const stranger = makeAuthority({ cn: 'Fabrikam CA', ...dates });
const certificate = leafOf(issuer);
const neighbour = leafOf(issuer);
const revokedAt = new Date('2026-11-01T12:00:00Z');
const revoked = { revokedAt, reason: 1 };

function leafOf(authority: Issued): Issued {
  return issue({ authority, cn: 'mail.contoso.com', crlUrls: [listUrl], ...dates });
}

function responder(more: Partial<Parameters<typeof issue>[0]> = {}): Issued {
  return issue({ authority: issuer, cn: 'Contoso OCSP', eku: ['1.3.6.1.5.5.7.3.9'], ...dates, ...more });
}

function question(about: Issued = certificate, by: Issued = issuer) {
  return { certificate: readIssued(about), issuer: readIssued(by), at };
}

/** `good`, `revoked`, `unknown`, or why the answer counts for nothing. */
function outcome(answer: RevocationAnswer): string {
  return answer.ok ? answer.answer.status : answer.problem;
}

function ocsp(options: Partial<OcspOptions> = {}): RevocationAnswer {
  const bytes = ocspResponse({ certificate, issuer, status: 'good', ...around(at), ...options });
  return readOcspResponse(bytes, question());
}

describe('an OCSP response', () => {
  test('says good, unknown, or when and why the certificate was revoked', () => {
    expect(outcome(ocsp())).toBe('good');
    expect(outcome(ocsp({ status: 'unknown' }))).toBe('unknown');
    expect(ocsp({ status: revoked })).toEqual({
      ok: true,
      answer: { status: 'revoked', revokedAt, reason: 'keyCompromise', ...around(at) },
    });
    expect(ocsp({ status: { revokedAt } })).toMatchObject({ ok: true, answer: { reason: null } });
  });

  test.each<KeyType>(['rsa', 'rsa-pss', 'ec', 'ed25519'])('holds under a %s key', (keyType) => {
    const authority = makeAuthority({ cn: `Contoso ${keyType} CA`, keyType, ...dates });
    const leaf = leafOf(authority);
    const bytes = ocspResponse({ certificate: leaf, issuer: authority, status: 'good', ...around(at) });
    expect(outcome(readOcspResponse(bytes, question(leaf, authority)))).toBe('good');
    const list = crl({ issuer: authority, revoked: [{ certificate: leaf, at: revokedAt }], ...around(at) });
    expect(outcome(readCrl(list, question(leaf, authority)))).toBe('revoked');
  });

  test('may name the responder by its name, and the certificate by SHA-256', () => {
    expect(outcome(ocsp({ responderByName: true, hash: 'sha256' }))).toBe('good');
  });

  test('may be signed by one whom the issuer named for it', () => {
    const signer = responder();
    expect(outcome(ocsp({ signer, attached: [signer], status: revoked }))).toBe('revoked');
  });

  test.each<[string, () => Partial<OcspOptions>]>([
    ['a forged signature', () => ({ signedBy: stranger })],
    ['a stranger', () => ({ signer: stranger, attached: [stranger] })],
    ['a responder that is not sent along', () => ({ signer: responder() })],
    ['a server certificate of the same issuer', () => delegated(neighbour)],
    ['a responder of another issuer', () => delegated(responder({ authority: stranger }))],
    ['a responder whose certificate is forged', () => delegated(responder({ signedBy: stranger }))],
    [
      'a responder whose certificate has expired',
      () => delegated(responder({ notAfter: new Date('2026-02-01') })),
    ],
  ])('of %s counts for nothing', (_, options) => {
    expect(outcome(ocsp({ status: revoked, ...options() }))).toBe('wrong-signature');
  });

  function delegated(signer: Issued): Partial<OcspOptions> {
    return { signer, attached: [signer] };
  }

  test('must be current, with some minutes for clocks that differ', () => {
    const minutes = (count: number) => new Date(at.getTime() + count * 60_000);
    expect(outcome(ocsp({ nextUpdate: minutes(-4) }))).toBe('good');
    expect(outcome(ocsp({ nextUpdate: minutes(-6) }))).toBe('out-of-date');
    expect(outcome(ocsp({ thisUpdate: minutes(4) }))).toBe('good');
    expect(outcome(ocsp({ thisUpdate: minutes(6) }))).toBe('out-of-date');
    const { nextUpdate: _, ...endless } = { certificate, issuer, status: 'good' as const, ...around(at) };
    const week = ocspResponse({ ...endless, thisUpdate: minutes(-8 * 24 * 60) });
    expect(outcome(readOcspResponse(ocspResponse(endless), question()))).toBe('good');
    expect(outcome(readOcspResponse(week, question()))).toBe('out-of-date');
  });

  test('must be about this very certificate of this very issuer', () => {
    expect(outcome(ocsp({ certificate: neighbour }))).toBe('not-about-it');
    const namesake = makeAuthority({ cn: 'Contoso Issuing CA', keyBits: 3072, ...dates });
    const bytes = ocspResponse({
      certificate,
      issuer: namesake,
      signer: issuer,
      status: 'good',
      ...around(at),
    });
    expect(outcome(readOcspResponse(bytes, question()))).toBe('not-about-it');
  });

  test('with a critical extension that is not understood counts for nothing', () => {
    const extension = { oid: '1.2.3.4', critical: true, value: Buffer.from([5, 0]) };
    expect(outcome(ocsp({ extensions: [extension] }))).toBe('unsupported');
    expect(outcome(ocsp({ extensions: [{ ...extension, critical: false }] }))).toBe('good');
  });

  test('that declines, is cut off or is none is told from one that answers', () => {
    expect(outcome(readOcspResponse(ocspRefusal(6), question()))).toBe('declined');
    const bytes = ocspResponse({ certificate, issuer, status: 'good', ...around(at) });
    for (let end = 0; end < bytes.length; end += 7) {
      expect(outcome(readOcspResponse(bytes.subarray(0, end), question()))).toBe('malformed');
    }
    expect(outcome(readOcspResponse(Buffer.from('<html>'), question()))).toBe('malformed');
  });

  test('changed in any byte never says another thing', () => {
    const bytes = ocspResponse({ certificate, issuer, status: revoked, ...around(at) });
    for (let place = 0; place < bytes.length; place += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8((bytes[place] ?? 0) ^ 0x01, place);
      expect(['good', 'unknown']).not.toContain(outcome(readOcspResponse(changed, question())));
    }
  });
});

test('the request names the certificate as responders know it', () => {
  const request = buildOcspRequest(readIssued(certificate), readIssued(issuer));
  const [tbs] = derChildren(readDer(request));
  const [list] = tbs ? derChildren(tbs) : [];
  const [single] = list ? derChildren(list) : [];
  const [id] = single ? derChildren(single) : [];
  const isAbout = (about: Issued) => id && isCertificateId(id, readIssued(about), readIssued(issuer));
  expect([isAbout(certificate), isAbout(neighbour)]).toEqual([true, false]);
});

function listed(options: Partial<CrlOptions> = {}): RevocationAnswer {
  return readCrl(crl({ issuer, revoked: [], ...around(at), ...options }), question());
}

describe('a revocation list', () => {
  const entry = { certificate, at: revokedAt };

  test('says whether, when and why the certificate is on it', () => {
    expect(outcome(listed())).toBe('good');
    expect(outcome(listed({ revoked: [{ certificate: neighbour, at: revokedAt }], others: 2000 }))).toBe(
      'good',
    );
    expect(listed({ revoked: [{ ...entry, reason: 4 }], others: 2000 })).toEqual({
      ok: true,
      answer: { status: 'revoked', revokedAt, reason: 'superseded', ...around(at) },
    });
    expect(listed({ revoked: [entry] })).toMatchObject({ answer: { status: 'revoked', reason: null } });
  });

  test('may come as PEM', () => {
    const body = crl({ issuer, revoked: [entry], ...around(at) }).toString('base64');
    const pem = `-----BEGIN X509 CRL-----\n${body}\n-----END X509 CRL-----\n`;
    expect(outcome(readCrl(Buffer.from(pem), question()))).toBe('revoked');
  });

  test('must be signed by the issuer, who must be allowed to', () => {
    expect(outcome(listed({ revoked: [entry], signedBy: stranger }))).toBe('wrong-signature');
    expect(outcome(listed({ issuer: stranger }))).toBe('not-about-it');
    const signer = makeAuthority({ cn: 'Contoso CA without lists', keyUsage: ['keyCertSign'], ...dates });
    const list = crl({ issuer: signer, revoked: [], ...around(at) });
    expect(outcome(readCrl(list, question(leafOf(signer), signer)))).toBe('wrong-signature');
  });

  test('must be current', () => {
    expect(outcome(listed({ nextUpdate: new Date('2026-11-22T09:00:00Z') }))).toBe('out-of-date');
    expect(outcome(listed({ thisUpdate: new Date('2026-11-22T11:00:00Z') }))).toBe('out-of-date');
  });

  test.each([
    ['all certificates', {}, 'good'],
    ['server certificates', { flag: 1 }, 'good'],
    ['CA certificates', { flag: 2 }, 'not-about-it'],
    ['attribute certificates', { flag: 5 }, 'not-about-it'],
    ['other issuers’ certificates too', { flag: 4 }, 'unsupported'],
    ['some reasons', { flag: 3 }, 'unsupported'],
    ['the part at the certificate’s address', { url: listUrl }, 'good'],
    ['the part at another address', { url: 'http://pki.contoso.com/2.crl' }, 'not-about-it'],
  ])('about %s is taken for what it is', (_, scope, expected) => {
    expect(outcome(listed({ extensions: [distributionPoint(scope)] }))).toBe(expected);
  });

  test('of changes alone counts for nothing', () => {
    const delta = { oid: '2.5.29.27', critical: true, value: Buffer.from([2, 1, 1]) };
    expect(outcome(listed({ extensions: [delta] }))).toBe('unsupported');
  });

  test('changed in any byte never says another thing; cut off it says nothing', () => {
    const bytes = crl({ issuer, revoked: [entry], ...around(at) });
    for (let place = 0; place < bytes.length; place += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8((bytes[place] ?? 0) ^ 0x01, place);
      expect(outcome(readCrl(changed, question()))).not.toBe('good');
      expect(outcome(readCrl(bytes.subarray(0, place), question()))).toBe('malformed');
    }
  });
});

/** Answers that would cost much if they were read before they are doubted; no step may hold up the event loop. */
describe('a hostile answer', () => {
  const megabyte = 1024 * 1024;
  const empties = Buffer.alloc(megabyte - 1024, Buffer.from([0x30, 0x00]));
  const name = encodeName([['CN', 'Contoso Issuing CA']]);

  test.each<[string, () => Buffer]>([
    ['a million bytes of empty elements', () => sequence(empties)],
    ['a list whose body is empty elements', () => sequence(sequence(empties))],
    ['a list with an endless issuer', () => listOf(sequence(empties))],
    ['a list with empty entries', () => listOf(name, sequence(integer(certificateSerial()), empties))],
    ['a list with endless extensions', () => listOf(name, explicit(0, sequence(empties)))],
    [
      'a PEM text of hyphens',
      () => Buffer.concat([Buffer.from('-----BEGIN X'), Buffer.alloc(megabyte, '-')]),
    ],
    ['a PEM text of beginnings', () => Buffer.alloc(megabyte, '-----BEGIN X509 CRL-----')],
  ])('%s is refused within a moment', (_, build) => {
    const bytes = build();
    // The best of several, since other tests run beside this one.
    const taken = Array.from({ length: 5 }, () => {
      const begin = performance.now();
      expect(outcome(readCrl(bytes, question()))).not.toMatch(/good|revoked/);
      expect(outcome(readOcspResponse(bytes, question()))).toBe('malformed');
      return performance.now() - begin;
    });
    expect(Math.min(...taken)).toBeLessThan(40);
  });

  function listOf(issuerName: Buffer, ...rest: readonly Buffer[]): Buffer {
    const algorithm = signatureAlgorithm(issuer.key);
    const tbs = sequence(integer(1), algorithm.identifier, issuerName, time(around(at).thisUpdate), ...rest);
    return sequence(tbs, algorithm.identifier, bitString(algorithm.sign(tbs)));
  }

  function certificateSerial(): Buffer {
    return Buffer.from(readIssued(certificate).serial, 'hex');
  }
});
