import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type Locale, locales } from '../../src/answers/locales.js';
import { parseProcedures } from '../../src/answers/parseProcedures.js';
import { makeProcedures } from '../../src/answers/procedures.js';
import type { RenderedAnswer } from '../../src/answers/renderedAnswer.js';
import { renderProcedure } from '../../src/answers/renderProcedure.js';
import { renderTopic, topicIds } from '../../src/answers/renderTopic.js';
import { makeTexts } from '../../src/answers/texts.js';
import { shippedResources } from './shippedTexts.js';

const resources = shippedResources();
const texts = makeTexts(resources);
const procedures = makeProcedures(parseProcedures(readFileSync('dialogs/procedures.yaml', 'utf8')));

/** A server whose names are as long as they get in practice. */
const longParams = {
  host: 'webmail.subsidiary.northwest-region.contoso.com',
  port: 443,
  url: 'https://webmail.subsidiary.northwest-region.contoso.com/EWS/Exchange.asmx',
  certificateNames: ['exchange.subsidiary.northwest-region.contoso.com'],
  thumbprint: 'A1'.repeat(20),
  oldThumbprint: 'B2'.repeat(20),
};

function rendered(id: string, locale: Locale, params = {}): RenderedAnswer {
  const procedure = procedures.get(id);
  if (procedure) return renderProcedure(procedure, { params, locale, texts });
  return renderTopic(id, texts.in(locale));
}

/** All the strings of a card, as a client would show them. */
function cardStrings(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(cardStrings);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : cardStrings(inner),
  );
}

const ids = [...procedures.all.map(({ id }) => id), ...topicIds];
const cases = ids.flatMap((id) => locales.map((locale) => [id, locale] as const));

