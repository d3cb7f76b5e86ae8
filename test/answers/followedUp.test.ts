import { describe, expect, test } from '@jest/globals';
import { locales } from '../../src/answers/locales.js';
import { renderDetails } from '../../src/answers/renderDetails.js';
import { renderDiagnosis } from '../../src/answers/renderDiagnosis.js';
import { makeTexts } from '../../src/answers/texts.js';
import { workingUrl } from '../../src/answers/workingUrl.js';
import type { ProbeRecord, RevocationCheck } from '../../src/probe/probeRecord.js';
import { caIssued, finding, type Sample, sampleInput } from './diagnosisSamples.js';
import { shippedResources } from './shippedTexts.js';

const texts = makeTexts(shippedResources());

const check: RevocationCheck = {
  index: 0,
  subject: 'CN=mail.contoso.com',
  status: 'good',
  by: 'ocsp',
  url: 'http://pki.contoso.com/ocsp',
  thisUpdate: '2026-11-20T00:00:00.000Z',
  nextUpdate: '2026-11-27T00:00:00.000Z',
  revokedAt: null,
  reason: null,
  problems: [],
};

function details(revocation: readonly RevocationCheck[], locale: (typeof locales)[number] = 'en'): string {
  const input = sampleInput({
    verdict: 'trusted',
    findings: [],
    causes: [],
    resolutions: [],
    presented: [caIssued],
  });
  const record: ProbeRecord = { ...input.record, fetched: { issuers: null, revocation } };
  return renderDetails({ ...input, record }, texts.in(locale)).text;
}

describe('what is known of a revocation', () => {
  test.each(locales)('is said in %s, and that .NET does not ask', (locale) => {
    for (const by of ['stapled', 'ocsp', 'crl'] as const) {
      const text = details([{ ...check, by }], locale);
      expect(text).toContain(texts.t(locale, `answers:revocation.by.${by}`));
      expect(text).toMatch(/\(.*\.NET.*\)/);
    }
  });

  test('is left open for each certificate that could not be checked', () => {
    const unchecked = { ...check, status: 'unchecked', by: null, thisUpdate: null } as const;
    const text = details([check, { ...unchecked, index: 1, subject: 'CN=Contoso Issuing CA,C=US' }]);
    expect(text).toContain('could not be checked for Contoso Issuing CA');
    expect(text).not.toContain('not revoked');
  });

  test('is not mentioned where the certificates name nobody to ask', () => {
    expect(details([])).not.toContain(texts.t('en', 'answers:fact.revocation'));
  });

  test.each(locales)('comes with the reason of the CA in %s', (locale) => {
    const explained = (reason: string | null) => {
      const revoked = finding('revoked', 'blocks', {
        revokedAt: '2026-11-02T14:30:00.000Z',
        reason,
        index: 0,
      });
      const input = sampleInput({
        ...{ verdict: 'untrusted', findings: [revoked], causes: ['revoked'] },
        ...{ resolutions: ['replace-certificate'], presented: [caIssued] },
      });
      return renderDetails(input, texts.in(locale)).text;
    };
    expect(explained('keyCompromise')).toContain(texts.t(locale, 'answers:revocation.reason.keyCompromise'));
    expect(explained('unspecified')).toContain(texts.t(locale, 'answers:revocation.reason.none'));
    expect(explained('aACompromise')).toContain('aACompromise');
  });

  test('of an issuer is not laid on the server’s own certificate', () => {
    const revoked = finding('revoked', 'blocks', { index: 1, subject: 'CN=Contoso Issuing CA' });
    const input = sampleInput({
      ...{ verdict: 'untrusted', findings: [revoked], causes: ['revoked'] },
      ...{ resolutions: ['replace-certificate'], presented: [caIssued] },
    });
    expect(renderDiagnosis(input, texts.in('en')).text).toContain('A CA certificate behind');
  });
});

describe('the URL for the Server field', () => {
  const mismatch = finding('name-mismatch', 'blocks', { workingNames: ['owa.contoso.com'] });
  const sample: Omit<Sample, 'findings'> = {
    verdict: 'untrusted',
    causes: ['name-mismatch'],
    resolutions: ['match-names'],
    presented: [{ ...caIssued, names: ['owa.contoso.com'] }],
  };

  test('is the person’s own with a name that was seen to work', () => {
    const input = sampleInput({ ...sample, findings: [mismatch] });
    expect(workingUrl(input)).toBe('https://owa.contoso.com/EWS/Exchange.asmx');
    for (const locale of locales) {
      const { text } = renderDiagnosis(input, texts.in(locale));
      expect(text).toContain('```\nhttps://owa.contoso.com/EWS/Exchange.asmx\n```');
    }
    const elsewhere = { ...input, url: 'https://10.0.0.5:8443/ews/exchange.asmx?x=1#y' };
    expect(workingUrl(elsewhere)).toBe('https://owa.contoso.com:8443/ews/exchange.asmx');
  });

  test('is offered only where nothing else is wrong and the name is one', () => {
    const expired = finding('expired', 'blocks', { index: 0 });
    expect(workingUrl(sampleInput({ ...sample, findings: [mismatch, expired] }))).toBeNull();
    for (const workingNames of [[], ['owa.contoso.com; rm -rf /'], ['10.0.0.1'], 'owa.contoso.com']) {
      const findings = [finding('name-mismatch', 'blocks', { workingNames })];
      expect(workingUrl(sampleInput({ ...sample, findings }))).toBeNull();
    }
    expect(workingUrl(sampleInput({ ...sample, findings: [finding('name-mismatch')] }))).toBeNull();
    const warned = [mismatch, finding('expires-soon', 'warns')];
    expect(workingUrl(sampleInput({ ...sample, findings: warned }))).not.toBeNull();
  });
});
