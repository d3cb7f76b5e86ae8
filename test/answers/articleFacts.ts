import type { Locale } from '../../src/answers/locales.js';

/** `id`: the topic or procedure that says it; `tellTales`: words of its rendered text by which one knows it. */
export type ArticleFact = readonly [
  fact: string,
  id: string,
  tellTales: { readonly [locale in Locale]: string },
];
const same = (text: string) => ({ en: text, fr: text, vi: text });

/** What the two renderings of the article say, where it is said here, and by which words one knows it. */
export const articleFacts: readonly ArticleFact[] = [
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
    { en: 'Client Access server', fr: 'serveur d’accès au client', vi: 'máy chủ Client Access' },
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
