import { describe, expect, test } from '@jest/globals';
import { locales } from '../../src/answers/locales.js';
import type { ProspectInput } from '../../src/answers/prospectInput.js';
import { renderProspect } from '../../src/answers/renderProspect.js';
import type {
  Prospect,
  ProspectCondition,
  ProspectConditionCode,
  ProspectNote,
  ProspectNoteCode,
} from '../../src/diagnosis/prospect/prospect.js';
import { at, caIssued, finding } from './diagnosisSamples.js';
import { shippedTexts } from './shippedTexts.js';

const texts = shippedTexts();

const yes: Prospect = {
  outcome: 'yes',
  findings: [],
  refusals: [],
  online: false,
  conditions: [],
  notes: [],
  mends: [],
  chain: [],
  privateRoot: null,
};

function input(prospect: Partial<Prospect>, more: Partial<ProspectInput> = {}): ProspectInput {
  const host = 'mail.contoso.com';
  return { prospect: { ...yes, ...prospect }, certificate: caIssued, host, presentNames: [], at, ...more };
}

const conditions = {
  'trust-root': { code: 'trust-root', root: 'CN=Fabrikam Root CA', fingerprint256: null },
  'find-issuer': { code: 'find-issuer', issuer: 'CN=Fabrikam CA', urls: [] },
  wait: { code: 'wait', notBefore: '2027-01-01T00:00:00Z' },
  'renew-chain': { code: 'renew-chain', subject: 'CN=Old CA', notAfter: '2026-01-01T00:00:00Z' },
  'curve-key': { code: 'curve-key' },
  'name-in-url': { code: 'name-in-url', names: ['mail.contoso.com'] },
  'other-faults': { code: 'other-faults', codes: ['tls-version'] },
  'none-wrong-now': { code: 'none-wrong-now' },
} as const satisfies { readonly [code in ProspectConditionCode]: ProspectCondition };

const notes = {
  finding: { code: 'finding', finding: finding('expires-soon', 'warns') },
  autodiscover: { code: 'autodiscover', name: 'autodiscover.contoso.com' },
  'lost-names': { code: 'lost-names', names: ['owa.contoso.com'] },
  'key-provider': { code: 'key-provider' },
} as const satisfies { readonly [code in ProspectNoteCode]: ProspectNote };

const refusals = [
  finding('name-mismatch', 'blocks'),
  finding('self-signed', 'blocks'),
  finding('expired', 'blocks', { index: 0, notAfter: '2026-01-01T00:00:00Z' }),
  finding('revoked', 'blocks'),
  finding('wrong-eku', 'blocks', { usages: ['Client Authentication'] }),
  finding('weak-signature', 'blocks', { signature: 'sha1WithRSAEncryption' }),
  finding('weak-key', 'blocks', { key: 'RSA 1024' }),
  finding('chain-invalid', 'blocks', { defects: ['signature'] }),
];

describe.each(locales)('in %s', (locale) => {
  const render = (prospect: Partial<Prospect>, more: Partial<ProspectInput> = {}) =>
    renderProspect(input(prospect, more), texts.in(locale));
  const cases: readonly [string, Partial<Prospect>][] = [
    ['yes', { chain: ['CN=Contoso Issuing CA'], privateRoot: 'CN=Contoso Root CA', mends: ['self-signed'] }],
    ['every condition', { outcome: 'only-when', conditions: Object.values(conditions) }],
    ['every note', { notes: Object.values(notes) }],
    ['every refusal', { outcome: 'no', refusals, conditions: Object.values(conditions) }],
    ['Exchange Online', { outcome: 'no', online: true }],
  ];

  test.each(cases)('%s is whole and fits a message', (_what, prospect) => {
    for (const host of ['mail.contoso.com', null]) {
      const { text, summary, card } = render(prospect, { host });
      expect(`${text}${summary}${JSON.stringify(card)}`).not.toMatch(/\{\{|undefined|\[object/);
      expect(text.length).toBeLessThan(6000);
      expect(card['version']).toBe('1.5');
    }
  });

  test('a wildcard of the right domain is told how far it reaches', () => {
    const certificate = { ...caIssued, names: ['DNS:*.contoso.com'] };
    const refused = { outcome: 'no', refusals: [finding('name-mismatch')] } as const;
    const told = (host: string) => render(refused, { certificate, host }).text;
    const reach = (host: string) =>
      texts.t(locale, 'prospect:reason.wildcardDepth', { host, wildcards: '\\*.contoso.com' });
    for (const host of ['mail.eu.contoso.com', 'contoso.com']) expect(told(host)).toContain(reach(host));
    expect(told('mail.fabrikam.com')).not.toContain(reach('mail.fabrikam.com'));
  });
});

test('the address of a missing issuer is shown, unless it is no plain address', () => {
  const told = (...urls: string[]) => {
    const conditions = [
      { code: 'find-issuer', issuer: 'CN=Fabrikam CA', urls },
      { code: 'curve-key' },
    ] as const;
    return renderProspect(input({ outcome: 'only-when', conditions }), texts.in('en')).text;
  };
  const url = 'http://pki.contoso.com/issuing%20ca(1).crt';
  expect(told('ldap:///CN=x', url)).toContain(`names its address:\n\n\`\`\`\n${url}\n`);
  for (const hostile of ['http://x/`y', 'javascript:alert(1)', 'http://u@x/', `http://x/${'y'.repeat(300)}`])
    expect(told(hostile)).not.toContain('address');
});

test('names of a certificate are shown, never obeyed', () => {
  const certificate = { ...caIssued, names: ['DNS:[x](http://evil)'], issuer: 'CN=`x`' };
  const { text } = renderProspect(input({ chain: ['CN=<b>CA</b>'] }, { certificate }), texts.in('en'));
  expect(text).not.toMatch(/(?<!\\)\[x\]|(?<!\\)`x|(?<!\\)<b>/);
});

test('a root query holds only what a shell takes for nothing else', () => {
  const privateRoot = 'CN=Root" & calc';
  expect(renderProspect(input({ privateRoot }), texts.in('en')).text).toContain('certutil -store Root\n');
});
