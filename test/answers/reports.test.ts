import { describe, expect, test } from '@jest/globals';
import { diagnosisChannelData } from '../../src/answers/diagnosisChannelData.js';
import { locales } from '../../src/answers/locales.js';
import { renderColleagueText } from '../../src/answers/renderColleagueText.js';
import { renderDetails } from '../../src/answers/renderDetails.js';
import { renderEvidence } from '../../src/answers/renderEvidence.js';
import { toActivity } from '../../src/answers/toActivity.js';
import { findingCodes } from '../../src/diagnosis/diagnosis.js';
import { finding, leaf, sampleInput, threeFaults, trusted, unreachable } from './diagnosisSamples.js';
import { shippedTexts } from './shippedTexts.js';

const texts = shippedTexts();
const input = sampleInput(threeFaults);

describe.each(locales)('in %s', (locale) => {
  const own = texts.in(locale);

  test('the details hold every finding with its evidence, and the .NET view in one line', () => {
    const all = sampleInput({ ...threeFaults, findings: findingCodes.map((code) => finding(code)) });
    const { text, card } = renderDetails(all, own);
    for (const code of findingCodes) expect(text).toContain(`**${own.t(`findings:${code}.label`)}**`);
    const net = text.split('\n').filter((line) => line.includes('SslPolicyErrors'));
    expect(net).toHaveLength(1);
    expect(net[0]).toContain('UntrustedRoot');
    expect(JSON.stringify(card).length).toBeLessThan(20_000);
  });

  test('a look without a connection has details too', () => {
    expect(renderDetails(sampleInput(unreachable('blocked', 'not-visible')), own).text).not.toContain(
      'SslPolicyErrors',
    );
  });

  test('the text for a colleague stands alone, with date and time zone, and without markup', () => {
    const { text } = renderColleagueText(input, own);
    for (const held of [
      'https://mail.contoso.com/EWS/Exchange.asmx',
      '203.0.113.10',
      'EX01.contoso.local',
      '10:00 UTC',
    ]) {
      expect(text).toContain(held);
    }
    expect(text).toContain(own.t('answers:family.trust-relationship'));
    expect(text).toContain('Get-ExchangeCertificate | Format-List');
    expect(text).toContain('nslookup mail.contoso.com');
    expect(text).not.toContain('**');
  });

  test('the evidence for a human holds the error text and what was advised', () => {
    const evidence = renderEvidence(input, 'Incoming Status: Failure\r\n`x`', own);
    expect(evidence).toContain('Incoming Status: Failure ⏎ `x`');
    expect(evidence).toContain(own.t('resolutions:replace-certificate.title'));
    expect(renderEvidence(input, null, own)).not.toContain('Incoming');
  });
});

test('the sentence before the colleague’s text is in the sender’s language', () => {
  const { text } = renderColleagueText(input, texts.in('fr'), texts.in('vi'));
  expect(text.startsWith(texts.t('vi', 'answers:colleague.summary'))).toBe(true);
  expect(text).toContain('Délivré par');
});

test('the colleague’s text can be copied where cards are drawn, too', () => {
  const activity = toActivity(renderColleagueText(input, texts.in('en')), { cards: true });
  expect(activity.text).toContain('```\nE-mail Router: certificate of mail.contoso.com');
  expect(activity).not.toHaveProperty('attachments');
});

test('a pasted text cannot leave the code block of the evidence', () => {
  const lines = renderEvidence(input, 'a\n````\n# b', texts.in('en')).split('\n');
  expect(lines[0]).toMatch(/^`{5,}$/);
  expect(lines.filter((line) => line === lines[0])).toHaveLength(2);
});

test('a hostile certificate cannot break the lines of a report', () => {
  const hostile = { ...leaf, subject: 'CN=a\\\n```\n# b', names: ['a\n```\n# b'] };
  const { text } = renderColleagueText(sampleInput({ ...threeFaults, presented: [hostile] }), texts.in('en'));
  expect(text.split('\n').filter((line) => line.startsWith('# b'))).toEqual([]);
});

test('names who helps, when the operator did', () => {
  const supported = { ...input, supportContact: 'helpdesk@contoso.com' };
  expect(renderColleagueText(supported, texts.in('en')).text).toContain(
    'Support contact: helpdesk@contoso.com',
  );
  expect(renderColleagueText(input, texts.in('en')).text).not.toContain('Support contact');
});

test('Exchange Online is nobody’s to query', () => {
  const online = sampleInput({ ...threeFaults, exchange: 'online' });
  expect(renderColleagueText(online, texts.in('en')).text).not.toContain('Get-ExchangeCertificate');
});

describe('channelData', () => {
  const place = { treeId: 'email-router-trust', treeVersion: 'abc' };

  test('says what a person reads', () => {
    expect(diagnosisChannelData(input.diagnosis, place)).toEqual({
      trustdesk: {
        kind: 'diagnosis',
        verdict: 'untrusted',
        primary: 'name-mismatch',
        findings: threeFaults.findings,
        causes: threeFaults.causes,
        resolutions: threeFaults.resolutions,
        treeId: 'email-router-trust',
        treeVersion: 'abc',
      },
    });
    expect(diagnosisChannelData(sampleInput(trusted).diagnosis, place).trustdesk).toMatchObject({
      verdict: 'trusted',
      primary: null,
    });
  });

  test('keeps the operator’s settings from the person’s client', () => {
    const blocked = sampleInput({
      ...trusted,
      verdict: 'unreachable',
      findings: [finding('blocked', 'blocks', { setting: 'PROBE_ALLOWED_NETWORKS', rule: '10.0.0.0/8' })],
    });
    expect(JSON.stringify(diagnosisChannelData(blocked.diagnosis, place))).not.toMatch(/PROBE_|10\.0/);
  });
});
