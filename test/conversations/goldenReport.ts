import { type PrintedOptions, printedReport, printedShort } from '../diagnosis/routerReport/printedReport.js';
import { issue, makeAuthority } from '../lab/pki.js';
import { reportedChains } from './servers.js';

const inspecting = makeAuthority({
  cn: 'Fabrikam Web Gateway CA',
  notBefore: new Date('2020-01-01T00:00:00Z'),
  notAfter: new Date('2035-01-01T00:00:00Z'),
});

/** What the Router's computer may be shown; all but the last as the servers of that name show it. */
const chains = {
  ...reportedChains,
  inspected: [
    issue({
      cn: 'mail.contoso.com',
      authority: inspecting,
      sans: [{ dns: 'mail.contoso.com' }],
      notBefore: new Date('2026-11-01T00:00:00Z'),
      notAfter: new Date('2027-11-01T00:00:00Z'),
    }),
    inspecting,
  ],
};

/** A report of the Router's computer. */
interface GoldenReport extends Omit<PrintedOptions, 'chain'> {
  readonly chain: keyof typeof chains;
  readonly form?: 'short' | 'short-without-head';
  /** Cut in the middle of the first certificate. */
  readonly part?: 'first' | 'rest';
}

function reportText({ chain, form, part, ...options }: GoldenReport): string {
  const facts = { ...options, chain: chains[chain] };
  if (form === 'short') return printedShort(facts);
  if (form === 'short-without-head') return printedShort(facts).split('\n').slice(1).join('\n');
  const text = printedReport(facts);
  const middle = text.indexOf('-----BEGIN') + 500;
  if (part === 'first') return text.slice(0, middle);
  return part === 'rest' ? text.slice(middle) : text;
}

const printed = {
  'untrusted-at-address-de': {
    chain: 'private-root',
    url: 'https://169.254.169.254/EWS/Exchange.asmx',
    language: 'de',
    addresses: '169.254.169.254',
    policyErrors: 'RemoteCertificateNameMismatch, RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
  },
  'clean-as-service': {
    chain: 'good',
    url: 'https://169.254.169.254/EWS/Exchange.asmx',
    addresses: '169.254.169.254',
    account: 'networkservice',
    asService: 'True',
    machineRoot: true,
    userRoot: true,
    webStatus: 'ProtocolError',
    http: '401',
  },
  'untrusted-at-address-fr': {
    chain: 'private-root',
    url: 'https://169.254.169.254/EWS/Exchange.asmx',
    language: 'fr',
    addresses: '169.254.169.254',
    policyErrors: 'RemoteCertificateNameMismatch, RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
  },
  'untrusted-at-address-ja': {
    chain: 'private-root',
    url: 'https://169.254.169.254/EWS/Exchange.asmx',
    language: 'ja',
    addresses: '169.254.169.254',
    policyErrors: 'RemoteCertificateNameMismatch, RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
  },
  'revocation-offline': {
    chain: 'good',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'RevocationStatusUnknown, OfflineRevocation',
    statuses: ['RevocationStatusUnknown', ''],
    addresses: '127.0.0.1',
  },
  'explicitly-distrusted': {
    chain: 'good',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'ExplicitDistrust',
    statuses: ['', 'ExplicitDistrust'],
    addresses: '127.0.0.1',
  },
  'mis-issued': {
    chain: 'good',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'InvalidBasicConstraints',
    statuses: ['', 'InvalidBasicConstraints'],
    addresses: '127.0.0.1',
  },
  'clean-as-user': {
    chain: 'private-root',
    machineRoot: true,
    userRoot: true,
    webStatus: 'ProtocolError',
    http: '401',
    addresses: '127.0.0.1',
  },
  'root-of-user-only': {
    chain: 'private-root',
    machineRoot: false,
    userRoot: true,
    webStatus: 'ProtocolError',
    http: '401',
    addresses: '127.0.0.1',
  },
  'clean-as-system': {
    chain: 'private-root',
    account: 'system',
    asService: 'True',
    machineRoot: true,
    userRoot: true,
    webStatus: 'ProtocolError',
    http: '401',
    addresses: '127.0.0.1',
  },
  'untrusted-first-half-de': {
    chain: 'private-root',
    part: 'first',
    language: 'de',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
  },
  'untrusted-second-half-de': {
    chain: 'private-root',
    part: 'rest',
    language: 'de',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
  },
  'handshake-cut-off': {
    chain: 'private-root',
    part: 'first',
    policyErrors: 'None',
    handshakes: ['Handshake(0): FAILED', 'Handshake(3072): OK Tls12'],
    machineRoot: true,
    userRoot: true,
    webStatus: 'SecureChannelFailure',
  },
  'untrusted-first-half-fr': {
    chain: 'private-root',
    part: 'first',
    language: 'fr',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
  },
  'untrusted-second-half-fr': {
    chain: 'private-root',
    part: 'rest',
    language: 'fr',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
  },
  'untrusted-first-half-ja': {
    chain: 'private-root',
    part: 'first',
    language: 'ja',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
  },
  'untrusted-second-half-ja': {
    chain: 'private-root',
    part: 'rest',
    language: 'ja',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
  },
  'short-without-head': {
    chain: 'self-signed',
    form: 'short-without-head',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
  },
  'inspected-by-proxy-de': {
    chain: 'inspected',
    language: 'de',
    addresses: '127.0.0.1',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
    proxy: 'http://proxy.contoso.com:8080/',
  },
  'inspected-elsewhere-de': {
    chain: 'inspected',
    language: 'de',
    addresses: '10.0.0.5',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
  },
  'inspected-by-proxy-fr': {
    chain: 'inspected',
    language: 'fr',
    addresses: '127.0.0.1',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
    proxy: 'http://proxy.contoso.com:8080/',
  },
  'inspected-elsewhere-fr': {
    chain: 'inspected',
    language: 'fr',
    addresses: '10.0.0.5',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
  },
  'inspected-by-proxy-ja': {
    chain: 'inspected',
    language: 'ja',
    addresses: '127.0.0.1',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
    proxy: 'http://proxy.contoso.com:8080/',
  },
  'inspected-elsewhere-ja': {
    chain: 'inspected',
    language: 'ja',
    addresses: '10.0.0.5',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
  },
} as const satisfies Record<string, GoldenReport>;

/** The reports that a golden conversation may name: the text of each. */
export const reports: { readonly [name: string]: string } = Object.fromEntries(
  Object.entries<GoldenReport>(printed).map(([name, report]) => [name, reportText(report)]),
);
