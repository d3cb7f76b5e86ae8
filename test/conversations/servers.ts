import { conversationDay } from '../../src/cli/dialogs/conversationClock.js';
import { httpServer, type LabHttpServer, type LabPage } from '../lab/httpServer.js';
import {
  bannerServer,
  closedPort,
  farmServer,
  type LabServer,
  type LabServerOptions,
  labServer,
  oldLabServer,
  silentServer,
} from '../lab/lab.js';
import { mailServer, smtpTalk } from '../lab/mailServer.js';
import { chainPem, issue, makeAuthority } from '../lab/pki.js';
import { around, ocspResponse } from '../lab/revocation.js';

const valid = { notBefore: new Date('2026-01-15T08:00:00Z'), notAfter: new Date('2027-06-30T08:00:00Z') };
const past = { notBefore: new Date('2024-02-01T08:00:00Z'), notAfter: new Date('2026-02-01T08:00:00Z') };
const future = { notBefore: new Date('2026-12-24T08:00:00Z'), notAfter: new Date('2028-12-24T08:00:00Z') };
const decade = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2035-01-01T00:00:00Z') };
const host = 'mail.contoso.com';
const named = { cn: host, sans: [{ dns: host }, { dns: 'autodiscover.contoso.com' }] };

const exchange = (iis: string, build: string) => {
  const Server = `Microsoft-IIS/${iis}`;
  return {
    status: 401,
    headers: { Server, 'WWW-Authenticate': ['Negotiate', 'NTLM'] },
    owaHeaders: { Server, 'X-OWA-Version': build },
  };
};
const exchange2010 = exchange('7.5', '14.3.123.3');
const exchange2007 = exchange('6.0', '8.3.83.4');
const exchange2013 = exchange('8.5', '15.0.1497.2');
const exchange2016Before2022 = exchange('8.5', '15.1.2375.7');
const exchange2019 = exchange('10.0', '15.2.1118.7');

/** An address of Exchange 2019 that answers with this status. */
const ews = (status: number, headers: Record<string, string> = {}) => ({
  ...exchange2019,
  status,
  headers: { Server: 'Microsoft-IIS/10.0', ...headers },
});

/** Trusted by the bots of the golden conversations. */
export const contosoRoot = makeAuthority({ cn: 'Contoso Root CA', ...decade });
const issuing = makeAuthority({ cn: 'Contoso Issuing CA', issuer: contosoRoot, ...decade });
const strangeRoot = makeAuthority({ cn: 'Fabrikam Root CA', ...decade });

const good = issue({ ...named, authority: issuing, ...valid });
const bygone = issue({ ...named, authority: issuing, ...past });
const selfSigned = issue({ ...named, authority: 'self', ...valid });

const strange = issue({ ...named, authority: strangeRoot, ...valid });

/** What Windows makes of some of the servers below: the path up to its root. */
export const reportedChains = {
  good: [good, issuing, contosoRoot],
  'private-root': [strange, strangeRoot],
  'self-signed': [selfSigned],
} as const;
const strangeIssuing = makeAuthority({ cn: 'Fabrikam Issuing CA', issuer: strangeRoot, ...decade });
const wildcard = { cn: '*.contoso.com', sans: [{ dns: '*.contoso.com' }] };
const inspection = makeAuthority({ cn: 'Contoso TLS Inspection CA', ...decade });

/** What a person may paste in a conversation: PEM. */
export const certificates = {
  new: chainPem(issue({ ...named, authority: issuing, ...valid }), issuing),
  'new-alone': issue({ ...named, authority: issuing, ...valid }).certPem,
  'new-wildcard': chainPem(issue({ ...wildcard, authority: issuing, ...valid }), issuing),
  'new-self-signed': issue({ ...named, authority: 'self', isCa: false, ...valid }).certPem,
  'new-private': chainPem(issue({ ...named, authority: strangeIssuing, ...valid }), strangeIssuing),
  'new-elliptic': chainPem(issue({ ...named, authority: issuing, keyType: 'ec', ...valid }), issuing),
  expired: chainPem(bygone, issuing),
  'expired-alone': bygone.certPem,
  'self-signed': selfSigned.certPem,
  'wrong-name': chainPem(
    issue({ cn: 'exch01.contoso.com', sans: [{ dns: 'exch01.contoso.com' }], authority: issuing, ...past }),
    issuing,
  ),
  inspected: issue({ ...named, authority: inspection, ...valid }).certPem,
  'private-root': strangeRoot.certPem,
  intermediate: issuing.certPem,
} as const satisfies Record<string, string>;

