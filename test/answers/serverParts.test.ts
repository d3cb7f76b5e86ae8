import { describe, expect, test } from '@jest/globals';
import { renderColleagueText } from '../../src/answers/renderColleagueText.js';
import { renderDetails } from '../../src/answers/renderDetails.js';
import { renderDiagnosis } from '../../src/answers/renderDiagnosis.js';
import { finding, type Sample, sampleInput, threeFaults, trusted } from './diagnosisSamples.js';
import { shippedTexts } from './shippedTexts.js';

const texts = shippedTexts().in('en');
const server = (addresses: readonly string[], faults: readonly string[] = []) => ({
  ...{ addresses, faults, subject: 'CN=mail.contoso.com', issuer: 'CN=Contoso CA' },
  ...{ notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z', thumbprint: 'A1'.repeat(20) },
});

function differing(sample: Sample, ...servers: readonly object[]): Sample {
  return { ...sample, findings: [...sample.findings, finding('endpoints-differ', 'warns', { servers })] };
}

const farm = differing(trusted, server(['192.0.2.1', '2001:db8::1']), server(['192.0.2.2'], ['expired']));

describe('servers that differ', () => {
  test('each address stands with its certificate and its command, and that is the headline', () => {
    const { text } = renderDiagnosis(sampleInput(farm), texts);
    expect(text).toMatch(/^## The servers behind mail\.contoso\.com show different certificates/);
    expect(text).toMatch(/- 192\.0\.2\.1 and 2001:db8::1: mail\.contoso\.com, valid until January 1, 2027/);
    expect(text).toMatch(/- 192\.0\.2\.2: .*A1A1.* → expired/);
    expect(text).toContain('openssl s_client -connect [2001:db8::1]:443 -servername mail.contoso.com');
    expect(text).toContain('openssl s_client -connect 192.0.2.2:443 -servername mail.contoso.com');
    expect(text).not.toContain('in order');
  });

  test('a faulty server is mended before anyone looks on the Router', () => {
    const { text } = renderDiagnosis(sampleInput(farm), texts);
    expect(text).not.toContain('On the Router');
    const bothGood = differing(trusted, server(['192.0.2.1']), server(['192.0.2.2']));
    expect(renderDiagnosis(sampleInput(bothGood), texts).text).toContain('On the Router');
  });

  test('nothing is called fixed, nor good', () => {
    const changes = { fixed: ['self-signed'], remaining: [], appeared: [] } as const;
    const { text, card } = renderDiagnosis(sampleInput({ ...farm, input: { changes } }), texts);
    expect(text).not.toContain('are gone');
    expect(JSON.stringify(card)).not.toContain('"Good"');
  });

  test('beside a fault it comes after the plan', () => {
    const sample = differing(threeFaults, server(['192.0.2.1']), server(['192.0.2.2'], ['expired']));
    const { text } = renderDiagnosis(sampleInput(sample), texts);
    expect(text.indexOf('**Fix:**')).toBeGreaterThan(0);
    expect(text.indexOf('**Then:** A farm')).toBeGreaterThan(text.indexOf('**Fix:**'));
  });

  test('the details hold the commands of the command line, and a colleague gets the list', () => {
    const details = renderDetails(sampleInput(farm), texts).text;
    expect(details).toContain(
      'npx trustdesk diagnose mail.contoso.com:443 --connect-to mail.contoso.com:443:192.0.2.2:443',
    );
    const colleague = renderColleagueText(sampleInput(farm), texts).text;
    expect(colleague).toMatch(/192\.0\.2\.2: .*expired/);
  });

  test('one address that shows several is said to do so by connection', () => {
    const one = differing(trusted, server(['192.0.2.1']), server(['192.0.2.1'], ['expired']));
    const { text } = renderDiagnosis(sampleInput(one), texts);
    expect(text.match(/192\.0\.2\.1, some connections/g)).toHaveLength(2);
    expect(text.match(/openssl/g)).toHaveLength(1);
  });

  test('a host or an address that a shell could misread is in no command', () => {
    const host = 'mail$(id).contoso.com';
    expect(renderDiagnosis(sampleInput({ ...farm, host }), texts).text).not.toContain('openssl');
    const odd = differing(trusted, server(['192.0.2.1; id']), server(['192.0.2.2'], ['expired']));
    const { text } = renderDiagnosis(sampleInput(odd), texts);
    expect(text.match(/openssl.*/g)).toEqual([
      'openssl s_client -connect 192.0.2.2:443 -servername mail.contoso.com',
    ]);
  });

  test('a finding without its list, as an older look stored it, is still told', () => {
    const bare = { ...trusted, findings: [finding('endpoints-differ', 'warns')] };
    expect(renderDiagnosis(sampleInput(bare), texts).text).toMatch(/^## The servers behind/);
  });
});
