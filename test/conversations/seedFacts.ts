/** A fact of the article KB 954584, restated, with the words by which the bot says it in each language. */
export interface SeedFact {
  readonly fact: string;
  /** The golden conversation, without its language: `reading` is reading.en.yaml, reading.fr.yaml, reading.vi.yaml. */
  readonly conversation: string;
  readonly says: { readonly en: string; readonly fr: string; readonly vi: string };
}

const told = (fact: string, en: string, fr: string, vi: string): SeedFact => ({
  ...{ fact, conversation: 'reading', says: { en, fr, vi } },
});

/**
 * Every fact of the article in its French and its Vietnamese rendering, by the article's own sections. Where the two
 * contradict each other, the French one is right: the Vietnamese one lost a "not" in cause 1 and a "may" with
 * third-party certificates.
 */
export const seedFacts = {
  'applies to': [
    told(
      'The article is about Dynamics CRM 4.0.',
      'Microsoft Dynamics CRM 4.0',
      'Microsoft Dynamics CRM 4.0',
      'Microsoft Dynamics CRM 4.0',
    ),
    told(
      'It is about Dynamics CRM 2011 too.',
      'CRM 4.0 and CRM 2011',
      'CRM 4.0 et CRM 2011',
      'CRM 4.0 và CRM 2011',
    ),
  ],
  symptom: [
    told(
      'The E-mail Router is to read a mailbox on Exchange Server 2007 or 2010.',
      'a mailbox on Exchange Server 2007 or 2010',
      'une boîte aux lettres sur Exchange Server 2007 ou 2010',
      'hộp thư trên Exchange Server 2007 hoặc 2010',
    ),
    told(
      'The error comes when the access to the mailbox is tested.',
      'You test the access of the Microsoft Dynamics CRM E-mail Router to a mailbox',
      'Vous testez l’accès de Microsoft Dynamics CRM E-mail Router à une boîte aux lettres',
      'Bạn kiểm tra quyền truy cập hộp thư của Microsoft Dynamics CRM E-mail Router',
    ),
    told(
      'Its first sentence: no trust relationship for the secure channel.',
      'The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.',
      'La connexion sous-jacente a été fermée : Impossible d’établir une relation de confiance pour le canal sécurisé SSL/TLS.',
      'kết nối bên dưới bị đóng, không thiết lập được quan hệ tin cậy cho kênh bảo mật SSL/TLS',
    ),
    told(
      'Its second sentence: the remote certificate is invalid.',
      'The remote certificate is invalid according to the validation procedure.',
      'Le certificat distant n’est pas valide selon la procédure de validation.',
      'chứng chỉ của phía bên kia không hợp lệ theo quy trình xác thực',
    ),
    told(
      'It comes with self-signed certificates.',
      'the problem appears with self-signed certificates',
      'le problème survient avec des certificats auto-signés',
      'sự cố xảy ra khi dùng chứng chỉ tự ký',
    ),
  ],
  causes: [
    told(
      'The causes may come alone or together.',
      'It names two causes, which can also come together',
      'Il cite deux causes, parfois réunies',
      'Bài nêu hai nguyên nhân, có thể cùng xảy ra',
    ),
    told(
      'Cause 1: the Router has the .NET libraries validate certificates.',
      'leaves the check of certificates to the Microsoft .NET libraries',
      'confie la vérification des certificats aux bibliothèques Microsoft .NET',
      'giao việc kiểm tra chứng chỉ cho thư viện Microsoft .NET',
    ),
    told(
      'Cause 1: the Router does not support self-signed certificates.',
      'The Router does **not** support self-signed certificates',
      'E-mail Router ne prend **pas** en charge les certificats auto-signés',
      'Router **không** hỗ trợ chứng chỉ tự ký',
    ),
    told(
      'Cause 2: the URL of the incoming profile differs from the name on the certificate of the Exchange Web site.',
      'The URL in the **Server** field of the incoming profile says one thing, the certificate of the Exchange Web site another',
      'L’URL du champ **Serveur (Server)** du profil entrant dit une chose, le certificat du site Web d’Exchange une autre',
      'URL trong trường **Server** (Máy chủ) của hồ sơ đến nói một đằng, chứng chỉ của trang web Exchange nói một nẻo',
    ),
  ],
  resolutions: [
    told(
      'Resolution 1: a signed certificate on the server that runs Exchange 2007 or 2010.',
      'It removes cause 1 on the server that runs Exchange Server 2007 or 2010',
      'Elle supprime la cause 1 sur le serveur qui exécute Exchange Server 2007 ou 2010',
      'Cách này loại bỏ nguyên nhân 1 trên máy chủ chạy Exchange Server 2007 hoặc 2010',
    ),
    told(
      'Resolution 2: the URL of the incoming profile must match the certificate of the Exchange Web site.',
      'The URL of the incoming profile and the certificate of the Exchange Web site must hold the same host name',
      'L’URL du profil entrant et le certificat du site Web d’Exchange doivent porter le même nom d’hôte',
      'URL trong hồ sơ đến và chứng chỉ của trang web Exchange phải có cùng tên máy chủ',
    ),
  ],
  'verification A: the URL of the profile': [
    told(
      'It is done on the computer where the Router is installed.',
      'On the computer where the E-mail Router is installed.',
      'Sur l’ordinateur où E-mail Router est installé.',
      'Trên máy cài E-mail Router.',
    ),
    told(
      'The program is opened from the Start menu.',
      '**Start** → **All Programs** → **Microsoft Dynamics CRM E-mail Router** → **Microsoft CRM E-mail Router.exe**',
      '**Démarrer (Start)** → **Tous les programmes (All Programs)** → **Microsoft Dynamics CRM E-mail Router** → **Microsoft CRM E-mail Router.exe**',
      '**Start** (Bắt đầu) → **All Programs** (Tất cả chương trình) → **Microsoft Dynamics CRM E-mail Router** → **Microsoft CRM E-mail Router.exe**',
    ),
    told(
      'The incoming profile is opened on the tab of the configuration profiles.',
      'On the **Configuration Profiles** tab, open the profile whose direction is **Incoming**',
      'Dans l’onglet **Profils de configuration (Configuration Profiles)**, ouvrez le profil entrant',
      'Trên thẻ **Configuration Profiles** (Hồ sơ cấu hình), mở hồ sơ đến',
    ),
    told(
      'The URL stands in the Server field.',
      'Note the URL in the **Server** field',
      'Relevez l’URL du champ **Serveur (Server)**',
      'Ghi lại URL trong trường **Server** (Máy chủ)',
    ),
  ],
  'verification B: the note about the browser': [
    told(
      'The URL is pasted into Internet Explorer.',
      'Paste the URL of the incoming profile into Internet Explorer',
      'Collez l’URL du profil entrant dans Internet Explorer',
      'Dán URL của hồ sơ đến vào Internet Explorer',
    ),
    told(
      'The certificate is valid only if no warning and no error appears.',
      'Only when no certificate warning and no error appears is the certificate good for the Router',
      'Le certificat ne convient à E-mail Router que si aucun avertissement ni erreur de certificat n’apparaît',
      'Chỉ khi không có cảnh báo hay lỗi chứng chỉ nào thì chứng chỉ mới dùng được cho Router',
    ),
  ],
  'verification C: Exchange on Windows Server 2008': [
    told(
      'IIS is opened by Start, Run, Inetmgr, OK.',
      'Choose **Start** → **Run**, type the command and choose **OK**.\n\n*Run box*\n\n```\nInetmgr',
      'Choisissez **Démarrer (Start)** → **Exécuter (Run)**, tapez la commande, puis **OK**.\n\n*Boîte Exécuter (Run)*\n\n```\nInetmgr',
      'Chọn **Start** (Bắt đầu) → **Run** (Chạy), gõ lệnh rồi chọn **OK**.\n\n*Hộp Run (Chạy)*\n\n```\nInetmgr',
    ),
    told(
      'The server is selected, then Server Certificates in the feature pane.',
      'Select the server on the left and open **Server Certificates** in the feature pane',
      'Sélectionnez le serveur à gauche et ouvrez **Certificats de serveur (Server Certificates)** dans le volet central',
      'Chọn máy chủ ở bên trái rồi mở **Server Certificates** (Chứng chỉ máy chủ) ở khung giữa',
    ),
    told(
      'The certificate that Exchange uses is opened, and its name noted.',
      'Open the certificate used for Exchange and note its names',
      'Ouvrez le certificat utilisé pour Exchange et relevez ses noms',
      'Mở chứng chỉ dùng cho Exchange và ghi lại các tên',
    ),
    told(
      'The name is compared with the URL of the profile.',
      'Compare with the host of the profile URL',
      'Comparez avec le nom d’hôte de l’URL du profil',
      'So với tên máy chủ trong URL của hồ sơ',
    ),
  ],
  'verification D: Exchange on Windows Server 2003': [
    told(
      'It is done on the Exchange server that runs Windows Server 2003, with Inetmgr.',
      'On the Exchange server that runs Windows Server 2003.',
      'Sur le serveur Exchange qui tourne sous Windows Server 2003.',
      'Trên máy chủ Exchange chạy Windows Server 2003.',
    ),
    told(
      'The Exchange Web site is found.',
      'Find the Exchange Web site',
      'Repérez le site Web d’Exchange',
      'Tìm trang web của Exchange',
    ),
    told(
      'A right click leads to its properties.',
      'right-click it and choose **Properties**',
      'cliquez dessus avec le bouton droit et choisissez **Propriétés (Properties)**',
      'bấm chuột phải và chọn **Properties** (Thuộc tính)',
    ),
    told(
      'The tab for the security of directories shows the certificate.',
      'On the **Directory Security** tab choose **View Certificate**',
      'Dans l’onglet **Sécurité de répertoire (Directory Security)**, choisissez **Afficher le certificat (View Certificate)**',
      'Trên thẻ **Directory Security** (Bảo mật thư mục), chọn **View Certificate** (Xem chứng chỉ)',
    ),
    told(
      'The name is noted and compared with the URL of the profile.',
      'Note the names in it and compare them with the host of the profile URL',
      'Relevez les noms qu’il contient et comparez-les au nom d’hôte de l’URL du profil',
      'Ghi lại các tên trong đó và so với tên máy chủ trong URL của hồ sơ',
    ),
  ],
  'self-signed certificates': [
    told(
      'The application that made it has signed it.',
      'The application or server that makes the certificate also signs it',
      'L’application ou le serveur qui crée le certificat le signe aussi',
      'Ứng dụng hoặc máy chủ tạo chứng chỉ cũng chính là bên ký',
    ),
    told(
      'Its subject is its name.',
      'the subject is the name of the certificate',
      'l’objet est le nom du certificat',
      'chủ thể là tên của chứng chỉ',
    ),
    told(
      'Issuer and subject are both written in it.',
      'Issuer and subject are both in it',
      'L’émetteur et l’objet y figurent tous deux',
      'Bên cấp và chủ thể đều ghi trong đó',
    ),
    told(
      'For it: some client protocols can use SSL with it.',
      'with it some client protocols can encrypt with SSL/TLS',
      'certains protocoles clients peuvent chiffrer en SSL/TLS grâce à lui',
      'một số giao thức máy khách nhờ đó mã hóa được bằng SSL/TLS',
    ),
    told(
      'Against it: no client computer and no mobile device trusts it by itself.',
      'No client computer and no mobile device trusts it by itself',
      'Aucun ordinateur client ni appareil mobile ne l’approuve de lui-même',
      'Không máy khách hay thiết bị di động nào tự tin cậy nó',
    ),
    told(
      'Against it: it must be imported into the trusted root store of each.',
      'It has to be imported by hand into the trusted root store of each',
      'Il faut l’importer à la main dans le magasin racine de confiance de chacun',
      'Phải nhập bằng tay vào kho chứng chỉ gốc tin cậy của từng máy',
    ),
  ],
  'certificates of a Windows PKI': [
    told(
      'A PKI is a system of digital certificates, certification authorities and registration authorities.',
      'a system of digital certificates, certification authorities and registration authorities',
      'un ensemble de certificats numériques, d’autorités de certification et d’autorités d’inscription',
      'hệ thống gồm chứng chỉ số, tổ chức cấp chứng chỉ (CA) và tổ chức đăng ký',
    ),
    told(
      'By public key cryptography it verifies each party of an electronic transaction.',
      'With public key cryptography it verifies and authenticates each party of an electronic transaction',
      'Par la cryptographie à clé publique, elle vérifie et authentifie chaque partie d’une transaction électronique',
      'Nhờ mật mã khóa công khai, nó kiểm tra và xác thực từng bên trong một giao dịch điện tử',
    ),
    told(
      'For it: with Active Directory it manages the whole life of certificates, renewal, trust and revocation.',
      'a CA in an organization with Active Directory gives you the whole life of a certificate: enrolment, renewal, management of trust, revocation',
      'une autorité dans une organisation dotée d’Active Directory gère toute la vie d’un certificat : inscription, renouvellement, approbation, révocation',
      'CA trong tổ chức dùng Active Directory quản lý trọn vòng đời chứng chỉ: đăng ký, gia hạn, quản lý tin cậy, thu hồi',
    ),
    told(
      'Against it: servers and infrastructure cost extra.',
      'servers and infrastructure to make and manage the certificates cost extra',
      'les serveurs et l’infrastructure qui créent et gèrent les certificats coûtent en plus',
      'tốn thêm chi phí máy chủ và hạ tầng để tạo và quản lý chứng chỉ',
    ),
    told(
      'Against it: clients and mobile devices do not trust it by themselves and need the import.',
      'it must be imported into the trusted root store of each computer and mobile device',
      'il faut l’importer dans le magasin racine de confiance de chaque ordinateur et appareil mobile',
      'phải nhập vào kho chứng chỉ gốc tin cậy của từng máy khách và thiết bị di động',
    ),
    told(
      'It takes Certificate Services.',
      '**What it takes:** Certificate Services',
      '**Ce qu’il faut :** les Services de certificats',
      '**Cần gì:** Certificate Services (Dịch vụ chứng chỉ)',
    ),
    told(
      'They are installed on any server of the domain through Add/Remove Programs.',
      'on any server of the domain through **Add/Remove Programs** in the Control Panel',
      'sur un serveur du domaine par **Ajout/Suppression de programmes (Add/Remove Programs)** du Panneau de configuration',
      'trên một máy chủ trong miền qua **Add/Remove Programs** (Thêm/Gỡ chương trình) trong Control Panel',
    ),
  ],
  'third-party certificates': [
    told(
      'A third-party or commercial CA issues it.',
      'A third-party or commercial CA issues the certificate',
      'Une autorité tierce ou commerciale émet le certificat',
      'Một CA bên thứ ba, hay CA thương mại, cấp chứng chỉ',
    ),
    told(
      'It is bought and put on the servers.',
      'you buy it and put it on your servers',
      'vous l’achetez et l’installez sur vos serveurs',
      'bạn mua và cài lên máy chủ của mình',
    ),
    told(
      'For it: most lie in the trusted root stores already.',
      'the root of most public CAs already lies in the trusted root store',
      'la racine de la plupart des autorités publiques est déjà dans le magasin racine de confiance',
      'chứng chỉ gốc của hầu hết CA công cộng đã có sẵn trong kho chứng chỉ gốc tin cậy',
    ),
    told(
      'For it: so it is the simplest to roll out.',
      'a public certificate is the simplest to roll out',
      'un certificat public est donc le plus simple à déployer',
      'chứng chỉ công cộng dễ triển khai nhất',
    ),
    told(
      'For it: right for large organizations and public rollouts, although it costs money.',
      'For large organizations, and wherever certificates must be rolled out in public, it can be the right answer even though it costs money',
      'Pour les grandes organisations, et partout où l’on déploie publiquement, il peut être la bonne réponse, même payant',
      'Với tổ chức lớn, hoặc khi phải triển khai ra công chúng, đây có thể là giải pháp đúng dù phải trả tiền',
    ),
    told(
      'Against it: it may not be a good solution for small and medium organizations.',
      'For small and medium organizations it may not be a good solution',
      'Pour les petites et moyennes organisations, ce n’est peut-être pas une bonne solution',
      'Với tổ chức nhỏ và vừa, có thể đây chưa phải giải pháp tốt',
    ),
    told(
      'The other kinds are open to small and medium organizations.',
      'the other two kinds are open to them',
      'les deux autres types leur sont ouverts',
      'họ vẫn có thể chọn hai loại kia',
    ),
  ],
  references: [
    told(
      'How SSL is managed on a Client Access server.',
      '## Managing SSL on a Client Access server',
      '## Gérer SSL sur un serveur d’accès au client',
      '## Quản lý SSL trên máy chủ Client Access',
    ),
    told(
      'How a certificate serves several host names of a Client Access server.',
      'Put all names of the Client Access server into the Subject Alternative Name of one certificate',
      'Réunir tous les noms du serveur d’accès au client dans l’autre nom de l’objet (SAN) d’un seul certificat',
      'Đưa mọi tên của máy chủ Client Access vào tên thay thế của chủ thể (SAN) trong một chứng chỉ',
    ),
    told(
      'How a certificate is installed on a Windows Mobile device.',
      "open it there to install it into the device's root store",
      'ouvrez-le pour l’installer dans le magasin racine',
      'mở tệp để cài vào kho gốc của thiết bị',
    ),
    told(
      'How the virtual directories of Outlook Web Access are made to use SSL.',
      'The virtual directories of Outlook Web Access (`/owa`',
      'Les répertoires virtuels d’Outlook Web Access (`/owa`',
      'các thư mục ảo của Outlook Web Access (`/owa`',
    ),
    told(
      'Which certificates Exchange Server 2007 uses.',
      'The setup of Exchange 2007 makes a self-signed certificate',
      'L’installation d’Exchange 2007 crée un certificat auto-signé',
      'Bộ cài Exchange 2007 tạo một chứng chỉ tự ký',
    ),
  ],
  'links about Windows PKI': [
    told(
      'What the PKI of Windows Server 2003 is.',
      '**The PKI of Windows Server 2003** consists of',
      '**La PKI de Windows Server 2003** comprend',
      '**PKI của Windows Server 2003** gồm',
    ),
    told(
      'Good practice for a Windows PKI.',
      'Two levels: a root CA that stays offline, and an issuing CA that is online',
      'Deux niveaux : une autorité racine qui reste hors ligne, une autorité émettrice en ligne',
      'Hai cấp: CA gốc để ngoại tuyến, CA cấp phát chạy trực tuyến',
    ),
    told(
      'How a Windows PKI is deployed.',
      'Install the issuing CA, have it signed by the root',
      'Installez l’autorité émettrice, faites-la signer par la racine',
      'Cài CA cấp phát, để CA gốc ký',
    ),
  ],
} as const satisfies Record<string, readonly SeedFact[]>;
