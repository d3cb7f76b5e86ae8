import { describe, expect, test } from '@jest/globals';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import type { Diagnosis } from '../../src/diagnosis/diagnosis.js';
import type { ProbeRecord } from '../../src/probe/probeRecord.js';
import { builtInAnchors } from '../certificates/readIssued.js';
import { issue, makeAuthority } from '../lab/pki.js';
import { at, failureOf, recordOf } from './evidence.js';

const valid = { notBefore: new Date('2026-01-10T00:00:00Z'), notAfter: new Date('2026-12-10T00:00:00Z') };
const root = makeAuthority({ cn: 'Public Root', ...valid });
const interceptor = makeAuthority({ cn: 'Contoso Inspection CA', ...valid });
const anchors = builtInAnchors(root);

function judgeOnline(
  host: string,
  record: Partial<ProbeRecord>,
  pastedFamily = 'trust-relationship',
): Diagnosis {
  const endpoint = { host, port: 443, address: '192.0.2.1', sni: host };
  return diagnose({
    ...{ record: { ...recordOf([]), ...record, endpoint }, host, anchors, reported: null, pastedFamily, at },
  });
}

const hosts = [
  'outlook.office365.com',
  'outlook.office.com',
  'outlook.office365.us',
  'outlook-dod.office365.us',
  'partner.outlook.cn',
  'Outlook.Office365.com',
];

describe.each(hosts)('%s', (host) => {
  const named = { cn: host, sans: [{ dns: host }], ...valid };

  test('in order from here: proxy, clock and the Router are looked at, nothing is replaced', () => {
    const record = recordOf([issue({ authority: root, ...named })]);
    const { verdict, causes, resolutions } = judgeOnline(host, { presentedChain: record.presentedChain });
    expect([verdict, causes, resolutions]).toEqual([
      'trusted',
      ['router-differs'],
      ['check-proxy', 'fix-clock', 'check-on-router'],
    ]);
  });

  test.each([
    ['an inspecting proxy', () => [issue({ authority: interceptor, ...named }), interceptor]],
    ['a self-signed certificate', () => [issue({ authority: 'self', ...named })]],
    [
      'another name',
      () => [
        issue({ authority: root, cn: 'proxy.contoso.com', sans: [{ dns: 'proxy.contoso.com' }], ...valid }),
      ],
    ],
  ])('%s stands in between', (_what, chain) => {
    const { verdict, causes, resolutions } = judgeOnline(host, {
      presentedChain: recordOf(chain()).presentedChain,
    });
    expect(verdict).toBe('untrusted');
    expect(causes).toEqual(['in-between']);
    expect(resolutions).toEqual(['check-proxy', 'fix-clock', 'check-on-router']);
  });

  test('out of reach: the way there', () => {
    const { causes, resolutions } = judgeOnline(host, failureOf('timeout'));
    expect(causes).toEqual(['timeout']);
    expect(resolutions).toEqual(['check-proxy', 'fix-clock', 'open-firewall', 'check-on-router']);
  });
});

test.each(['outlook.office365.com.contoso.com', 'myoutlook.office.com.contoso.net', 'mail.contoso.com'])(
  '%s is not Microsoft’s',
  (host) => {
    const chain = [issue({ authority: 'self', cn: host, sans: [{ dns: host }] })];
    const { resolutions } = judgeOnline(host, { presentedChain: recordOf(chain).presentedChain });
    expect(resolutions[0]).toBe('replace-certificate');
  },
);
