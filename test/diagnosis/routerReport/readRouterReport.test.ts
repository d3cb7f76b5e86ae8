import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { continuesReport, readRouterReport } from '../../../src/diagnosis/routerReport/readRouterReport.js';
import { missingParts, type RouterReport } from '../../../src/diagnosis/routerReport/routerReport.js';
import { issue, makeAuthority } from '../../lab/pki.js';
import { printedReport, printedShort, trustMessages, type WindowsLanguage } from './printedReport.js';

const dates = { notBefore: new Date('2026-01-15T08:00:00Z'), notAfter: new Date('2027-06-30T08:00:00Z') };
const root = makeAuthority({ cn: 'Contoso Root CA', ...dates });
const leaf = issue({
  cn: 'mail.contoso.com',
  subject: [
    ['C', 'US'],
    ['O', 'Contoso'],
    ['CN', 'mail.contoso.com'],
  ],
  authority: root,
  sans: [{ dns: 'mail.contoso.com' }, { dns: 'autodiscover.contoso.com' }],
  ...dates,
});
const facts = {
  chain: [leaf, root],
  policyErrors: 'RemoteCertificateNameMismatch, RemoteCertificateChainErrors',
  chainStatus: 'UntrustedRoot',
  statuses: ['', 'UntrustedRoot'],
  userRoot: true,
};
const languages = Object.keys(trustMessages) as WindowsLanguage[];
const base64 = [leaf, root].map(({ der }) => der.toString('base64'));

function read(text: string): RouterReport {
  const report = readRouterReport(text);
  if (report === null) throw new Error('not read as a report');
  return report;
}

/** What must survive any damage of transport. */
function expectFacts(report: RouterReport): void {
  expect(report).toMatchObject({
    form: 'long',
    url: 'https://mail.contoso.com/EWS/Exchange.asmx',
    utcNow: '2026-11-22T09:58:00Z',
    account: 'user',
    asService: false,
    addresses: ['10.0.0.5'],
    handshakes: [{ offered: 'default', ok: true }],
    policyErrors: ['RemoteCertificateNameMismatch', 'RemoteCertificateChainErrors'],
    chainStatus: ['UntrustedRoot'],
    proxy: 'none',
    overridden: false,
    webStatus: 'TrustFailure',
  });
  const [first, second] = report.elements;
  expect(first).toMatchObject({
    names: ['mail.contoso.com', 'autodiscover.contoso.com'],
    notBefore: '2026-01-15T08:00:00Z',
    notAfter: '2027-06-30T08:00:00Z',
    inMachineRoot: false,
  });
  expect(first?.thumbprint).toMatch(/^[0-9A-F]{40}$/);
  expect(second).toMatchObject({ status: ['UntrustedRoot'], inMachineRoot: false, inUserRoot: true });
}

const damages: { readonly [name: string]: (text: string) => string } = {
  'as printed': (text) => text,
  'bare line feeds': (text) => text.replaceAll('\r\n', '\n'),
  'line breaks lost to spaces': (text) => text.replaceAll('\r\n', ' '),
  'line breaks lost altogether': (text) => text.replaceAll('\r\n', ''),
  'old Mac line ends': (text) => text.replaceAll('\r\n', '\r'),
  'no-break spaces': (text) => text.replaceAll(' ', '\u00a0'),
  'em dashes': (text) => text.replaceAll('-----', '—–—').replaceAll('-', '–'),
  'smart quotes around it': (text) => `“${text}”`,
  'a code fence': (text) => `Here it is:\n\`\`\`powershell\n${text}\n\`\`\`\nThanks!`,
  'quoted in an answer': (text) => text.replace(/^/gm, '> > '),
  'indented, with blank lines': (text) => text.replaceAll('\r\n', '\n\n    '),
  'HTML of a chat': (text) =>
    `<div><p>${text.replaceAll('&', '&amp;').replaceAll(' ', '&nbsp;').replaceAll('\r\n', '<br />')}</p></div>`,
  'HTML paragraphs': (text) =>
    text
      .split('\r\n')
      .map((line) => `<div itemprop="x">${line}</div>`)
      .join(''),
  'a console of 80 columns': (text) =>
    text
      .split('\r\n')
      .flatMap((line) => line.match(/.{1,80}/g) ?? [''])
      .join('\r\n'),
  'a console of 120 columns': (text) =>
    text
      .split('\r\n')
      .flatMap((line) => line.match(/.{1,120}/g) ?? [''])
      .join('\r\n'),
  'PEM wrapped again': (text) => text.replace(/([A-Za-z0-9+/]{31})(?=[A-Za-z0-9+/]{8})/g, '$1\n'),
  'zero-width characters': (text) => text.replace(/: /g, ':\u200b \u200b'),
  'twice in one message': (text) => `${text}\n${text}`,
  'among other text': (text) => `PS C:\\Users\\admin> & {\n${text}\nPS C:\\Users\\admin>`,
};

