import { X509Certificate } from 'node:crypto';
import type { Issued } from '../../lab/pki.js';

/** What .NET says of a refused certificate in the languages of Windows; the types before it are never translated. */
export const trustMessages = {
  en: 'The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.',
  fr: "La connexion sous-jacente a été fermée : Impossible d'établir une relation de confiance pour le canal sécurisé SSL/TLS.",
  de: 'Die zugrunde liegende Verbindung wurde geschlossen: Für den geschützten SSL/TLS-Kanal konnte keine Vertrauensstellung hergestellt werden..',
  es: 'Se ha terminado la conexión: No se puede establecer una relación de confianza para el canal seguro SSL/TLS.',
  pt: 'A conexão subjacente estava fechada: Não foi possível estabelecer relação de confiança para o canal seguro de SSL/TLS.',
  ja: '接続が切断されました: SSL/TLS のセキュリティで保護されているチャネルに対する信頼関係を確立できませんでした。',
  zh: '基础连接已经关闭: 未能为 SSL/TLS 安全通道建立信任关系。',
  ru: 'Базовое соединение закрыто: Не удалось установить доверительные отношения для защищенного канала SSL/TLS.',
} as const;
export type WindowsLanguage = keyof typeof trustMessages;

export interface PrintedOptions {
  readonly chain: readonly Pick<Issued, 'der'>[];
  readonly url?: string;
  readonly utcNow?: string;
  readonly account?: string;
  readonly asService?: 'True' | 'False' | 'unknown';
  readonly addresses?: string;
  readonly policyErrors?: string;
  readonly chainStatus?: string;
  /** X509ChainStatusFlags of each element. */
  readonly statuses?: readonly string[];
  readonly machineRoot?: boolean;
  readonly userRoot?: boolean;
  readonly handshakes?: readonly string[];
  readonly proxy?: string;
  readonly webStatus?: string;
  readonly http?: string;
  readonly language?: WindowsLanguage;
  readonly override?: boolean;
}

/** A report as dialogs/scripts/router-report.ps1 prints it. */
export function printedReport(options: PrintedOptions): string {
  const { language = 'en', webStatus = 'TrustFailure', http = null } = options;
  const handshakes = options.handshakes ?? ['Handshake(0): OK Tls12'];
  const seen = handshakes.some((line) => line.includes('OK'));
  return [
    '=====TRUSTDESK-PROBE v1=====',
    `Url: ${options.url ?? 'https://mail.contoso.com/EWS/Exchange.asmx'}`,
    `UtcNow: ${options.utcNow ?? '2026-11-22 09:58:00Z'}`,
    'OS: Microsoft Windows NT 6.1.7601 Service Pack 1 PS: 2.0 CLR: 2.0.50727.5420',
    `IsSystem: ${options.account === 'system' ? 'True' : 'False'} RunAs: ${options.account ?? 'user'} AsService: ${options.asService ?? 'False'}`,
    `Dns: ${options.addresses ?? '10.0.0.5'}`,
    ...handshakes.filter((line) => line.includes('FAILED')),
    ...(seen ? verdictLines(options) : []),
    ...handshakes.filter((line) => !line.includes('FAILED')),
    `Proxy: ${options.proxy ?? 'none'}`,
    `Override: ${options.override ? 'True' : 'False'}`,
    `WebException.Status: ${webStatus}`,
    ...(webStatus === 'None' ? [] : [`  System.Net.WebException: ${trustMessages[language]}`]),
    ...(http === null ? [] : [`Http: ${http} WWW-Authenticate: Negotiate,NTLM Location: `]),
    ...(seen ? options.chain.map(({ der }) => pemOf(der)) : []),
    '=====END TRUSTDESK-PROBE=====',
    '',
  ].join('\r\n');
}

function verdictLines(options: PrintedOptions): string[] {
  const { chain, policyErrors = 'None', chainStatus = '', statuses = [] } = options;
  return [
    `SslPolicyErrors: ${policyErrors}`,
    `ChainStatus: ${chainStatus}`,
    ...chain.flatMap(({ der }, index) => {
      const certificate = shown(der);
      const last = index === chain.length - 1;
      return [
        `[${index}] Subject: ${certificate.subject}`,
        `[${index}] Names: ${certificate.names.join(', ')}`,
        `[${index}] Issuer: ${certificate.issuer}`,
        `[${index}] NotBefore: ${certificate.notBefore} NotAfter: ${certificate.notAfter}`,
        `[${index}] SigAlg: 1.2.840.113549.1.1.11 Thumbprint: ${certificate.thumbprint}`,
        `[${index}] Status: ${statuses[index] ?? ''}`,
        `[${index}] InMachineRoot: ${last && options.machineRoot ? 'True' : 'False'} InUserRoot: ${last && options.userRoot ? 'True' : 'False'}`,
      ];
    }),
  ];
}

/** The twelve lines of dialogs/scripts/router-report-short.ps1. */
export function printedShort(options: PrintedOptions): string {
  const { chain, policyErrors = 'None', chainStatus = '' } = options;
  const [leaf] = chain;
  const last = chain.at(-1);
  if (!leaf || !last) throw new Error('a short report needs a certificate');
  const { subject, names, issuer, notBefore, notAfter, thumbprint } = shown(leaf.der);
  return [
    'TRUSTDESK-SHORT mail.contoso.com port 443',
    `User: ${options.account === 'system' ? 'CRM01$' : 'adm-contoso'}`,
    `SslPolicyErrors: ${policyErrors}`,
    `ChainStatus: ${chainStatus}`,
    `Subject: ${subject}`,
    `Names: ${names.map((name) => `DNS Name=${name}`).join(', ')}`,
    `Issuer: ${issuer}`,
    `NotBefore: ${notBefore}`,
    `NotAfter: ${notAfter}`,
    `Thumbprint: ${thumbprint}`,
    `Root: ${shown(last.der).subject}`,
    'Tls: Tls12',
  ].join('\n');
}

function shown(der: Buffer) {
  const certificate = new X509Certificate(der);
  const name = (text: string) => text.split('\n').reverse().join(', ');
  const date = (text: string) => new Date(text).toISOString().replace('T', ' ').replace('.000Z', 'Z');
  return {
    subject: name(certificate.subject),
    issuer: name(certificate.issuer),
    names: (certificate.subjectAltName ?? '').split(', ').map((entry) => entry.replace(/^DNS:/, '')),
    notBefore: date(certificate.validFrom),
    notAfter: date(certificate.validTo),
    thumbprint: certificate.fingerprint.replaceAll(':', ''),
  };
}

/** As InsertLineBreaks does. */
function pemOf(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,76}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----'].join('\r\n');
}
