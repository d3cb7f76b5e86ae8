import { describe, expect, test } from '@jest/globals';
import { shippedRecognizer } from './signatureFiles.js';

const { detectLanguage, splitPaste, isOnlyErrorText } = shippedRecognizer;
const supported = ['en', 'fr', 'vi'];

const english =
  'Incoming Status: Failure - The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel. The remote certificate is invalid according to the validation procedure.';
const french =
  'Statut entrant : Échec - la connexion sous-jacente a été fermée : Impossible d’établir une relation de confiance pour le canal sécurisé SSL/TLS. Le certificat distant n’est pas valide conformément à la procédure de validation.';
const vietnamese =
  'Các trạng thái: Lỗi - kết nối cơ bản bị đóng: không thể thiết lập mối quan hệ tin cậy cho kênh bảo mật SSL/TLS. Chứng chỉ từ xa không hợp lệ theo quy trình xác thực.';
const trace =
  'System.Net.WebException: The request failed badly ---> something else\n   at System.Net.HttpWebRequest.GetResponse()\n   at Router.Poll(String url) in C:\\src\\Router.cs:line 12';

describe('the language of a person’s own sentences', () => {
  test.each([
    ['en', 'I get this error when I test access to a mailbox'],
    ['en', 'our router can not reach the mailbox any more, what should we do?'],
    ['en', `Hello, this is what I see:\n${english}`],
    ['en', 'yes'],
    ['en', `I have this error on the router:\n${french}`],
    ['fr', 'Bonjour'],
    ['fr', "J'ai cette erreur quand je teste l'accès à la boîte aux lettres"],
    ['fr', "j'ai cette erreur quand je teste l'acces a la boite aux lettres"],
    ['fr', `Bonjour, j'ai ce message :\n${english}`],
    ['fr', `${english}\n\nque dois-je faire ?`],
    ['fr', `Impossible de tester la boîte, voici le message : « ${english} »`],
    ['fr', 'le serveur est https://mail.contoso.com/ews/exchange.asmx'],
    ['vi', 'tôi bị lỗi này khi kiểm tra hộp thư'],
    ['vi', 'toi bi loi nay khi kiem tra hop thu'],
    ['vi', `Tôi gặp lỗi này: ${english}`],
    ['vi', `toi bi loi nay khi kiem tra hop thu\n${english}\n${trace}`],
    ['vi', `${english}\nxin chao, toi phai lam sao?`],
    ['vi', 'xin chào'],
    ['vi', 'máy chủ của tôi là mail.contoso.com'],
    [
      'vi',
      'em thấy báo lỗi "The remote certificate is invalid according to the validation procedure." là sao ạ',
    ],
    ['vi', `may chu bao loi nay: ${trace}`],
  ])('is surely %s: %s', (locale, text) => {
    expect(detectLanguage(text, supported)).toEqual({ locale, sure: true });
  });

  test.each([
    '',
    'mail.contoso.com',
    'https://mail.contoso.com/ews/exchange.asmx',
    'Exchange 2010',
    '42',
    '👍',
    english,
    french,
    vietnamese,
    trace,
    `\`\`\`\n${trace}\n\`\`\``,
    'TrustFailure',
    'no',
    'ok',
  ])('is not sure from: %s', (text) => {
    expect(detectLanguage(text, supported).sure).toBe(false);
  });

  test.each([
    'Hola, tengo un problema con el servidor de correo',
    'ich habe diesen Fehler beim Testen vom Postfach',
    'Olá, não consigo testar o acesso à caixa de correio',
    'ciao, non riesco a provare la casella di posta',
    'привет, у меня ошибка',
    'こんにちは、エラーが出ます',
  ])('is none of the supported ones: %s', (text) => {
    expect(detectLanguage(text, supported).sure).toBe(false);
  });
});

describe('own words and paste', () => {
  test('are parted by known wording, machine lines and machine words', () => {
    const { own, pasted } = splitPaste(`Bonjour, voici mon problème :\n${english}\n${trace}\nMerci d'avance`);
    expect(own).toBe("Bonjour, voici mon problème : Merci d'avance");
    expect(pasted).toContain('Could not establish trust relationship');
    expect(pasted).toContain('HttpWebRequest');
  });

  test('addresses and quotations are not the person’s own words', () => {
    const { own } = splitPaste(
      'the url is https://mail.contoso.com/ews and it says "this is not working at all today"',
    );
    expect(own).toBe('the url is and it says');
  });

  test('apostrophes and short quotations stay', () => {
    expect(splitPaste('it\'s the "Exchange" server\'s name').own).toBe('it\'s the "Exchange" server\'s name');
  });

  test.each([
    english,
    french,
    vietnamese,
    trace,
    `<p>${english}</p>`,
    `"${english}"`,
    `Error: ${english}`,
    'TrustFailure',
  ])('nothing but an error: %s', (text) => {
    expect(splitPaste(text).own).toBe('');
    expect(isOnlyErrorText(text)).toBe(true);
  });

  test.each(['', '   ', 'hello', `what does this mean: ${english}`, 'xin chào', 'toi bi loi nay'])(
    'not only an error: %s',
    (text) => {
      expect(isOnlyErrorText(text)).toBe(false);
    },
  );
});

test.each([
  ['hyphens', 'a-'.repeat(50_000)],
  ['open quotes', '« '.repeat(50_000)],
  ['backticks', '`'.repeat(100_000)],
  ['dots', 'a.'.repeat(50_000)],
  ['exceptions', 'FooException: '.repeat(7_000)],
  ['lines', 'at a.b(\n'.repeat(12_000)],
])('a hostile text of 100 kB is split to its end: %s', (_name, noise) => {
  const { own, pasted } = splitPaste(`${noise}\nBonjour, que dois-je faire ?`);
  expect(own).toContain('Bonjour, que dois-je faire ?');
  expect(own.length + pasted.length).toBeGreaterThan(20);
});

describe('a certificate among the words', () => {
  const line = 'le/la/de/les+pour/avec/vous/sont+bonjour/dans/une/cette+merci/les';
  const certificate = `-----BEGIN CERTIFICATE-----\n${`${line}\n`.repeat(12)}-----END CERTIFICATE-----`;

  test('its base64 tells no language', () => {
    expect(detectLanguage(certificate, supported).sure).toBe(false);
    expect(detectLanguage(`Đây là chứng chỉ của máy chủ:\n${certificate}`, supported)).toEqual({
      locale: 'vi',
      sure: true,
    });
  });
});