describe('a report in a Windows language', () => {
  for (const language of languages) {
    test.each(Object.entries(damages))(`${language}: %s`, (_name, damage) => {
      const report = read(damage(printedReport({ ...facts, language })));
      expectFacts(report);
      expect(report.complete).toBe(true);
      expect(report.certificates).toEqual(base64);
      expect(missingParts(report)).toEqual([]);
    });
  }
});

describe('a report that was cut off', () => {
  const whole = printedReport({ ...facts, language: 'de' });
  const lines = whole.split('\r\n');

  test('at every line: nothing throws, nothing read is wrong, and only the end makes it complete', () => {
    for (let count = 1; count <= lines.length; count += 1) {
      const report = read(lines.slice(0, count).join('\r\n'));
      expect(report.complete).toBe(count >= lines.length - 1);
      expect([null, 'https://mail.contoso.com/EWS/Exchange.asmx']).toContain(report.url);
      expect(base64.slice(0, report.certificates.length)).toEqual(report.certificates);
      expect(report.elements.length).toBeLessThanOrEqual(2);
    }
  });

  test('in the middle of the second certificate: the leaf and the verdict are enough', () => {
    const cut = whole.slice(0, whole.lastIndexOf('-----BEGIN') + 300);
    const report = read(cut);
    expectFacts(report);
    expect(report.certificates).toEqual(base64.slice(0, 1));
  });

  test('before the END line of a certificate whose bytes are all there', () => {
    const report = read(whole.slice(0, whole.indexOf('-----END')));
    expect(report.certificates).toEqual(base64.slice(0, 1));
  });

  test('in the first line: it is known as a report and everything is missing', () => {
    const report = read('=====TRUSTDESK-PROBE v1=====');
    expect(report.complete).toBe(false);
    expect(missingParts(report)).toEqual(['url', 'account', 'verdict', 'ownRequest']);
  });

  test('the rest of it, at any place, is known as a continuation; sentences are not', () => {
    for (let count = 3; count < lines.length - 3; count += 1) {
      expect(continuesReport(lines.slice(count).join('\r\n'))).toBe(true);
    }
    for (const text of ['that is all', 'c’est tout', 'hết rồi', 'what now?', 'https://mail.contoso.com/']) {
      expect(continuesReport(text)).toBe(false);
    }
  });
});

