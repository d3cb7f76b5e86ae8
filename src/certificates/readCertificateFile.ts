import type { Certificate } from './certificate.js';
import {
  derChildren,
  derTag,
  MalformedDer,
  readDer,
  readObjectIdentifier,
  readSmallInteger,
} from './derReader.js';
import { parseCertificate } from './parseCertificate.js';
import { pemBlocks } from './pemBlocks.js';

export type CertificateFileProblem = 'empty' | 'too-large' | 'no-certificate' | 'malformed-certificate';

/** .p7b, and .pfx or .p12: read by readContainer, which loads node-forge. */
export type ContainerKind = 'pkcs7' | 'pkcs12';

export type CertificateFile =
  /** The first certificate is the leaf, the rest the presented chain, in the order of the file. */
  | { readonly ok: true; readonly certificates: readonly [Certificate, ...Certificate[]] }
  | { readonly ok: false; readonly problem: CertificateFileProblem; readonly because: string }
  | {
      readonly ok: false;
      readonly problem: 'container';
      readonly kind: ContainerKind;
      readonly bytes: Buffer;
    };

const maxBytes = 10_000_000;

/**
 * Reads .cer, .crt, .der and .pem: DER, PEM with any text around the blocks, base64 without its BEGIN line, in UTF-8
 * or in the UTF-16 that PowerShell writes. Private keys in the file are passed over; a container is only told from a
 * certificate, in the same forms. Never throws.
 */
export function readCertificateFile(bytes: Buffer): CertificateFile {
  if (bytes.length === 0) return problem('empty', 'the file is empty');
  if (bytes.length > maxBytes) return problem('too-large', `the file holds more than ${maxBytes} bytes`);
  if (bytes[0] === derTag.sequence) return readDerFile(bytes);
  return readTextFile(fileText(bytes));
}

function readDerFile(bytes: Buffer): CertificateFile {
  const ders: Buffer[] = [];
  // Some tools write a chain as one DER certificate after the other.
  for (let at = 0; bytes[at] === derTag.sequence; at += ders.at(-1)?.length ?? 0) {
    const der = wholeElement(bytes.subarray(at));
    if (!der) break;
    ders.push(der);
  }
  if (ders.length === 0) {
    return endlessContainer(bytes) ?? problem('malformed-certificate', 'the DER is cut off or damaged');
  }
  return readAll(ders);
}

function readTextFile(text: string): CertificateFile {
  const blocks = pemBlocks(text);
  const certificates = blocks.filter(({ label }) => label === 'CERTIFICATE');
  if (certificates.length > 0) return readAll(certificates.map(({ der }) => der));
  const pkcs7 = blocks.find(({ label }) => label === 'PKCS7');
  if (pkcs7) return { ok: false, problem: 'container', kind: 'pkcs7', bytes: pkcs7.der };
  const bare = text.replace(/\s/g, '');
  // A SEQUENCE longer than 127 bytes is MI… in base64.
  if (/^MI[A-Za-z0-9+/]+=*$/.test(bare)) return readDerFile(Buffer.from(bare, 'base64'));
  return problem(
    'no-certificate',
    blocks.length > 0 ? `only ${blocks.map(({ label }) => label).join(', ')}` : 'no certificate in it',
  );
}

function readAll(ders: readonly Buffer[]): CertificateFile {
  const certificates: Certificate[] = [];
  for (const [index, der] of ders.entries()) {
    const parsed = parseCertificate(der);
    if (!parsed.ok) {
      const kind = index === 0 ? containerOf(der) : null;
      if (kind) return { ok: false, problem: 'container', kind, bytes: der };
      return problem('malformed-certificate', `certificate ${index + 1}: ${parsed.because}`);
    }
    certificates.push(parsed.certificate);
  }
  const [leaf, ...rest] = certificates;
  return leaf
    ? { ok: true, certificates: [leaf, ...rest] }
    : problem('no-certificate', 'no certificate in it');
}

/** Java and old browsers write containers with indefinite lengths, which no certificate may have. */
function endlessContainer(bytes: Buffer): CertificateFile | null {
  const starts = { pkcs7: '308006092a864886f70d010702', pkcs12: '3080020103' } as const;
  const head = bytes.toString('hex', 0, 20);
  const kind = (['pkcs7', 'pkcs12'] as const).find((candidate) => head.startsWith(starts[candidate]));
  return kind ? { ok: false, problem: 'container', kind, bytes } : null;
}

function containerOf(der: Buffer): ContainerKind | null {
  try {
    const [first] = derChildren(readDer(der));
    if (first?.tag === derTag.objectIdentifier) {
      return readObjectIdentifier(first) === '1.2.840.113549.1.7.2' ? 'pkcs7' : null;
    }
    return first?.tag === derTag.integer && readSmallInteger(first) === 3 ? 'pkcs12' : null;
  } catch (error) {
    if (error instanceof MalformedDer) return null;
    throw error;
  }
}

function wholeElement(bytes: Buffer): Buffer | null {
  try {
    return readDer(bytes).whole;
  } catch (error) {
    if (error instanceof MalformedDer) return null;
    throw error;
  }
}

/** A text file as UTF-8, or as the UTF-16 that PowerShell writes by itself. */
export function fileText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return bytes.toString('utf8');
}

const problem = (code: CertificateFileProblem, because: string): CertificateFile => ({
  ok: false,
  problem: code,
  because,
});
