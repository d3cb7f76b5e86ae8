import { readSelfSigned } from '../../certificates/buildPath.js';
import type { Certificate } from '../../certificates/certificate.js';
import { leafFirst } from '../../certificates/leafFirst.js';
import { parseCertificate } from '../../certificates/parseCertificate.js';
import { type PemBlock, pemBlocks } from '../../certificates/pemBlocks.js';
import { readFile } from '../files/readFile.js';

/** What a person gave, told apart by what each certificate is. */
export interface GivenCertificates {
  /** Self-signed authorities. */
  readonly roots: readonly Certificate[];
  /** Authorities that another one issued. */
  readonly intermediates: readonly Certificate[];
  /** The server's own; null when none was given. */
  readonly leaf: Certificate | null;
  /** A private key stood there too; what it was is masked before it comes here. */
  readonly privateKey: boolean;
  /** A certificate request (PKCS#10) stood there. */
  readonly request: boolean;
}

/** A chain has few; more is a whole store given by mistake. */
const most = 16;
/** An honest certificate has two or three kilobytes, and these are carried through every turn of the case. */
const mostBytes = 16_384;

/** The line before or behind a PEM block, with dashes of any kind, or what masking left of it. */
const marks =
  /[-\u2010-\u2015\u2212]\s?(?:BEGIN|END) [A-Z0-9 ]{0,40}(?:CERTIFICATE|PKCS7|PRIVATE KEY)|CERTIFICATE(?: REQUEST)?\s?[-\u2010-\u2015\u2212]{5}/;

const serverAuth = '1.3.6.1.5.5.7.3.1';

/** The certificates in a message, with any text around them; null when nothing like one is there. Never throws. */
export async function certificatesInText(text: string): Promise<GivenCertificates | null> {
  if (isBareBase64(text.trim())) return inBareBase64(text);
  if (!marks.test(text)) return null;
  const blocks = pemBlocks(text);
  const ders = await Promise.all(blocks.slice(0, most).map(dersOf));
  return sortOut(ders.flat(), {
    privateKey: /PRIVATE KEY/.test(text),
    request: blocks.some(({ label }) => label.endsWith('CERTIFICATE REQUEST')),
  });
}

/** What lost its BEGIN line: nothing but base64 that begins as a long SEQUENCE does. */
function isBareBase64(text: string): boolean {
  return text.length > 300 && /^MI[A-Za-z0-9+/\s]+={0,2}$/.test(text);
}

/** The same as in a file that holds that text. */
async function inBareBase64(text: string): Promise<GivenCertificates | null> {
  const reading = await readFile(Buffer.from(text, 'latin1'));
  return reading.ok && reading.text !== text ? certificatesInText(reading.text) : null;
}

/** `certutil -encode` writes BEGIN CERTIFICATE around whatever it is given, a .p7b too. */
function dersOf({ label, der }: PemBlock): readonly Buffer[] | Promise<readonly Buffer[]> {
  if (label !== 'CERTIFICATE' && label !== 'PKCS7') return [];
  return parseCertificate(der).ok ? [der] : dersOfPkcs7(der);
}

/** Loads forge, so only when there is such a container. */
async function dersOfPkcs7(bytes: Buffer): Promise<readonly Buffer[]> {
  const { readPkcs7 } = await import('../../certificates/readPkcs7.js');
  const reading = readPkcs7(bytes);
  return reading.ok ? reading.certificates.slice(0, most) : [];
}

function sortOut(
  ders: readonly Buffer[],
  beside: Pick<GivenCertificates, 'privateKey' | 'request'>,
): GivenCertificates {
  const certificates = ders
    .slice(0, most)
    .filter(({ length }) => length <= mostBytes)
    .flatMap((der) => {
      const reading = parseCertificate(der);
      return reading.ok ? [reading.certificate] : [];
    });
  const roots = certificates.filter(isRoot);
  const others = certificates.filter((certificate) => !roots.includes(certificate));
  const intermediates = others.filter((certificate) => isAuthority(certificate));
  const own = others.filter((certificate) => !intermediates.includes(certificate));
  return { roots, intermediates, leaf: leafFirst(own)[0] ?? null, ...beside };
}

/**
 * What is self-signed is a root, unless it is made for a server: Exchange's own says that it is no authority, while
 * `openssl req -x509` calls every certificate one.
 */
function isRoot(certificate: Certificate): boolean {
  const { basicConstraints } = certificate.extensions;
  return basicConstraints?.ca !== false && !isForServer(certificate) && readSelfSigned(certificate).holds;
}

function isAuthority(certificate: Certificate): boolean {
  return certificate.extensions.basicConstraints?.ca === true && !certificate.selfIssued;
}

function isForServer({ extensions: { subjectAltNames, extendedKeyUsage } }: Certificate): boolean {
  const named = subjectAltNames?.some(({ kind }) => kind === 'dns' || kind === 'ip') ?? false;
  return named || (extendedKeyUsage?.includes(serverAuth) ?? false);
}