function web(options: LabServerOptions): () => Promise<LabServer> {
  return () => labServer(options);
}

/** An authority's own web server, which runs as long as the server whose certificates name it. */
async function beside(
  pages: { [path: string]: LabPage },
  start: (web: LabHttpServer) => Promise<LabServer>,
): Promise<LabServer> {
  const web = await httpServer(pages);
  const server = await start(web);
  const close = async (): Promise<void> => {
    await server.close();
    await web.close();
  };
  return { ...server, close };
}

function repairedByWindows(): Promise<LabServer> {
  return beside({ '/issuing.cer': issuing.der }, (web) => {
    const aia = { caIssuers: [web.url('/issuing.cer')] };
    const leaf = issue({ ...named, authority: issuing, ...valid, aia });
    return labServer({ chain: [leaf], ...exchange2010 });
  });
}

function revoked(): Promise<LabServer> {
  const pages: { [path: string]: LabPage } = {};
  return beside(pages, (web) => {
    const certificate = issue({ ...named, authority: issuing, ...valid, aia: { ocsp: [web.url('/ocsp')] } });
    const status = { revokedAt: new Date('2026-11-02T14:30:00Z'), reason: 1 };
    pages['/ocsp'] = ocspResponse({ certificate, issuer: issuing, status, ...around(conversationDay) });
    return labServer({ chain: [certificate, issuing], ...exchange2010 });
  });
}

