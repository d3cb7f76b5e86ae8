import { describe, expect, test } from '@jest/globals';
import { findEndpoints } from '../../src/base/findEndpoints.js';
import { parseEndpoint } from '../../src/base/parseEndpoint.js';

const readable: readonly (readonly [string, string, string])[] = [
  ['https://mail.contoso.com', 'https://mail.contoso.com/', ''],
  ['  https://mail.contoso.com/owa/  ', 'https://mail.contoso.com/owa/', 'owa-url'],
  ['mail.contoso.com', 'https://mail.contoso.com/', 'missing-scheme'],
  ['MAIL.Contoso.COM.', 'https://mail.contoso.com/', 'missing-scheme'],
  ['mail.contoso.com:8443', 'https://mail.contoso.com:8443/', 'missing-scheme'],
  ['mail.contoso.com : 8443', 'https://mail.contoso.com:8443/', 'missing-scheme'],
  ['mail.contoso.com 8443', 'https://mail.contoso.com:8443/', 'missing-scheme'],
  ['mail.contoso.com/ews/exchange.asmx', 'https://mail.contoso.com/ews/exchange.asmx', 'missing-scheme'],
  ['exch01', 'https://exch01/', 'missing-scheme'],
  ['exch_01', 'https://exch_01/', 'missing-scheme'],
  ['http://mail.contoso.com/', 'https://mail.contoso.com/', 'http-scheme'],
  ['http://mail.contoso.com:8080/', 'https://mail.contoso.com:8080/', 'http-scheme'],
  ['HTTPS://MAIL.CONTOSO.COM', 'https://mail.contoso.com/', ''],
  ['https:// mail.contoso.com / owa', 'https://mail.contoso.com/owa', 'owa-url'],
  ['https:\\\\mail.contoso.com\\owa', 'https://mail.contoso.com/owa', 'owa-url'],
  ['https//mail.contoso.com', 'https://mail.contoso.com/', ''],
  ['https:/mail.contoso.com', 'https://mail.contoso.com/', ''],
  ['http://https://mail.contoso.com', 'https://mail.contoso.com/', ''],
  ['//mail.contoso.com/owa', 'https://mail.contoso.com/owa', 'missing-scheme owa-url'],
  ['<https://mail.contoso.com/>', 'https://mail.contoso.com/', ''],
  ['"https://mail.contoso.com".', 'https://mail.contoso.com/', ''],
  ['« https://mail.contoso.com »', 'https://mail.contoso.com/', ''],
  ['(mail.contoso.com),', 'https://mail.contoso.com/', 'missing-scheme'],
  ['[the server](https://mail.contoso.com/owa)', 'https://mail.contoso.com/owa', 'owa-url'],
  ['https://mail.contoso.com/owa?token=1#x', 'https://mail.contoso.com/owa', 'owa-url'],
  ['https://user:secret@mail.contoso.com/', 'https://mail.contoso.com/', 'credentials-masked'],
  ['https://***@mail.contoso.com/', 'https://mail.contoso.com/', 'credentials-masked'],
  ['user:secret@mail.contoso.com', 'https://mail.contoso.com/', 'missing-scheme credentials-masked'],
  ['\\\\exch01\\c$', 'https://exch01/', 'unc-path'],
  ['192.168.1.10', 'https://192.168.1.10/', 'missing-scheme ip-literal'],
  ['https://10.0.0.5:444', 'https://10.0.0.5:444/', 'ip-literal'],
  ['2001:db8::1', 'https://[2001:db8::1]/', 'missing-scheme ip-literal'],
  ['[2001:DB8::1]:8443', 'https://[2001:db8::1]:8443/', 'missing-scheme ip-literal'],
  ['https://[::1]/owa/', 'https://[::1]/owa/', 'ip-literal owa-url'],
  ['https://messagerie.société.fr/', 'https://messagerie.xn--socit-esab.fr/', 'idn'],
  ['https://thư.công-ty.vn', 'https://xn--th-e0a.xn--cng-ty-ixa.vn/', 'idn'],
  ['mail.contoso.com\u00a0', 'https://mail.contoso.com/', 'missing-scheme'],
  ['mail\u200b.contoso.com', 'https://mail.contoso.com/', 'missing-scheme'],
];