describe('the short form', () => {
  const printed = printedShort(facts);

  test('holds no more than twelve lines', () => {
    expect(printed.split('\n')).toHaveLength(12);
  });

  const typed: { readonly [name: string]: (text: string) => string } = {
    'as printed': (text) => text,
    'lower case': (text) => text.toLowerCase(),
    'spaces in the names': (text) =>
      text
        .replace('SslPolicyErrors', 'ssl policy errors')
        .replace('NotAfter', 'not after')
        .replace('ChainStatus', 'Chain Status'),
    'no colons': (text) => text.replace(/^(\w+): /gm, '$1 '),
    'O for 0, l for 1': (text) =>
      text.replace(
        /^(Thumbprint|NotAfter|NotBefore): .*$/gm,
        (line, name: string) =>
          `${name}: ${line
            .slice(name.length + 2)
            .replaceAll('0', 'O')
            .replaceAll('1', 'l')}`,
      ),
    'thumbprint in pairs': (text) =>
      text.replace(
        /(Thumbprint: )(\w+)/,
        (_all, label: string, hex: string) => label + (hex.match(/../g) ?? []).join(' '),
      ),
    'a letter wrong in each flag': (text) =>
      text
        .replace('NameMismatch', 'NameMissmatch')
        .replace('ChainErrors', 'ChainErors')
        .replace('UntrustedRoot', 'UntrustedRot'),
    'commas instead of lines': (text) => text.replaceAll('\n', '; '),
    'names of a German Windows': (text) => text.replaceAll('DNS Name=', 'DNS-Name='),
    'names of a French Windows': (text) => text.replaceAll('DNS Name=', 'Nom DNS='),
    'dates without a time': (text) => text.replaceAll(' 08:00:00Z', ''),
  };

  test.each(Object.entries(typed))('%s', (_name, hand) => {
    const report = read(hand(printed));
    expect(report).toMatchObject({
      form: 'short',
      complete: true,
      url: 'https://mail.contoso.com/',
      account: 'user',
      policyErrors: ['RemoteCertificateNameMismatch', 'RemoteCertificateChainErrors'],
      chainStatus: ['UntrustedRoot'],
      certificates: [],
    });
    const [element] = report.elements;
    expect(element?.names).toEqual(['mail.contoso.com', 'autodiscover.contoso.com']);
    expect(element?.issuer?.toLowerCase()).toBe('cn=contoso root ca');
    expect(element?.thumbprint).toBe(read(printed).elements[0]?.thumbprint);
    expect(element?.notAfter).toMatch(/^2027-06-30/);
    expect(report.root?.toLowerCase()).toBe('cn=contoso root ca');
  });

  test('without its first line it is known by .NET’s own words', () => {
    const report = read(printed.split('\n').slice(2).join('\n'));
    expect(report).toMatchObject({ form: 'short', complete: true, url: null, account: null });
  });

  test('an account with a dollar sign is one of Windows itself', () => {
    expect(read(printedShort({ ...facts, account: 'system' })).account).toBe('system');
  });
});

describe('what is no report', () => {
  test.each([
    'Could not establish trust relationship for the SSL/TLS secure channel',
    'What are SslPolicyErrors?',
    'The log says SslPolicyErrors: RemoteCertificateChainErrors and nothing else',
    'Welcome to TrustDesk',
    'TrustDesk probe mail.contoso.com please',
    'issued to mail.contoso.com, issued by Contoso CA, valid from 2026-01-31 to 2028-01-31, no warning',
    leaf.certPem,
    '',
  ])('%s', (text) => {
    expect(readRouterReport(text)).toBeNull();
  });
});

