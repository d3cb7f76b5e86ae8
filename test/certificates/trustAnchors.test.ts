import { expect, jest, test } from '@jest/globals';
import { CodedError } from '../../src/base/codedError.js';
import { makeTrustAnchors } from '../../src/certificates/trustAnchors.js';
import { chainPem, makeAuthority } from '../lab/pki.js';
import { readIssued } from './readIssued.js';

const one = makeAuthority({ cn: 'Contoso Root CA', keyType: 'ec' });
const namesake = makeAuthority({ cn: 'contoso root ca', keyType: 'ec' });
const other = makeAuthority({ cn: 'Fabrikam Root CA', keyType: 'ec' });

test('anchors are found by subject, namesakes together', () => {
  const anchors = makeTrustAnchors({ builtIn: [one.certPem, other.certPem], added: [namesake.certPem] });
  const found = anchors.bySubject(readIssued(one).subject.canonical);
  expect(found.map(({ der }) => der.equals(one.der))).toEqual([true, false]);
  expect(anchors.isBuiltIn(readIssued(one))).toBe(true);
  expect(anchors.has(readIssued(namesake))).toBe(true);
  expect(anchors.isBuiltIn(readIssued(namesake))).toBe(false);
});

test('the built-in roots are not touched before the first question', () => {
  const builtIn = jest.fn(() => [one.certPem]);
  const anchors = makeTrustAnchors({ builtIn });
  expect(builtIn).not.toHaveBeenCalled();
  anchors.has(readIssued(one));
  anchors.has(readIssued(other));
  expect(builtIn).toHaveBeenCalledTimes(1);
});

test('one added text may hold several roots, also one that is built in', () => {
  const anchors = makeTrustAnchors({ builtIn: [one.certPem], added: [chainPem(one, other)] });
  expect(anchors.isBuiltIn(readIssued(one))).toBe(true);
  expect(anchors.has(readIssued(other))).toBe(true);
});

test.each([
  ['no certificate', 'see attachment'],
  ['a damaged certificate', '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----'],
])('%s in the added roots is a mistake that says its mend', (_, text) => {
  const make = () => makeTrustAnchors({ added: [text] });
  expect(make).toThrow(CodedError);
  expect(make).toThrow(
    expect.objectContaining({ code: 'trust-anchors-unreadable', mend: expect.stringContaining('PEM') }),
  );
});
