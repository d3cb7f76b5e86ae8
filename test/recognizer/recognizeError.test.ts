import { describe, expect, test } from '@jest/globals';
import { shippedRecognizer, shippedSignatures } from './signatureFiles.js';

const { recognizeError } = shippedRecognizer;

const outer = {
  en: 'The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.',
  fr: 'La connexion sous-jacente a été fermée : Impossible d’établir une relation de confiance pour le canal sécurisé SSL/TLS.',
  vi: 'kết nối cơ bản bị đóng: không thể thiết lập mối quan hệ tin cậy cho kênh bảo mật SSL/TLS.',
};
const inner = {
  en: 'The remote certificate is invalid according to the validation procedure.',
  fr: 'Le certificat distant n’est pas valide conformément à la procédure de validation.',
  vi: 'Chứng chỉ từ xa không hợp lệ theo quy trình xác thực.',
};

describe('the trust-relationship message', () => {
  test.each([
    ['en', `Incoming Status: Failure - ${outer.en} ${inner.en}`],
    ['en', outer.en],
    ['en', inner.en],
    ['en', 'COULD NOT ESTABLISH TRUST RELATIONSHIP FOR THE SSL/TLS SECURE CHANNEL'],
    ['en', 'could not establish trust relationship'],
    ['en', 'Could not establish trust relationsh'],
    ['en', 'Could not establish trust\r\n relationship for the\r\n SSL/TLS secure\r\n channel.'],
    [
      'en',
      '“Could not establish trust relationship for the SSL/TLS secure channel” Microsoft Dynamcis CRM E-mail Router',
    ],
    ['en', 'Could not estabilsh trust relatonship for the SSL/TLS secure chanel'],
    ['en', 'The rernote certificate is invalid according to the va1idation procedure'],
    [
      'en',
      'hi, our router says it cannot establish a trust relationship over TLS with exchange, help please',
    ],
    [
      'en',
      '<p>The <b>remote certificate</b> is invalid&nbsp;according to the <i>validation</i> procedure.</p>',
    ],
    [
      'en',
      `2012-04-02 09:14:11,204 ERROR [7] #16192 - Mailbox svc@contoso.com\n${outer.en}\n   at System.Net.HttpWebRequest.GetResponse()\n   at Router.ExchangeProvider.Poll()`,
    ],
    ['fr', `Statut entrant\u00a0: Échec - ${outer.fr} ${inner.fr}`],
    ['fr', outer.fr],
    ['fr', inner.fr],
    ['fr', "Le certificat distant n'est pas valide selon la procedure de validation"],
    ['fr', "IMPOSSIBLE D'ETABLIR UNE RELATION DE CONFIANCE POUR LE CANAL SECURISE SSL/TLS"],
    ['fr', 'le routeur n’arrive pas à établir une relation de confiance SSL avec Exchange'],
    [
      'fr',
      'La connexion sous-jacente a &eacute;t&eacute; ferm&eacute;e : Impossible d&rsquo;&eacute;tablir une relation de confiance pour le canal s&eacute;curis&eacute; SSL/TLS',
    ],
    ['vi', `Các trạng thái: Lỗi - ${outer.vi} ${inner.vi}`],
    ['vi', outer.vi],
    ['vi', inner.vi],
    ['vi', 'khong the thiet lap moi quan he tin cay cho kenh bao mat SSL/TLS'],
    ['vi', 'Chung chi tu xa khong hop le theo quy trinh xac thuc'],
    ['vi', 'bộ định tuyến báo không tạo được quan hệ tin cậy SSL với máy chủ Exchange'],
    ['de', 'Für den geschützten SSL/TLS-Kanal konnte keine Vertrauensstellung hergestellt werden'],
    ['ja', 'SSL/TLS のセキュリティで保護されているチャネルに対する信頼関係を確立できませんでした'],
    ['ko', '기본 연결이 닫혔습니다. SSL/TLS 보안 채널에 대 한 트러스트 관계를 설정 하지 못했습니다.'],
    ['zh-Hans', '未能为 SSL/TLS 安全通道建立信任关系'],
  ])('%s: %s', (locale, text) => {
    const match = recognizeError(text);
    expect(match).toMatchObject({ family: 'trust-relationship', locale });
    expect(match.score).toBeGreaterThanOrEqual(0.55);
    expect(match.score).toBeLessThanOrEqual(1);
    expect(match.because.length).toBeGreaterThan(0);
  });

  test.each([
    'WebException.Status: TrustFailure',
    'status=TrustFailure (9)',
    'SslPolicyErrors: RemoteCertificateNameMismatch, RemoteCertificateChainErrors',
    'chứng chỉ bị lỗi gì đó 0x800B0109 trong log',
    'CertVerifyCertificateChainPolicy returned 0x800b010f',
    'ChainStatus: UntrustedRoot',
  ])('is told by a signal alone, in no language: %s', (text) => {
    expect(recognizeError(text)).toMatchObject({ family: 'trust-relationship', locale: null });
  });

  test('a match names the wording or the signal that decided it', () => {
    expect(recognizeError('TrustFailure').because.join()).toContain('TrustFailure');
    expect(recognizeError(inner.fr).because[0]).toContain('100 % of the fr wording');
  });
});