describe('other outcomes', () => {
  test('nothing reached: the reason is read from the words that no Windows translates', () => {
    const text = [
      '=====TRUSTDESK-PROBE v1=====',
      'Dns: 10.0.0.5, fe80::1',
      'Connect: FAILED',
      '  System.Management.Automation.MethodInvocationException: Ausnahme beim Aufrufen von "Connect"',
      '  System.Net.Sockets.SocketException (ConnectionRefused): Es konnte keine Verbindung hergestellt werden',
      'Proxy: http://proxy:8080/',
      'WebException.Status: ConnectFailure',
      '=====END TRUSTDESK-PROBE=====',
    ].join('\n');
    expect(read(text)).toMatchObject({
      connectProblem: 'refused',
      proxy: 'http://proxy:8080',
      webStatus: 'ConnectFailure',
      policyErrors: null,
      addresses: ['10.0.0.5', 'fe80::1'],
    });
  });

  test('a name that does not resolve there', () => {
    const text =
      'TRUSTDESK-PROBE v1\nDns: FAILED\n  System.Net.Sockets.SocketException (HostNotFound): Hôte inconnu\nConnect: FAILED\n System.Net.Sockets.SocketException (HostNotFound): Hôte inconnu';
    expect(read(text)).toMatchObject({ addresses: [], connectProblem: 'dns-failure' });
  });

  test('what .NET offers by itself fails, TLS 1.2 works', () => {
    const handshakes = ['Handshake(0): FAILED', 'Handshake(3072): OK Tls12'];
    expect(read(printedReport({ ...facts, handshakes })).handshakes).toEqual([
      { offered: 'default', ok: false },
      { offered: 'TLS 1.2', ok: true },
    ]);
  });

  test('a healthy answer with its HTTP status and a proxy', () => {
    const text = printedReport({
      chain: [leaf, root],
      webStatus: 'ProtocolError',
      http: '401',
      proxy: 'http://proxy.contoso.com:8080/',
    });
    expect(read(text)).toMatchObject({
      policyErrors: [],
      webStatus: 'ProtocolError',
      httpStatus: 401,
      proxy: 'http://proxy.contoso.com:8080',
    });
  });
});

describe('hostile texts', () => {
  const patience = 2000;
  const timed = (run: () => void): number => {
    const begin = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1000;
  };

  test.each([
    ['names without end', 'SslPolicyErrors: None Subject: '.repeat(7_000)],
    ['one name and no break', `TRUSTDESK-PROBE ${'S'.repeat(200_000)}`],
    ['half names', `TRUSTDESK-PROBE ${'SslPolicy '.repeat(20_000)}`],
    ['brackets', `TRUSTDESK-PROBE ${'[0] '.repeat(50_000)}`],
    ['dashes', `TRUSTDESK-PROBE ${'-'.repeat(200_000)}`],
    ['BEGIN lines', `TRUSTDESK-PROBE ${'-----BEGIN CERTIFICATE-----\n'.repeat(7_500)}`],
    ['tags', `TRUSTDESK-PROBE<br>${'<div '.repeat(40_000)}`],
    ['entities', `TRUSTDESK-PROBE<br>${'&'.repeat(200_000)}`],
    ['quote marks', `TRUSTDESK-PROBE\n${'> '.repeat(100_000)}`],
    ['lines of one letter', `TRUSTDESK-PROBE\n${'S\n'.repeat(100_000)}`],
    ['commas', `TRUSTDESK-PROBE SslPolicyErrors: ${','.repeat(200_000)}`],
    ['spaces', `TRUSTDESK-PROBE${' '.repeat(200_000)}x`],
    ['fences', `TRUSTDESK-PROBE\n${'`'.repeat(200_000)}`],
  ])('200 KB of %s in good time', (_name, text) => {
    expect(timed(() => readRouterReport(text))).toBeLessThan(patience);
    expect(timed(() => continuesReport(text))).toBeLessThan(patience);
  });

  test('nothing throws, and everything read is bounded', () => {
    const pieces = fc.oneof(
      fc.constantFrom(...printedReport(facts).split('\r\n')),
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        'TRUSTDESK-PROBE',
        '[99] Subject: x',
        '[3] Issuer: y',
        'NotAfter: 9999-99-99',
        '\u0000',
        '> ',
        '—',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 60 }),
        fc.constantFrom('\n', '', ' ', '\r\n'),
        (parts, joint) => {
          const report = readRouterReport(`TRUSTDESK-PROBE v1${joint}${parts.join(joint)}`);
          expect(report?.elements.length).toBeLessThanOrEqual(10);
          expect(JSON.stringify(report).length).toBeLessThan(300_000);
        },
      ),
      { numRuns: 300 },
    );
  });
});