/** What may answer behind the addresses of a golden conversation. */
export const servers = {
  good: web({ chain: [good, issuing], ...exchange2010 }),
  'self-signed': web({ chain: [selfSigned], ...exchange2010 }),
  'autodiscover-self-signed': web({ chain: [selfSigned], ...exchange2013 }),
  // As a proxy shows it that inspects TLS on the way to Microsoft.
  'exchange-online': web({
    chain: [
      issue({
        cn: 'outlook.office365.com',
        sans: [{ dns: 'outlook.office365.com' }],
        authority: strangeRoot,
        ...valid,
      }),
      strangeRoot,
    ],
  }),
  'self-signed-2007': web({ chain: [selfSigned], ...exchange2007 }),
  'self-signed-2013': web({ chain: [selfSigned], ...exchange2013 }),
  'self-signed-2019': web({ chain: [selfSigned], ...exchange2019 }),
  'self-signed-2016-before-2022': web({ chain: [selfSigned], ...exchange2016Before2022 }),
  'self-signed-unknown': web({ chain: [selfSigned] }),
  'wrong-name': web({
    chain: [
      issue({
        cn: 'exch01.contoso.com',
        sans: [{ dns: 'exch01.contoso.com' }],
        authority: issuing,
        ...valid,
      }),
      issuing,
    ],
    ...exchange2010,
  }),
  'wrong-name-2019': web({
    chain: [
      issue({
        cn: 'exch01.contoso.com',
        sans: [{ dns: 'exch01.contoso.com' }],
        authority: issuing,
        ...valid,
      }),
      issuing,
    ],
    ...exchange2019,
  }),
  'wrong-name-unknown': web({
    chain: [
      issue({
        cn: 'exch01.contoso.com',
        sans: [{ dns: 'exch01.contoso.com' }],
        authority: issuing,
        ...valid,
      }),
      issuing,
    ],
  }),
  'wrong-name-in-reach': web({
    chain: [
      issue({
        cn: 'owa.contoso.com',
        sans: [{ dns: '*.contoso.net' }, { dns: 'gone.contoso.com' }, { dns: 'owa.contoso.com' }],
        authority: issuing,
        ...valid,
      }),
      issuing,
    ],
    ...exchange2010,
  }),
  expired: web({ chain: [bygone, issuing], ...exchange2010 }),
  'weak-key': web({
    chain: [issue({ ...named, authority: issuing, keyBits: 512, ...valid }), issuing],
    maxVersion: 'TLSv1.2',
    ciphers: 'AES128-SHA:@SECLEVEL=0',
    ...exchange2010,
  }),
  'wrong-usage': web({
    chain: [issue({ ...named, authority: issuing, eku: ['clientAuth'], ...valid }), issuing],
    ...exchange2010,
  }),
  'false-signature': web({
    chain: [issue({ ...named, authority: issuing, signedBy: strangeRoot, ...valid }), issuing],
    ...exchange2010,
  }),
  'not-yet-valid': web({
    chain: [issue({ ...named, authority: issuing, ...future }), issuing],
    ...exchange2010,
  }),
  everything: web({
    chain: [
      issue({
        cn: 'EXCH01',
        sans: [{ dns: 'EXCH01' }, { dns: 'exch01.contoso.local' }],
        authority: 'self',
        ...past,
      }),
    ],
    ...exchange2010,
  }),
  'private-root': web({
    chain: [strange, strangeRoot],
    ...exchange2010,
  }),
  'no-san': web({
    chain: [issue({ cn: host, sans: [], authority: issuing, ...valid }), issuing],
    ...exchange2010,
  }),
  'missing-intermediate': web({ chain: [good], ...exchange2010 }),
  'half-renewed': () =>
    farmServer({ chain: [good, issuing], ...exchange2010 }, { chain: [bygone, issuing], ...exchange2010 }),
  'good-with-sni': web({
    chain: [
      issue({ cn: 'www.contoso.com', sans: [{ dns: 'www.contoso.com' }], authority: issuing, ...valid }),
    ],
    sni: { name: host, chain: [good, issuing] },
    ...exchange2010,
  }),
  'old-tls-too': web({
    chain: [good, issuing],
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT:@SECLEVEL=0',
    ...exchange2010,
  }),
  'missing-intermediate-at-hand': repairedByWindows,
  revoked,
  'ews-basic': web({
    chain: [good, issuing],
    ...ews(401, { 'WWW-Authenticate': 'Basic realm="mail.contoso.com"' }),
  }),
  'ews-forbidden': web({ chain: [good, issuing], ...ews(403) }),
  'ews-not-found': web({ chain: [good, issuing], ...ews(404) }),
  'ews-sign-in-page': web({
    chain: [good, issuing],
    ...ews(302, {
      Location: 'https://mail.contoso.com/owa/auth/logon.aspx?url=https%3a%2f%2fmail.contoso.com',
    }),
  }),
  'ews-busy': web({ chain: [good, issuing], ...ews(503) }),
  'old-tls': () => oldLabServer({ chain: [good, issuing] }),
  'old-tls-2007': () => oldLabServer({ chain: [good, issuing], ...exchange2007 }),
  'old-tls-2010': () => oldLabServer({ chain: [good, issuing], ...exchange2010 }),
  'old-tls-2013': () => oldLabServer({ chain: [good, issuing], ...exchange2013 }),
  'new-tls-only': web({ chain: [good, issuing], minVersion: 'TLSv1.3', ...exchange2019 }),
  'not-tls': () => bannerServer('220 mail.contoso.com ESMTP ready\r\n'),
  'client-certificate': web({ chain: [good, issuing], clientCertificate: 'required', maxVersion: 'TLSv1.2' }),
  'no-common-cipher': web({ chain: [good, issuing], maxVersion: 'TLSv1.2', ciphers: 'PSK-AES128-CBC-SHA' }),
  smtp: () => mailServer(smtpTalk, [bygone, issuing]),
  'smtp-without-tls': () =>
    mailServer({ ...smtpTalk, answer: () => ({ text: '250 mail.contoso.com\r\n' }) }, [good]),
  silent: silentServer,
  closed: async (): Promise<LabServer> => {
    const port = await closedPort();
    return { port, connections: () => 0, open: () => 0, close: async () => {} };
  },
} as const satisfies Record<string, () => Promise<LabServer>>;
export type ServerName = keyof typeof servers;

/** Other hosts by which a server is reached. */
export const otherHosts: { readonly [name in ServerName]?: readonly string[] } = {
  'wrong-name-in-reach': ['owa.contoso.com'],
  'autodiscover-self-signed': ['autodiscover.contoso.com'],
  'exchange-online': ['outlook.office365.com'],
};