test.each([
  ['tls-protocol', 'The request was aborted: Could not create SSL/TLS secure channel.'],
  ['tls-protocol', 'La demande a été abandonnée : Impossible de créer un canal sécurisé SSL/TLS.'],
  ['tls-protocol', 'The underlying connection was closed: An unexpected error occurred on a send.'],
  ['name-resolution', "The remote name could not be resolved: 'mail.contoso.com'"],
  ['name-resolution', "Le nom distant n'a pas pu être résolu: 'mail.contoso.com'"],
  ['unreachable', 'Unable to connect to the remote server'],
  ['unreachable', 'Impossible de se connecter au serveur distant'],
  ['unauthorized', 'The remote server returned an error: (401) Unauthorized.'],
  ['unauthorized', 'Le serveur distant a retourné une erreur : (401) Non autorisé.'],
  ['forbidden', 'The remote server returned an error: (403) Forbidden.'],
  ['not-found', 'Le serveur distant a retourné une erreur : (404) Introuvable.'],
  [
    'outlook-certificate',
    'The name on the security certificate is invalid or does not match the name of the site.',
  ],
  ['other-runtime-trust', 'curl: (60) SSL certificate problem: unable to get local issuer certificate'],
])('the other families are known well enough not to be mistaken: %s', (family, text) => {
  expect(recognizeError(text).family).toBe(family);
});

test.each([
  '',
  '   ',
  '😀😀😀',
  'hello, how are you?',
  'I want a human',
  'mail.contoso.com',
  'https://mail.contoso.com/ews/exchange.asmx',
  'Is my certificate still valid? How do I renew it?',
  'How do I install an SSL certificate on Exchange 2010?',
  'What is a remote certificate?',
  'mon certificat a expiré, comment le renouveler ?',
  'chứng chỉ của tôi sắp hết hạn, làm sao gia hạn?',
  'The trust relationship between this workstation and the primary domain failed.',
  'the trust relationship between my computer and the domain controller is broken, reset the secure channel with Test-ComputerSecureChannel',
  'Could not establish trust relationship between forest contoso.com and fabrikam.com, domain trust broken',
  'La relation d’approbation entre cette station de travail et le domaine principal a échoué.',
  "Impossible d'établir une relation d'approbation entre cette station de travail et le domaine principal",
  'Mối quan hệ tin cậy giữa máy trạm này và miền chính không thành công',
  'moi quan he tin cay giua may tram nay va mien chinh bi loi',
  'Die Vertrauensstellung zwischen dieser Arbeitsstation und der primären Domäne konnte nicht hergestellt werden.',
  'No se puede establecer una relación de confianza entre esta estación de trabajo y el dominio principal.',
  '此工作站和主域间的信任关系失败',
  'Incoming Status: Failure - The remote server returned an error: (440) Login Timeout',
  'fatal: refusing to merge unrelated histories',
  '554 5.2.2 mailbox full',
  'Validation procedure for the remote certificate',
  'the server certificate is invalid when Outlook uses SSL',
  'Chứng chỉ máy chủ không hợp lệ',
  "le certificat du serveur n'est pas valide",
  'VPN: the secure channel could not be established',
  'Is the trust relationship between SSL client and server fine?',
  'What is a trust relationship in SSL?',
  'Statut entrant : Échec - la connexion sous-jacente a été fermée',
])('belongs to no family: %s', (text) => {
  expect(recognizeError(text).family).toBeNull();
});

