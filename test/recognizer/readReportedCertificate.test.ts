import { describe, expect, test } from '@jest/globals';
import { shippedRecognizer } from './signatureFiles.js';

const { readReportedCertificate } = shippedRecognizer;
const day = (date: string) => `${date}T00:00:00.000Z`;

const whole = {
  names: ['mail.contoso.com'],
  issuer: 'Contoso CA',
  notBefore: day('2020-02-01'),
  notAfter: day('2022-02-13'),
};

describe('a whole report', () => {
  test.each([
    [
      'en',
      false,
      'issued to mail.contoso.com, issued by Contoso CA, valid 02/01/2020 to 02/13/2022, no warning',
    ],
    [
      'en',
      true,
      'Issued to: mail.contoso.com\nIssued by: Contoso CA\nValid from 2/1/2020 to 2/13/2022\nthe browser shows a certificate warning',
    ],
    [
      'en',
      false,
      'Issued to:\n  mail.contoso.com\nIssued by:\n  Contoso CA\nNot before: 2020-02-01\nNot after: 2022-02-13T23:59:59Z\nwithout any warnings',
    ],
    [
      'en',
      true,
      'Subject: CN=mail.contoso.com; Issuer: Contoso CA; valid from February 1, 2020 until 13 Feb 2022; warning',
    ],
    [
      'en-GB',
      false,
      'name is mail.contoso.com, signed by Contoso CA, valid from 01/02/2020 to 13/02/2022, no certificate error',
    ],
    [
      'fr',
      false,
      "délivré à mail.contoso.com, délivré par Contoso CA, valide du 1er février 2020 au 13 février 2022, pas d'avertissement",
    ],
    [
      'fr',
      true,
      'Délivré à : mail.contoso.com\nDélivré par : Contoso CA\nValide à partir du 01/02/2020 jusqu’au 13/02/2022\navertissement de sécurité affiché',
    ],
    [
      'fr',
      false,
      'DELIVRE A mail.contoso.com DELIVRE PAR Contoso CA, valable du 01.02.2020 au 13.02.2022, sans avertissement',
    ],
    [
      'fr',
      false,
      'Émis pour mail.contoso.com, émis par « Contoso CA », validité : 01/02/2020 - 13/02/2022, aucune erreur de certificat',
    ],
    [
      'vi',
      true,
      'cấp cho mail.contoso.com, cấp bởi Contoso CA, có hiệu lực từ 01/02/2020 đến 13/02/2022, có cảnh báo',
    ],
    [
      'vi',
      false,
      'cap cho mail.contoso.com, cap boi Contoso CA, hieu luc tu 01/02/2020 den 13/02/2022, khong co canh bao',
    ],
    [
      'vi',
      false,
      'Cấp cho: mail.contoso.com\nDo Contoso CA cấp\nHiệu lực từ ngày 1 tháng 2 năm 2020 đến ngày 13 tháng 2 năm 2022\nkhông thấy cảnh báo nào',
    ],
    [
      'vi',
      true,
      'Issued to: mail.contoso.com, Issued by: Contoso CA, Valid from 01/02/2020 to 13/02/2022, trình duyệt báo cảnh báo',
    ],
  ])('%s, warning %s: %s', (locale, browserWarning, text) => {
    expect(readReportedCertificate(text, locale)).toEqual({
      ok: true,
      reported: { ...whole, browserWarning },
      missing: [],
      notes: [],
    });
  });
});

