import { describe, expect, test } from '@jest/globals';
import { makeProcedures } from '../../src/answers/procedures.js';
import { type ProcedureParams, procedureValues } from '../../src/answers/procedureValues.js';
import { renderProcedure } from '../../src/answers/renderProcedure.js';
import { shippedProcedures } from './shippedProcedures.js';
import { shippedTexts } from './shippedTexts.js';

const texts = shippedTexts();
const procedures = makeProcedures(shippedProcedures());

function render(id: string, params: ProcedureParams = {}, locale: 'en' | 'fr' | 'vi' = 'en') {
  const procedure = procedures.get(id);
  if (!procedure) throw new Error(id);
  return renderProcedure(procedure, { params, locale, texts });
}

describe('a rendered procedure', () => {
  test('says where, with which rights, who is affected, how to undo it and how to see that it worked', () => {
    const { text } = render('trust-root-2012-later');
    const order = [
      '**Where:**',
      '**Rights needed:**',
      '**1.**',
      '**4.**',
      '**Who is affected',
      '**How to undo it:**',
      '**How to see that it worked:**',
    ];
    const places = order.map((label) => text.indexOf(label));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('that only looks says so, and nothing of undoing', () => {
    const { text } = render('router-store-check');
    expect(text).toContain('they change nothing');
    expect(text).not.toContain('How to undo');
  });

  test('numbers its texts and not its commands', () => {
    const { text } = render('exchange-first-look');
    expect(text.match(/^\*\*\d+\.\*\* /gm)).toHaveLength(5);
    expect(text.match(/^```(powershell|bat)$/gm)).toHaveLength(4);
  });

  test('has no numbered Markdown list, since those numbers are the choices', () => {
    for (const { id } of procedures.all) expect(render(id).text).not.toMatch(/^\d+\. /m);
  });

  test('takes what is known of the server into its commands', () => {
    const { text } = render('request-certificate-2010', {
      host: 'owa.contoso.com',
      requestNames: ['autodiscover.contoso.com'],
      oldThumbprint: 'ab:cd'.padEnd(59, ':01'),
    });
    expect(text).toContain('cn=owa.contoso.com" -DomainName owa.contoso.com,autodiscover.contoso.com');
    expect(text).not.toContain('`mail.contoso.com`');
    expect(text).not.toContain('<OLD_THUMBPRINT>');
    expect(text).toContain('replace the sample values with your own: `<THUMBPRINT>`');
  });

  test('writes an INF line for each name, and what a public CA says to them that day', () => {
    const procedure = procedures.get('certreq-without-exchange');
    if (!procedure) throw new Error('certreq-without-exchange');
    const params = {
      host: 'mail.contoso.com',
      requestNames: ['owa.contoso.com'],
      certificateNames: ['EX01'],
    };
    const at = new Date('2027-04-01T00:00:00Z');
    const { text } = renderProcedure(procedure, { params, at, locale: 'en', texts });
    expect(text).toContain('_continue_="dns=mail.contoso.com&"\n_continue_="dns=owa.contoso.com&"');
    expect(text).toMatch(/\*\*ex01\*\* \(no domain\).*100 days/);
    expect(render('test-access-again').text).not.toContain('days');
  });

  test('takes the thumbprint of a certificate that was shown for installing, never for requesting', () => {
    const newThumbprint = 'C3'.repeat(20);
    expect(render('install-certificate-later', { newThumbprint }).text).toContain(
      `-Thumbprint ${newThumbprint}`,
    );
    expect(render('request-certificate-2010', { newThumbprint }).text).not.toContain(newThumbprint);
  });

  test('writes punctuation and dates of the language', () => {
    const { text } = render('check-clock', {}, 'fr');
    expect(text).toContain('**Où\u00a0:** Dans');
    expect(text).toContain('22 novembre 2026');
    expect(render('check-clock', {}, 'vi').text).toContain('**Cách hoàn tác:** Không cần');
  });

  test('keeps a backslash of a command in the card', () => {
    const card = JSON.stringify(render('match-exchange-urls-2007-2013', { server: 'CAS01' }).card);
    expect(card).toContain(JSON.stringify('"CAS01\\EWS (Default Web Site)"').slice(1, -1));
  });
});

describe('values for an elevated shell', () => {
  const { values: sample } = procedureValues({});

  test.each([
    ['host', { host: 'a"; Remove-Item C:\\' }],
    ['host', { host: '$(calc)' }],
    ['host', { host: 'mail.contoso.com\nwhoami' }],
    [
      'certificateName',
      { certificateNames: ['x & calc.contoso.com', '`calc`.contoso.com', '*.contoso.com'] },
    ],
    ['thumbprint', { thumbprint: `${'A1'.repeat(19)}; ` }],
    ['url', { url: "https://mail.contoso.com/EWS/'; calc" }],
    ['url', { url: 'https://someone:secret@mail.contoso.com/EWS' }],
    ['server', { server: 'EX01; calc' }],
    ['port', { port: 70000 }],
  ] as const)('%s that is none stays the sample', (placeholder, params) => {
    expect(procedureValues(params).values[placeholder]).toBe(sample[placeholder]);
  });

  test('names beside the host are kept only if they are names', () => {
    const { values } = procedureValues({
      host: 'mail.contoso.com',
      requestNames: [
        'Autodiscover.contoso.com',
        'bad name',
        '10.0.0.1',
        'mail.contoso.com',
        'EX01',
        '-x.contoso.com',
      ],
    });
    expect(values.names).toBe('mail.contoso.com,autodiscover.contoso.com');
  });

  test('an address or short name is used for the network but not for a certificate', () => {
    const byAddress = procedureValues({
      host: '10.1.2.3',
      certificateNames: ['mail.fabrikam.contoso.com'],
    }).values;
    expect(byAddress.host).toBe('10.1.2.3');
    expect(byAddress.name).toBe('mail.fabrikam.contoso.com');
    const short = procedureValues({ host: 'ex01' });
    expect([short.values.host, short.values.url]).toEqual(['ex01', 'https://ex01/EWS/Exchange.asmx']);
    expect(short.samples.has('name')).toBe(true);
    expect(procedureValues({ host: 'fd00::5' }).values.url).toBe('https://[fd00::5]/EWS/Exchange.asmx');
  });
});

describe('a script for the Router’s computer', () => {
  const ids = ['router-report', 'router-report-short'];

  test.each(ids)('%s takes host and port, and nothing else', (id) => {
    const { text } = render(id, { host: 'exch_01.contoso.com', port: 8443, url: 'https://x/$(calc)' });
    expect(text).toMatch(/\$h='exch_01\.contoso\.com'; \$p=8443$/m);
    expect(text).not.toContain('calc');
    expect(text).not.toContain('sample values');
    expect(render(id, { host: '2001:db8::5', port: 443 }).text).toContain("$h='2001:db8::5'; $p=443");
  });

  test.each([
    "mail.contoso.com';calc;'",
    'mail.contoso.com’;calc;‘',
    '$(calc).contoso.com',
    'mail`ncalc.contoso.com',
    'mail.contoso.com calc',
    'mail.contoso.com\ncalc',
    '"calc"',
    '{{port}}calc',
    '',
  ])('the host %j never comes into it', (host) => {
    for (const id of ids) {
      const { text } = render(id, { host, port: 443 });
      expect(text).not.toContain('calc');
      expect(text).toContain("$h='mail.contoso.com'");
    }
  });

  test.each([0, -1, 65_536, 1.5, Number.NaN])('nor does the port %p', (port) => {
    for (const id of ids) expect(render(id, { host: 'mail.contoso.com', port }).text).toMatch(/\$p=443$/m);
  });
});