test('an Active Directory error beside ours does not hide ours', () => {
  const text = `The trust relationship between this workstation and the primary domain failed.\n${outer.en} ${inner.en}`;
  expect(recognizeError(text).family).toBe('trust-relationship');
});

test('the inner exception decides over a generic outer one', () => {
  const text =
    'HttpRequestException: The SSL connection could not be established, see inner exception. ---> Authentication failed because the remote party has closed the transport stream.';
  expect(recognizeError(text).family).toBe('tls-protocol');
});

describe('the profile that failed', () => {
  test.each([
    ['incoming', 'Incoming Status: Failure - The underlying connection was closed'],
    ['outgoing', 'Outgoing Status: Failure - The underlying connection was closed'],
    ['both', 'Incoming Status: Failure - x\nOutgoing Status: Failure - x'],
    ['outgoing', 'Incoming Status: Success\nOutgoing Status: Failure - The underlying connection was closed'],
    ['incoming', 'Incoming Status: Failure - x\nOutgoing Status: Succeeded'],
    ['incoming', 'Statut entrant\u00a0: Échec - la connexion'],
    ['incoming', 'les statut entrant : échec'],
    ['outgoing', 'État sortant : défaillance'],
    ['outgoing', 'etat sortant: echec'],
    ['both', 'Statut entrant : échec. Statut sortant : échec.'],
    ['outgoing', 'Statut entrant : réussite. Statut sortant : échec.'],
    ['incoming', 'Các trạng thái: Lỗi - kết nối'],
    ['incoming', 'đến trạng thái: lỗi'],
    ['outgoing', 'Trạng thái đi: Lỗi'],
    ['outgoing', 'trang thai di: loi'],
    ['both', 'Trạng thái đến: lỗi. Trạng thái đi: thất bại'],
  ])('is %s: %s', (direction, text) => {
    expect(recognizeError(text).direction).toBe(direction);
  });

  test.each(['Incoming Status: Success', 'incoming mail failed', outer.en, ''])(
    'is not told by: %s',
    (text) => {
      expect(recognizeError(text).direction).toBeNull();
    },
  );
});

const wrappings: readonly (readonly [string, (text: string) => string])[] = [
  ['in capitals', (text) => text.toUpperCase()],
  [
    'without accents',
    (text) =>
      text
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '')
        .normalize('NFC'),
  ],
  ['in lines', (text) => text.replace(/ /g, '\r\n  ')],
  ['in HTML', (text) => `<p class="x">${text.replace(/ /g, '&nbsp;')}</p>`],
  [
    'quoted in a log',
    (text) => `2024-01-02 10:11:12,345 ERROR [7] „${text}“\n   at System.Net.HttpWebRequest.Get()`,
  ],
  ['misread', (text) => text.replace('l', '1').replace('m', 'rn')],
  ['with swapped words', (text) => text.replace(/(\S+) (\S+)/, '$2 $1')],
];
const official = shippedSignatures.sentences.filter(
  ({ family, weight, text }) => family !== 'none' && weight === 1 && text.length > 40,
);

test.each(wrappings)('a known sentence is known %s', (_name, wrap) => {
  const missed = official.filter(({ family, text }) => recognizeError(wrap(text)).family !== family);
  expect(missed.map(({ text }) => text)).toEqual([]);
});

test.each([
  ['common words', 'the '.repeat(25_000)],
  ['hyphens', 'a-'.repeat(50_000)],
  ['open tags', '<a '.repeat(33_000)],
  ['entities', '&#x41;'.repeat(16_000)],
  ['one word', 'x'.repeat(100_000)],
  ['combining marks', `a${'\u0301'.repeat(99_999)}`],
  ['half a signature', 'trust relationship '.repeat(5_000)],
  ['near misses', Array.from({ length: 10_000 }, (_, n) => `certif${n.toString(36)}`).join(' ')],
  ['ideographs', '信任'.repeat(50_000)],
  ['spelled without spaces', 'การเชื่อมต่อไม่'.repeat(6_000)],
  ['stems', 'zertifikatkanalverbindung '.repeat(4_000)],
  ['concepts', 'the server connection certificate could not be closed '.repeat(1_900)],
])('a hostile text of 100 kB is read to its end: %s', (_name, noise) => {
  expect(recognizeError(`${noise}\n${inner.en}`).family).toBe('trust-relationship');
});
