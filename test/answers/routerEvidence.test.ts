import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DiagnosisInput } from '../../src/answers/diagnosisInput.js';
import { locales } from '../../src/answers/locales.js';
import { renderDetails } from '../../src/answers/renderDetails.js';
import { renderDiagnosis } from '../../src/answers/renderDiagnosis.js';
import { makeTrustAnchors } from '../../src/certificates/trustAnchors.js';
import type { LookProof } from '../../src/diagnosis/routerReport/compareLooks.js';
import { diagnoseReport } from '../../src/diagnosis/routerReport/diagnoseReport.js';
import { readRouterReport } from '../../src/diagnosis/routerReport/readRouterReport.js';
import { reportPath } from '../../src/diagnosis/routerReport/reportPath.js';
import { type PrintedOptions, printedReport } from '../diagnosis/routerReport/printedReport.js';
import { issue, makeAuthority } from '../lab/pki.js';
import { shippedTexts } from './shippedTexts.js';

const texts = shippedTexts();
const root = makeAuthority({ cn: 'Contoso [Root](x) CA' });
const chain = [issue({ cn: 'mail.contoso.com', authority: root, sans: [{ dns: 'mail.contoso.com' }] }), root];
const receivedAt = '2026-11-22T10:00:00Z';

function inputOf(text: string, proofs?: readonly LookProof[]): DiagnosisInput {
  const report = readRouterReport(text);
  if (report === null) throw new Error('not read as a report');
  const anchors = makeTrustAnchors({});
  const judged = diagnoseReport({
    report,
    receivedAt,
    host: 'mail.contoso.com',
    anchors,
    pastedFamily: null,
    look: null,
  });
  return {
    ...{ diagnosis: judged.diagnosis, record: judged.record, presented: reportPath(report) },
    url: report.url ?? 'https://mail.contoso.com/',
    family: null,
    reported: null,
    at: judged.record.startedAt,
    changes: null,
    router: {
      report,
      proofs: proofs ?? judged.proofs,
      own: { issuer: 'CN=Other *CA*', addresses: ['192.0.2.7'] },
    },
    sources: ['report', 'look'],
    supportContact: null,
  };
}

/** Every text that the input leads to; a text that is missing throws. */
function shown(input: DiagnosisInput): string {
  return locales
    .flatMap((locale) => [renderDiagnosis(input, texts.in(locale)), renderDetails(input, texts.in(locale))])
    .map(({ text }) => text)
    .join('\n');
}

const proofs: readonly LookProof[] = [
  'split-dns',
  'interception',
  'other-server',
  'trusted-there',
  'untrusted-there',
  'user-store',
  'clock',
  'proxy',
  'requests-differ',
  'overridden',
  'tls-settings',
  'other-account',
];

describe('an answer about a report', () => {
  test.each(proofs)('says what %s means, in every language', (proof) => {
    const text = shown(inputOf(printedReport({ chain, machineRoot: true }), [proof]));
    expect(text).not.toMatch(/\{\{|undefined/);
    expect(text).toMatch(/What this proves/);
    expect(text).not.toContain('[Root](x)');
  });

  const faulty = [
    'NotTimeValid',
    'PartialChain',
    'UntrustedRoot',
    'Revoked',
    'NotSignatureValid',
    'NotValidForUsage',
    'HasWeakSignature',
  ];
  test.each(faulty)('has words for %s', (chainStatus) => {
    const text = shown(
      inputOf(printedReport({ chain, policyErrors: 'RemoteCertificateChainErrors', chainStatus })),
    );
    expect(text).not.toMatch(/\{\{|undefined/);
  });

  const accounts: readonly Partial<PrintedOptions>[] = [
    { account: 'user', asService: 'False' },
    { account: 'system', asService: 'False' },
    { account: 'batch', asService: 'unknown' },
    { account: 'networkservice', asService: 'True' },
  ];
  test.each(accounts)('names the account of %j', (account) => {
    const clean = printedReport({
      chain,
      machineRoot: true,
      webStatus: 'ProtocolError',
      http: '401',
      ...account,
    });
    const [answer] = [renderDiagnosis(inputOf(clean), texts.in('en')).text];
    expect(/report of the Router’s computer \(([^)]+)\)/.exec(answer)?.[1]).toBe(
      {
        user: 'a user’s account',
        system: 'an account of Windows itself',
        batch: 'a user’s account',
        networkservice: 'the service’s account',
      }[account.account ?? ''],
    );
    expect(answer.includes('good certificate')).toBe(true);
    expect(answer.includes('does not yet hold for the service')).toBe(account.asService !== 'True');
  });

  test('nothing that a report may hold breaks an answer', () => {
    const lines = printedReport({
      chain,
      policyErrors: 'RemoteCertificateChainErrors',
      chainStatus: 'UntrustedRoot',
    }).split('\r\n');
    const line = fc.oneof(
      fc.constantFrom(...lines),
      fc.constantFrom(
        '[0] Subject: <b>*x*</b>',
        '[0] NotAfter: 0000-01-01',
        '[1] NotBefore: 9999-12-31 23:59:59Z',
        'Dns: FAILED',
        'Connect: FAILED',
        'Proxy: http://`x`',
        'Url: https://[::1]:99/',
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (some) => {
        expect(shown(inputOf(`TRUSTDESK-PROBE v1\n${some.join('\n')}`))).not.toMatch(/\{\{|undefined|<b>/);
      }),
      { numRuns: 60 },
    );
  });
});
