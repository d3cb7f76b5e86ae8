import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { maskDeep, maskSecrets } from '../../src/base/maskSecrets.js';
import { issue } from '../lab/pki.js';

test.each([
  ['https://user:Hunter2@mail.contoso.com/owa', 'https://***@mail.contoso.com/owa'],
  ['https://user:Hunter2/x@mail.contoso.com', 'https://***@mail.contoso.com'],
  ['https://user:Hun@ter2@mail.contoso.com', 'https://***@mail.contoso.com'],
  ['https://Hunter2@mail.contoso.com', 'https://***@mail.contoso.com'],
  ['user:Hunter2@mail.contoso.com', '***@mail.contoso.com'],
  [
    'write to john.doe@contoso.com or smtp:john@contoso.com',
    'write to ***@contoso.com or smtp:***@contoso.com',
  ],
  ['https://mail.contoso.com:444/owa/john@contoso.com', 'https://mail.contoso.com:444/owa/***@contoso.com'],
  ["<o'neil+crm@contoso.com>, đặng@contoso.vn", '<***@contoso.com>, ***@contoso.vn'],
  ['Authorization: Basic Hunter2', 'Authorization: ***'],
  ['curl -H "Authorization: Bearer Hunter2"', 'curl -H "Authorization: ***'],
  ['Bearer Hunter2Hunter2', 'Bearer ***'],
  ['Basic dXNlcjpwYXNz', 'Basic ***'],
  ['password=Hunter2', 'password=***'],
  ['Password: Hunter2 Server: x', 'Password: *** Server: x'],
  ['{"password":"Hunter2 Hunter2"}', '{"password":"***"}'],
  ['Password: Hun;t"er2 x', 'Password: *** x'],
  [String.raw`{\"password\":\"Hunter2\"}`, String.raw`{\"password\":\"***"}`],
  ['pwd: Hunter2', 'pwd: ***'],
  ['Server=x;Password=Hunter2;Timeout=3', 'Server=x;Password=***;Timeout=3'],
  ['mot de passe : Hunter2', 'mot de passe : ***'],
  ['Mot\u00a0de passe\u00a0: Hunter2', 'Mot\u00a0de passe\u00a0: ***'],
  ['mật khẩu: Hunter2', 'mật khẩu: ***'],
  ['mật khẩu: Hunter2'.normalize('NFD'), `${'mật khẩu: '.normalize('NFD')}***`],
  ['mat khau la Hunter2', 'mat khau la ***'],
  ['the password is Hunter2', 'the password is ***'],
  ['net use /password Hunter2', 'net use /password ***'],
  ['ConvertTo-SecureString "Hunter2" -AsPlainText', 'ConvertTo-SecureString "***" -AsPlainText'],
  ['?access_token=Hunter2&x=1', '?access_token=***&x=1'],
  [
    '-----BEGIN RSA PRIVATE KEY-----\nHunter2\n-----END RSA PRIVATE KEY-----\nx',
    '-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----\nx',
  ],
  [
    '——-BEGIN PRIVATE KEY——-\nHunter2\n——-END PRIVATE KEY——-\nx',
    '——-BEGIN PRIVATE KEY——-***——-END PRIVATE KEY——-\nx',
  ],
])('masks %j', (text, masked) => {
  expect(maskSecrets(text)).toBe(masked);
  expect(maskSecrets(masked)).toBe(masked);
});

test.each([
  'CN=Contoso CA, E=pki@contoso.com, O=Contoso',
  'emailAddress = pki@contoso.com',
  '@contoso.com',
  'Version=4.0.0.0, PublicKeyToken=b77a5c561934e089',
  'Basic authentication is on',
  'the password is wrong',
  'mot de passe oublié',
  'Incoming Status: Failure - Could not establish trust relationship for the SSL/TLS secure channel.',
])('leaves %j as it is', (text) => {
  expect(maskSecrets(text)).toBe(text);
});

test('masks a whole activity, by value and by key', () => {
  const masked = maskDeep({
    text: 'https://a:Hunter2@mail.contoso.com',
    value: { url: ['https://a:Hunter2@x.contoso.com'], Password: 'Hunter2', n: 3, none: null },
    attachments: [{ content: { body: 'pwd=Hunter2' } }],
    channelData: { authorization: 'Hunter2' },
  });
  expect(JSON.stringify(masked)).not.toContain('Hunter2');
  expect(masked.value.n).toBe(3);
  expect(masked.text).toBe('https://***@mail.contoso.com');
});

test('comes to an end on hostile input', () => {
  for (const piece of [
    '://a:b',
    '://',
    'password ',
    'password=',
    'a:',
    'Bearer ',
    'eyJa.',
    'PRIVATE KEY-----',
    '@',
    'a@',
    'a.b@c',
    'mật ',
    '"',
  ]) {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    expect(maskSecrets(text).length).toBeGreaterThan(0);
  }
  let nested: string | readonly unknown[] = 'password=Hunter2';
  for (let depth = 0; depth < 5000; depth += 1) nested = [nested];
  expect(JSON.stringify(maskDeep(nested as string))).not.toContain('Hunter2');
});

test('a private key as nothing but base64 is masked, a certificate is not', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
  const keys = [
    privateKey.export({ type: 'pkcs8', format: 'der' }),
    privateKey.export({ type: 'pkcs1', format: 'der' }),
    elliptic.export({ type: 'pkcs8', format: 'der' }),
    elliptic.export({ type: 'sec1', format: 'der' }),
  ].map((der) => der.toString('base64').replace(/.{64}/g, '$&\n'));
  for (const key of keys) expect(maskSecrets(`here: ${key}`)).toBe('here: ***');
  const certificate = issue({ cn: 'mail.contoso.com', authority: 'self' });
  for (const text of [certificate.certPem, certificate.der.toString('base64')])
    expect(maskSecrets(text)).toBe(text);
});
