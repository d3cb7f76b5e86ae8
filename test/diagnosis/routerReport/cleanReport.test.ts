import { expect, test } from '@jest/globals';
import { cleanReport, longestReport } from '../../../src/diagnosis/routerReport/cleanReport.js';

const full = `Subject: CN=${'x'.repeat(68)}`;

test('a line cut at the window’s width goes on, one that ends there by chance does not', () => {
  expect(full).toHaveLength(80);
  expect(cleanReport(`${full}\n.contoso.com\nTls: Tls12`)).toBe(`${full}.contoso.com\nTls: Tls12\n`);
  expect(cleanReport(`${full}\nIssuer: CN=y`)).toBe(`${full}\nIssuer: CN=y\n`);
  expect(cleanReport(`${full}\n[1] Subject: CN=y`)).toBe(`${full}\n[1] Subject: CN=y\n`);
});

test('base64 keeps its lines, whose width means nothing', () => {
  const base64 = `${'A'.repeat(76)}\n${'B'.repeat(76)}\nCCCC`;
  expect(cleanReport(base64)).toBe(base64);
});

test.each([
  ['> > Url: x', 'Url: x'],
  ['<div>Url:&nbsp;x<br/>Tls: &lt;y&gt;</div>', 'Url: x\nTls: <y>'],
  ['Url:\u00a0x\u200b', 'Url: x'],
  ['\u2014\u2013BEGIN', '--BEGIN'],
  ['\u201cUrl\uff1a x\u201d', '"Url: x"'],
  ['```powershell\nUrl: `x`\n```', 'Url: x'],
  ['Url: x\r\nTls: y\rRoot: z', 'Url: x\nTls: y\nRoot: z'],
])('%j reads %j', (text, clean) => {
  expect(cleanReport(text).trim()).toBe(clean);
});

test('a name with an angle bracket is no HTML', () => {
  expect(cleanReport('Subject: CN=a <b> c')).toBe('Subject: CN=a <b> c');
});

test('no more is read than a report can hold', () => {
  expect(cleanReport('x'.repeat(longestReport + 5)).trim()).toHaveLength(longestReport);
});