test.each(readable)('reads %j', (typed, url, notes) => {
  const reading = parseEndpoint(typed);
  expect(reading).toMatchObject({ ok: true, url });
  expect(reading.ok && reading.notes.join(' ')).toBe(notes);
});

test.each([
  ['', 'empty'],
  [' <> ', 'empty'],
  ['x'.repeat(5000), 'too-long'],
  ['john@contoso.com', 'e-mail-address'],
  ['mailto:john@contoso.com', 'unsupported-scheme'],
  ['ftp://mail.contoso.com', 'unsupported-scheme'],
  ['*.contoso.com', 'wildcard-host'],
  ['mail..contoso.com', 'bad-host'],
  ['-mail.contoso.com', 'bad-host'],
  ['443', 'bad-host'],
  ['127.1', 'bad-host'],
  ['4.0.30319.1', 'bad-host'],
  ['fe80::1%eth0', 'bad-host'],
  [`${'a'.repeat(64)}.com`, 'bad-host'],
  ['mail.contoso.com:99999', 'bad-port'],
  ['mail.contoso.com:0', 'bad-port'],
  ['mail.contoso.com:https', 'bad-port'],
  ['I do not know', 'several-words'],
  ['🤷', 'bad-host'],
])('says what is wrong with %j', (typed, problem) => {
  expect(parseEndpoint(typed)).toEqual({ ok: false, problem });
});

test('keeps credentials and the query out of every field', () => {
  expect(JSON.stringify(parseEndpoint('https://bob:hunter2@mail.contoso.com/?pw=hunter2'))).not.toMatch(
    /hunter2|bob/,
  );
});

function urls(text: string, bareHosts: boolean): readonly string[] {
  return findEndpoints(text, { bareHosts }).map((reading) => (reading.ok ? reading.url : reading.problem));
}

describe('findEndpoints', () => {
  test('finds URLs and host:port in a pasted error, each once', () => {
    const text = `Incoming Status: Failure - Could not establish trust relationship. Server: https://mail.contoso.com/,
      at System.Net.HttpWebRequest.GetResponse() in C:\\src\\EmailAgent.cs:line 42 (see https://MAIL.contoso.com/owa).
      also legacy.contoso.com:444; http://go.microsoft.com/fwlink/?LinkId=1`;
    expect(urls(text, false)).toEqual(['https://mail.contoso.com/', 'https://legacy.contoso.com:444/']);
  });

  test('takes lone names only when asked to', () => {
    const text = 'le serveur est mail.contoso.com, ou exch01.contoso.local ; 10.0.0.5 aussi';
    expect(urls(text, false)).toEqual([]);
    expect(urls(text, true)).toEqual([
      'https://mail.contoso.com/',
      'https://exch01.contoso.local/',
      'https://10.0.0.5/',
    ]);
  });

  test.each([
    'Microsoft.Crm.Tools.EmailAgent.xml',
    'router.exe',
    'System.Net.WebException: failed',
    'System.Web.Services.Protocols.SoapException',
    'HttpWebRequest.GetResponse',
    'requests.exceptions.SSLError: [SSL: CERTIFICATE_VERIFY_FAILED]',
    'More details here: https://curl.se/docs/sslcerts.html',
    'ASP.NET 4.0.30319.1',
    'Version 14.1.2.0 of Exchange',
    'write to john@contoso.com',
    'it fails.Please help',
    'at 10:30 on 12.03.2024',
    'Error:404',
    'C:\\Program Files\\mail.contoso.com\\x',
    'e.g. this',
  ])('takes no name from %j', (text) => {
    expect(urls(text, true)).toEqual([]);
  });

  test('reads a markdown link and angle brackets', () => {
    expect(urls('see [here](https://mail.contoso.com/owa) and <https://a.contoso.com>', false)).toEqual([
      'https://mail.contoso.com/owa',
      'https://a.contoso.com/',
    ]);
  });

  test('is bounded on hostile text', () => {
    expect(urls('https://'.repeat(20_000), true)).toEqual([]);
    expect(urls('a.'.repeat(50_000), true)).toEqual([]);
    expect(urls(Array.from({ length: 500 }, (_, n) => `h${n}.contoso.com`).join(' '), true)).toHaveLength(20);
  });
});