describe('dates', () => {
  const datesOf = (text: string, locale: string) => {
    const reading = readReportedCertificate(text, locale);
    if (!reading.ok) return null;
    const { notBefore, notAfter } = reading.reported;
    return [notBefore, notAfter].map((date) => date?.slice(0, 10) ?? null);
  };

  test.each([
    ['en', '2020-02-01 to 2022-02-01', ['2020-02-01', '2022-02-01']],
    ['en', 'valid from 01-Feb-2020 to 1st February 2022', ['2020-02-01', '2022-02-01']],
    ['en', 'expires on March 3, 2021', [null, '2021-03-03']],
    ['en', 'valid until 2021/03/03', [null, '2021-03-03']],
    [
      'en',
      'valid from Saturday, February 1, 2020 12:00:00 AM to Tuesday, February 1, 2022 11:59:59 PM',
      ['2020-02-01', '2022-02-01'],
    ],
    ['fr', 'valide du 1 août 2020 au 31 déc. 2021', ['2020-08-01', '2021-12-31']],
    ['fr', 'expire le 05/06/2021', [null, '2021-06-05']],
    ['fr', 'expiré depuis le 05/06/21', [null, '2021-06-05']],
    ['fr', 'du 01/31/2020 au 02/28/2021', ['2020-01-31', '2021-02-28']],
    ['vi', 'hết hạn ngày 05/06/2021', [null, '2021-06-05']],
    ['vi', 'hiệu lực từ 3 tháng 10 năm 2020 đến 3 tháng 11 năm 2021', ['2020-10-03', '2021-11-03']],
    ['en', 'valid 31/02/2020 to 01/03/2021', [null, '2021-03-01']],
  ])('%s: %s', (locale, text, expected) => {
    expect(datesOf(text, locale)).toEqual(expected);
  });

  test.each([
    ['en', '01/02/2020', 'month-first', '2020-01-02'],
    ['en-US', '01/02/2020', 'month-first', '2020-01-02'],
    ['en-GB', '01/02/2020', 'day-first', '2020-02-01'],
  ])('the order assumed for %s in English is reported', (locale, date, order, first) => {
    const reading = readReportedCertificate(`valid ${date} to 03/04/2022`, locale);
    expect(reading).toMatchObject({ ok: true, notes: [{ code: 'date-order-assumed', order }] });
    expect(reading.ok && reading.reported.notBefore).toBe(day(first));
  });

  test.each([
    ['fr', 'valide du 01/02/2020 au 03/04/2022'],
    ['vi', 'hiệu lực từ 01/02/2020 đến 03/04/2022'],
    ['en', 'valid 13/02/2020 to 03/04/2022'],
    ['en', 'valid 2020-02-01 to 2022-04-03'],
    ['en', 'valid 02/02/2020 to 03/03/2022'],
  ])('nothing is assumed for %s: %s', (locale, text) => {
    expect(readReportedCertificate(text, locale)).toMatchObject({ ok: true, notes: [] });
  });

  test('a first day after the last one is reported', () => {
    expect(readReportedCertificate('valid from 2023-01-01 to 2022-01-01', 'en')).toMatchObject({
      notes: [{ code: 'dates-reversed' }],
    });
  });
});

describe('a part of a report', () => {
  test.each([
    ['en', 'exch01.contoso.local', { names: ['exch01.contoso.local'] }],
    ['en', 'the certificate is for exch01.contoso.local', { names: ['exch01.contoso.local'] }],
    ['en', 'Issued to: EXCH01', { names: ['exch01'] }],
    [
      'en',
      'issued to *.contoso.com and mail.fabrikam.com',
      { names: ['*.contoso.com', 'mail.fabrikam.com'] },
    ],
    [
      'en',
      'SAN: DNS Name=mail.contoso.com, DNS Name=autodiscover.contoso.com',
      { names: ['mail.contoso.com', 'autodiscover.contoso.com'] },
    ],
    ['en', 'issued by DigiCert, Inc, no warning', { issuer: 'DigiCert, Inc', browserWarning: false }],
    ['en', 'Issuer: CN=Contoso CA, O=Contoso, C=US', { issuer: 'CN=Contoso CA, O=Contoso, C=US', names: [] }],
    ['fr', 'aucun avertissement', { browserWarning: false }],
    ['fr', "j'ai un avertissement dans Internet Explorer", { browserWarning: true }],
    ['vi', 'trình duyệt không báo cảnh báo', { browserWarning: false }],
    ['vi', 'có cảnh báo', { browserWarning: true }],
    ['vi', 'tên trên chứng chỉ là mail.contoso.com', { names: ['mail.contoso.com'] }],
  ])('%s: %s', (locale, text, expected) => {
    expect(readReportedCertificate(text, locale)).toMatchObject({ ok: true, reported: expected });
  });

  test('what was not said is listed', () => {
    expect(readReportedCertificate('issued by Contoso CA', 'en')).toMatchObject({
      ok: true,
      missing: ['names', 'notBefore', 'notAfter', 'browserWarning'],
    });
  });

  test('self-signed is noted', () => {
    expect(readReportedCertificate('issued to mail.contoso.com, self-signed', 'en')).toMatchObject({
      notes: [{ code: 'said-self-signed' }],
    });
  });

  test('with and without a warning is neither', () => {
    const reading = readReportedCertificate(
      'issued by X1, no warning in one browser, a warning in the other',
      'en',
    );
    expect(reading).toMatchObject({ ok: true, reported: { browserWarning: null } });
  });
});

test.each([
  '',
  'I do not know',
  'je ne sais pas',
  'không biết',
  '12',
  '😀',
  'the router is on the other floor',
])('holds no report: %s', (text) => {
  expect(readReportedCertificate(text, 'en')).toEqual({
    ok: false,
    missing: ['names', 'issuer', 'notBefore', 'notAfter', 'browserWarning'],
  });
});

test.each(['1/'.repeat(50_000), 'issued by '.repeat(10_000), 'CN='.repeat(30_000), 'a.'.repeat(50_000)])(
  'a hostile text of 100 kB is read to an end',
  (text) => {
    expect(typeof readReportedCertificate(text, 'en').ok).toBe('boolean');
  },
);
