import { holdsPrivateKey } from '../../base/holdsPrivateKey.js';
import type { Certificate } from '../../certificates/certificate.js';
import { type CertificateFile, readCertificateFile } from '../../certificates/readCertificateFile.js';
import { decodeText } from './decodeText.js';

/** Why nothing can be read in a file. The bot has a text for each. */
export type FileProblem = 'private-key' | 'empty' | 'damaged-certificate' | 'unknown-kind';

export type FileReading =
  /** What a person would have typed or pasted instead; certificates as PEM, the server's own first. */
  | { readonly ok: true; readonly text: string }
  /** Whether there is text in a picture is for another to say. */
  | { readonly ok: false; readonly problem: FileProblem | 'picture' };

/** A file by what is in it, whatever its name says. Never throws. */
export async function readFile(bytes: Buffer): Promise<FileReading> {
  if (bytes.length === 0) return problem('empty');
  if (holdsPrivateKey(bytes)) return problem('private-key');
  if (isPicture(bytes)) return problem('picture');
  const text = decodeText(bytes);
  if (text === null) return (await certificatesIn(bytes)) ?? problem('unknown-kind');
  if (text.trim() === '') return problem('empty');
  // PEM among other words is found by whoever reads the words.
  if (text.includes('-----BEGIN CERTIFICATE-----')) return { ok: true, text };
  return isOnlyBase64(text) ? ((await certificatesIn(bytes)) ?? { ok: true, text }) : { ok: true, text };
}

const problem = (code: FileProblem | 'picture'): FileReading => ({ ok: false, problem: code });

/** The certificates of a file that is nothing else; null when it holds none. */
async function certificatesIn(bytes: Buffer): Promise<FileReading | null> {
  const reading = readCertificateFile(bytes);
  if (reading.ok) return asPem(reading.certificates);
  if (reading.problem === 'container') return readContainer(reading);
  return reading.problem === 'malformed-certificate' && isSequence(bytes)
    ? problem('damaged-certificate')
    : null;
}

/** Its reader brings node-forge with it, so it is loaded when it is needed. */
async function readContainer({
  kind,
  bytes,
}: Extract<CertificateFile, { problem: 'container' }>): Promise<FileReading> {
  if (kind === 'pkcs12') return problem('private-key');
  const { readPkcs7File } = await import('../../certificates/readContainer.js');
  const reading = readPkcs7File(bytes);
  return reading.ok ? asPem(reading.certificates) : problem('damaged-certificate');
}

/** A server sends a handful; more is a whole store. */
const mostCertificates = 20;

function asPem(certificates: readonly Certificate[]): FileReading {
  return {
    ok: true,
    text: certificates
      .slice(0, mostCertificates)
      .map(({ x509 }) => String(x509))
      .join(''),
  };
}

/** A DER file begins with it, and hardly anything else that isn't text. */
function isSequence(bytes: Buffer): boolean {
  return bytes[0] === 0x30 && (bytes[1] ?? 0) >= 0x80;
}

/** A certificate or .p7b whose BEGIN line was lost, or a PEM .p7b. */
function isOnlyBase64(text: string): boolean {
  return /^\s{0,100}(?:M[A-Za-z0-9+/]{3}|-----BEGIN (?:PKCS7|CERTIFICATE|X509|TRUSTED))/.test(text);
}

const pictureHeads = [
  '89504e470d0a1a0a', // PNG
  'ffd8ff', // JPEG
  '47494638', // GIF
  '424d', // BMP
  '49492a00', // TIFF
  '4d4d002a', // TIFF, the other way round
];

function isPicture(bytes: Buffer): boolean {
  const head = bytes.toString('hex', 0, 12);
  // RIFF….WEBP; ….ftyp of HEIC and AVIF
  if (/^52494646.{8}57454250$/.test(head) || /^.{8}66747970/.test(head)) return true;
  return pictureHeads.some((start) => head.startsWith(start)) && decodeText(bytes) === null;
}