describe('every procedure and topic', () => {
  test.each(cases)('%s in %s is whole, filled and fits a message', (id, locale) => {
    for (const params of [{}, longParams]) {
      const { text, summary, card } = rendered(id, locale, params);
      expect(text.length).toBeLessThan(3800);
      expect(JSON.stringify(card).length).toBeLessThan(12_000);
      expect(summary.length).toBeLessThan(160);
      expect(`${text}${summary}${JSON.stringify(card)}`).not.toMatch(/\{\{|\}\}|undefined|\[object/);
      expect(card['version']).toBe('1.5');
    }
  });

  test.each(cases)('%s in %s has neither code marks nor headings in its card', (id, locale) => {
    for (const shown of cardStrings(rendered(id, locale).card)) expect(shown).not.toMatch(/`|^#{2,}/);
  });

  test('the locale files hold these topics and procedures and no others', () => {
    for (const locale of locales) {
      expect(Object.keys(resources[locale]['topics'] ?? {}).sort()).toEqual([...topicIds].sort());
      const known = procedures.all.map(({ id }) => id);
      expect(Object.keys(resources[locale]['procedures'] ?? {}).sort()).toEqual([...known, 'labels'].sort());
    }
  });

  test('the texts of a procedure are the ones its steps name', () => {
    for (const locale of locales) {
      for (const { id, steps, changes } of procedures.all) {
        const own = (resources[locale]['procedures']?.[id] ?? {}) as { readonly [key: string]: object };
        const named = steps.flatMap((step) => ('text' in step ? [step.text] : []));
        expect([id, Object.keys(own['steps'] ?? {}).sort()]).toEqual([id, [...named].sort()]);
        const consequences = changes ? ['affects', 'undo', 'verify'] : [];
        expect([id, Object.keys(own).sort()]).toEqual([
          id,
          ['title', 'where', 'rights', 'steps', ...consequences].sort(),
        ]);
      }
    }
  });
});

describe('commands', () => {
  test.each(procedures.all.map(({ id }) => id))(
    'of %s stand in code blocks, the same in every language',
    (id) => {
      const procedure = procedures.get(id);
      const steps = [...(procedure?.steps ?? []), ...(procedure?.undo ?? []), ...(procedure?.verify ?? [])];
      const lines = steps.flatMap((step) => ('command' in step ? step.command.split('\n') : []));
      const shape = (text: string) => text.replace(/\{\{\w+\}\}/g, '\u0000').split('\u0000');
      for (const locale of locales) {
        const { text, card } = rendered(id, locale);
        const inBlocks = [...text.matchAll(/```\w*\n([\s\S]*?)\n```/g)].map((block) => block[1]).join('\n');
        const inCard = JSON.stringify(card);
        for (const line of lines) {
          for (const piece of shape(line)) {
            expect(inBlocks).toContain(piece);
            expect(inCard).toContain(JSON.stringify(piece).slice(1, -1));
          }
        }
      }
    },
  );
});

/** Labels that a reader in Vietnam finds in English on the screen: the English label, then the gloss. */
test('Vietnamese labels are the English ones, French ones are followed by the English one', () => {
  const vi = rendered('iis-2008-view-certificate', 'vi').text;
  expect(vi).toContain('**Server Certificates** (Chứng chỉ máy chủ)');
  expect(vi).not.toContain('**Chứng chỉ');
  const fr = rendered('iis-2003-view-certificate', 'fr').text;
  expect(fr).toContain('**Afficher le certificat (View Certificate)**');
  expect(fr).not.toContain('**View Certificate**');
});

test('labels whose translation is unsure stay in English alone', () => {
  for (const locale of locales) {
    expect(rendered('router-read-url', locale).text).toContain('Email Router Configuration Manager');
    const shown = ids.map((id) => rendered(id, locale).text).join('\n');
    expect(shown).not.toMatch(
      /Gestionnaire de configuration|Trình quản lý cấu hình|Cơ quan cấp chứng chỉ trung gian/,
    );
  }
});

type Fact = readonly [fact: string, id: string, tellTales: { readonly [locale in Locale]: string }];
const same = (text: string) => ({ en: text, fr: text, vi: text });

/** What the two renderings of the article say, where it is said here, and by which words one knows it. */
const articleFacts: readonly Fact[] = [
  [
    'CRM 4.0 and CRM 2011',
    'symptom',
    { en: 'CRM 4.0 and CRM 2011', fr: 'CRM 4.0 et CRM 2011', vi: 'CRM 4.0 và CRM 2011' },
  ],
  [
    'mailbox on Exchange 2007 or 2010',
    'symptom',
    { en: 'Server 2007 or 2010', fr: 'Server 2007 ou 2010', vi: 'Server 2007 hoặc 2010' },
  ],
  ['seen on testing access', 'symptom', same('Test Access')],
  [
    'the message, first sentence',
    'symptom',
    {
      en: 'Could not establish trust relationship',
      fr: 'établir une relation de confiance',
      vi: 'không thiết lập được quan hệ tin cậy',
    },
  ],
  [
    'the message, second sentence',
    'symptom',
    {
      en: 'invalid according to the validation procedure',
      fr: 'selon la procédure de validation',
      vi: 'không hợp lệ theo quy trình xác thực',
    },
  ],
  [
    'happens with self-signed certificates',
    'symptom',
    { en: 'self-signed certificates', fr: 'certificats auto-signés', vi: 'chứng chỉ tự ký' },
  ],
  [
    'one or more causes',
    'symptom',
    { en: 'can also come together', fr: 'parfois réunies', vi: 'có thể cùng xảy ra' },
  ],
  [
    'cause 1: checked by .NET',
    'cause-self-signed',
    { en: 'Microsoft .NET libraries', fr: 'bibliothèques Microsoft .NET', vi: 'thư viện Microsoft .NET' },
  ],
  [
    'cause 1: self-signed is not supported',
    'cause-self-signed',
    {
      en: 'does **not** support self-signed',
      fr: 'ne prend **pas** en charge les certificats auto-signés',
      vi: '**không** hỗ trợ chứng chỉ tự ký',
    },
  ],
  [
    'cause 2: the names differ',
    'cause-name',
    {
      en: 'the certificate of the Exchange Web site another',
      fr: 'le certificat du site Web d’Exchange une autre',
      vi: 'chứng chỉ của trang web Exchange nói một nẻo',
    },
  ],
  [
    'resolution 1: a signed certificate on Exchange',
    'resolution-signed-certificate',
    {
      en: 'Exchange Server 2007 or 2010',
      fr: 'Exchange Server 2007 ou 2010',
      vi: 'Exchange Server 2007 hoặc 2010',
    },
  ],
  [
    'resolution 2: URL and certificate agree',
    'resolution-matching-url',
    {
      en: 'must hold the same host name',
      fr: 'doivent porter le même nom d’hôte',
      vi: 'phải có cùng tên máy chủ',
    },
  ],
  [
    'the Router computer is where to look',
    'router-read-url',
    {
      en: 'where the E-mail Router is installed',
      fr: 'où E-mail Router est installé',
      vi: 'máy cài E-mail Router',
    },
  ],
  ['Start → All Programs', 'router-read-url', same('All Programs')],
  ['Microsoft CRM E-mail Router.exe', 'router-read-url', same('**Microsoft CRM E-mail Router.exe**')],
  [
    'Configuration Profiles tab',
    'router-read-url',
    {
      en: '**Configuration Profiles** tab',
      fr: 'onglet **Profils de configuration',
      vi: 'thẻ **Configuration Profiles**',
    },
  ],
  ['the incoming profile', 'router-read-url', same('**Incoming**')],
  [
    'the Server field',
    'router-read-url',
    { en: '**Server** field', fr: 'champ **Serveur (Server)**', vi: 'trường **Server** (Máy chủ)' },
  ],
  ['paste the URL into Internet Explorer', 'router-browser-check', same('Internet Explorer')],
  [
    'good only without warnings and errors',
    'router-browser-check',
    {
      en: 'No warning and no error',
      fr: 'Aucun avertissement ni erreur',
      vi: 'Không có cảnh báo hay lỗi nào',
    },
  ],
  ['2008: Inetmgr', 'iis-2008-view-certificate', same('Inetmgr')],
  [
    '2008: Run',
    'iis-2008-view-certificate',
    { en: '**Run**', fr: '**Exécuter (Run)**', vi: '**Run** (Chạy)' },
  ],
  [
    '2008: Server Certificates',
    'iis-2008-view-certificate',
    {
      en: '**Server Certificates**',
      fr: '**Certificats de serveur (Server Certificates)**',
      vi: '**Server Certificates** (Chứng chỉ máy chủ)',
    },
  ],
  [
    '2008: the certificate used for Exchange',
    'iis-2008-view-certificate',
    {
      en: 'certificate used for Exchange',
      fr: 'certificat utilisé pour Exchange',
      vi: 'chứng chỉ dùng cho Exchange',
    },
  ],
  [
    '2008: compare with the profile',
    'iis-2008-view-certificate',
    { en: 'host of the profile URL', fr: 'URL du profil', vi: 'URL của hồ sơ' },
  ],
  ['2003: Inetmgr', 'iis-2003-view-certificate', same('Inetmgr')],
  [
    '2003: the Exchange site, right-click',
    'iis-2003-view-certificate',
    { en: 'right-click', fr: 'bouton droit', vi: 'bấm chuột phải' },
  ],
  [
    '2003: Properties',
    'iis-2003-view-certificate',
    { en: '**Properties**', fr: '**Propriétés (Properties)**', vi: '**Properties** (Thuộc tính)' },
  ],
  [
    '2003: Directory Security',
    'iis-2003-view-certificate',
    {
      en: '**Directory Security**',
      fr: '**Sécurité de répertoire (Directory Security)**',
      vi: '**Directory Security** (Bảo mật thư mục)',
    },
  ],
  [
    '2003: View Certificate',
    'iis-2003-view-certificate',
    {
      en: '**View Certificate**',
      fr: '**Afficher le certificat (View Certificate)**',
      vi: '**View Certificate** (Xem chứng chỉ)',
    },
  ],
  [
    '2003: compare with the profile',
    'iis-2003-view-certificate',
    { en: 'host of the profile URL', fr: 'URL du profil', vi: 'URL của hồ sơ' },
  ],
  ['three kinds', 'certificate-types', { en: 'three kinds', fr: 'trois types', vi: 'Ba loại' }],
  [
    'self-signed: signed by an application',
    'type-self-signed',
    { en: 'application or server', fr: 'application ou le serveur', vi: 'Ứng dụng hoặc máy chủ' },
  ],
  [
    'self-signed: subject is the name',
    'type-self-signed',
    {
      en: 'the subject is the name of the certificate',
      fr: 'objet est le nom du certificat',
      vi: 'chủ thể là tên của chứng chỉ',
    },
  ],
  [
    'self-signed: issuer and subject in it',
    'type-self-signed',
    {
      en: 'Issuer and subject are both in it',
      fr: 'objet y figurent tous deux',
      vi: 'Bên cấp và chủ thể đều ghi trong đó',
    },
  ],
  [
    'self-signed: some client protocols use SSL',
    'type-self-signed',
    { en: 'some client protocols', fr: 'certains protocoles clients', vi: 'một số giao thức máy khách' },
  ],
  [
    'PKI: what it is',
    'type-windows-pki',
    {
      en: 'certification authorities and registration authorities',
      fr: 'autorités d’inscription',
      vi: 'tổ chức đăng ký',
    },
  ],
  [
    'PKI: public key cryptography',
    'type-windows-pki',
    { en: 'public key cryptography', fr: 'cryptographie à clé publique', vi: 'mật mã khóa công khai' },
  ],
  [
    'PKI: each party of a transaction',
    'type-windows-pki',
    {
      en: 'each party of an electronic transaction',
      fr: 'chaque partie d’une transaction électronique',
      vi: 'từng bên trong một giao dịch điện tử',
    },
  ],
  [
    'PKI: life cycle in Active Directory',
    'type-windows-pki',
    {
      en: 'renewal, management of trust, revocation',
      fr: 'renouvellement, approbation, révocation',
      vi: 'gia hạn, quản lý tin cậy, thu hồi',
    },
  ],
  [
    'PKI: servers cost extra',
    'type-windows-pki',
    { en: 'cost extra', fr: 'coûtent en plus', vi: 'tốn thêm chi phí' },
  ],
  [
    'PKI: Certificate Services',
    'type-windows-pki',
    { en: 'Certificate Services', fr: 'Services de certificats', vi: 'Certificate Services' },
  ],
  ['PKI: Add/Remove Programs', 'type-windows-pki', same('Add/Remove Programs')],
  [
    'PKI: on any server of the domain',
    'type-windows-pki',
    { en: 'any server of the domain', fr: 'un serveur du domaine', vi: 'một máy chủ trong miền' },
  ],
  [
    'link: PKI of Windows Server 2003',
    'ref-windows-pki',
    {
      en: 'The PKI of Windows Server 2003',
      fr: 'La PKI de Windows Server 2003',
      vi: 'PKI của Windows Server 2003',
    },
  ],
  [
    'link: PKI best practice',
    'ref-windows-pki',
    { en: 'Good practice', fr: 'Bonnes pratiques', vi: 'Thực hành tốt' },
  ],
  [
    'link: PKI deployment',
    'ref-windows-pki',
    { en: '**Deployment', fr: '**Déploiement', vi: '**Triển khai' },
  ],
  [
    'third party: made by another CA, bought',
    'type-third-party',
    { en: 'you buy it', fr: 'vous l’achetez', vi: 'bạn mua' },
  ],
  [
    'not trusted by themselves',
    'type-self-signed',
    {
      en: 'No client computer and no mobile device trusts it by itself',
      fr: 'Aucun ordinateur client ni appareil mobile ne l’approuve',
      vi: 'Không máy khách hay thiết bị di động nào tự tin cậy',
    },
  ],
  [
    'import into the trusted root store (self-signed)',
    'type-self-signed',
    { en: 'trusted root store', fr: 'magasin racine de confiance', vi: 'kho chứng chỉ gốc tin cậy' },
  ],
  [
    'import into the trusted root store (PKI)',
    'type-windows-pki',
    {
      en: 'trusted root store of each computer and mobile device',
      fr: 'magasin racine de confiance de chaque ordinateur',
      vi: 'kho chứng chỉ gốc tin cậy của từng máy khách',
    },
  ],
  [
    'third party: already in the root store',
    'type-third-party',
    {
      en: 'already lies in the trusted root store',
      fr: 'est déjà dans le magasin racine de confiance',
      vi: 'đã có sẵn trong kho chứng chỉ gốc tin cậy',
    },
  ],
  [
    'third party: simplest rollout',
    'type-third-party',
    { en: 'simplest to roll out', fr: 'le plus simple à déployer', vi: 'dễ triển khai nhất' },
  ],
  [
    'third party: large organizations, though paid',
    'type-third-party',
    { en: 'even though it costs money', fr: 'même payant', vi: 'dù phải trả tiền' },
  ],
  [
    'third party: perhaps not for small and medium',
    'type-third-party',
    {
      en: 'it may not be a good solution',
      fr: 'ce n’est peut-être pas une bonne solution',
      vi: 'có thể đây chưa phải giải pháp tốt',
    },
  ],
  [
    'third party: the other kinds remain',
    'type-third-party',
    { en: 'the other two kinds', fr: 'les deux autres types', vi: 'hai loại kia' },
  ],
  [
    'reference: SSL for a Client Access server',
    'ref-ssl-client-access',
    { en: 'Client Access server', fr: 'serveur d’accès au client', vi: 'máy chủ truy cập máy khách' },
  ],
  [
    'reference: several host names',
    'ref-multiple-host-names',
    { en: 'several host names', fr: 'plusieurs noms d’hôte', vi: 'nhiều tên máy chủ' },
  ],
  ['reference: Windows Mobile', 'ref-windows-mobile', same('Windows Mobile')],
  ['reference: OWA directories', 'ref-owa-ssl', same('Require SSL')],
  ['reference: Exchange 2007', 'ref-exchange-2007-certificates', same('Exchange 2007')],
];

describe('the article', () => {
  test.each(articleFacts)('%s is said in %s', (_fact, id, tellTales) => {
    for (const locale of locales) expect(rendered(id, locale).text).toContain(tellTales[locale]);
  });

  test('nowhere is a self-signed certificate said to be supported', () => {
    const supported = {
      en: /Router supports self-signed/,
      fr: /Router (prend en charge|gère) les certificats auto-signés/,
      vi: /(?<!không )(?<!không\*\* )hỗ trợ chứng chỉ tự ký/,
    };
    for (const locale of locales) {
      for (const id of ids) expect(rendered(id, locale).text).not.toMatch(supported[locale]);
    }
  });
});
