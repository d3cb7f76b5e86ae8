import { createHash, createPublicKey } from 'node:crypto';
import {
  bitString,
  der,
  explicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  time,
} from './derWriter.js';
import { type Issued, signatureAlgorithm } from './pki.js';
import { type Extension, encodeExtension, generalName } from './pkiExtensions.js';

const day = 86_400_000;

/** Two days before to five days after. */
export function around(at: Date): { readonly thisUpdate: Date; readonly nextUpdate: Date } {
  return { thisUpdate: new Date(at.getTime() - 2 * day), nextUpdate: new Date(at.getTime() + 5 * day) };
}

export interface OcspOptions {
  readonly certificate: Issued;
  readonly issuer: Issued;
  readonly status: 'good' | 'unknown' | { readonly revokedAt: Date; readonly reason?: number };
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** Who signs; default the issuer. */
  readonly signer?: Issued;
  /** Certificates sent along. */
  readonly attached?: readonly Issued[];
  /** Signs with this one's key instead of the signer's: a forgery. */
  readonly signedBy?: Issued;
  readonly responderByName?: boolean;
  readonly hash?: 'sha1' | 'sha256';
  readonly extensions?: readonly Extension[];
}

/** An OCSPResponse as a responder of the certificate's authority would give it. */
export function ocspResponse(options: OcspOptions): Buffer {
  const signer = options.signer ?? options.issuer;
  const algorithm = signatureAlgorithm((options.signedBy ?? signer).key);
  const responder = options.responderByName
    ? explicit(1, signer.name)
    : explicit(2, octetString(hashOf('sha1', keyBits(signer))));
  const data = sequence(
    responder,
    generalizedTime(options.thisUpdate),
    sequence(singleResponse(options)),
    ...(options.extensions ? [explicit(1, sequence(...options.extensions.map(encodeExtension)))] : []),
  );
  const attached = options.attached?.map((certificate) => certificate.der) ?? [];
  const basic = sequence(
    data,
    algorithm.identifier,
    bitString(algorithm.sign(data)),
    ...(attached.length > 0 ? [explicit(0, sequence(...attached))] : []),
  );
  const typed = sequence(objectIdentifier('1.3.6.1.5.5.7.48.1.1'), octetString(basic));
  return sequence(der(0x0a, Buffer.from([0])), explicit(0, typed));
}

/** A responder that declines: 3 tryLater, 6 unauthorized. */
export function ocspRefusal(status: number): Buffer {
  return sequence(der(0x0a, Buffer.from([status])));
}

function singleResponse(options: OcspOptions): Buffer {
  return sequence(
    certificateId(options),
    certificateStatus(options.status),
    generalizedTime(options.thisUpdate),
    ...(options.nextUpdate ? [explicit(0, generalizedTime(options.nextUpdate))] : []),
  );
}

const hashOids = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1' } as const;

function certificateId({ certificate, issuer, hash = 'sha1' }: OcspOptions): Buffer {
  return sequence(
    sequence(objectIdentifier(hashOids[hash]), der(0x05)),
    octetString(hashOf(hash, issuer.name)),
    octetString(hashOf(hash, keyBits(issuer))),
    integer(serialOf(certificate)),
  );
}

function certificateStatus(status: OcspOptions['status']): Buffer {
  if (status === 'good') return der(0x80);
  if (status === 'unknown') return der(0x82);
  const reason = status.reason === undefined ? [] : [explicit(0, der(0x0a, Buffer.from([status.reason])))];
  return explicit(1, generalizedTime(status.revokedAt), ...reason);
}

export interface CrlOptions {
  readonly issuer: Issued;
  readonly revoked: readonly { readonly certificate: Issued; readonly at: Date; readonly reason?: number }[];
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly signedBy?: Issued;
  readonly extensions?: readonly Extension[];
  /** Entries of certificates that nobody asks about. */
  readonly others?: number;
}

/** A revocation list of the issuer. */
export function crl(options: CrlOptions): Buffer {
  const algorithm = signatureAlgorithm((options.signedBy ?? options.issuer).key);
  const others = Array.from({ length: options.others ?? 0 }, (_, index) =>
    sequence(integer(0x10000 + index), time(options.thisUpdate)),
  );
  const entries = [...others, ...options.revoked.map(crlEntry)];
  const tbs = sequence(
    integer(1),
    algorithm.identifier,
    options.issuer.name,
    time(options.thisUpdate),
    ...(options.nextUpdate ? [time(options.nextUpdate)] : []),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    ...(options.extensions ? [explicit(0, sequence(...options.extensions.map(encodeExtension)))] : []),
  );
  return sequence(tbs, algorithm.identifier, bitString(algorithm.sign(tbs)));
}

function crlEntry({ certificate, at, reason }: CrlOptions['revoked'][number]): Buffer {
  const value = der(0x0a, Buffer.from([reason ?? 0]));
  const extensions = reason === undefined ? [] : [sequence(encodeExtension({ oid: '2.5.29.21', value }))];
  return sequence(integer(serialOf(certificate)), time(at), ...extensions);
}

/** The extension that splits a list: flags by their tag, and the URL that the part is found at. */
export function distributionPoint(options: { readonly url?: string; readonly flag?: number }): Extension {
  const url = options.url === undefined ? [] : [explicit(0, explicit(0, generalName({ uri: options.url })))];
  const flag = options.flag === undefined ? [] : [der(0x80 | options.flag, Buffer.from([0xff]))];
  return { oid: '2.5.29.28', critical: true, value: sequence(...url, ...flag) };
}

/** Made by the test PKI with positive serials of ten bytes unless told otherwise. */
function serialOf({ der: bytes }: Issued): Buffer {
  // Certificate, tbs and version come before it, with two-byte lengths: all test certificates are that long.
  const at = bytes.indexOf(Buffer.from([0xa0, 0x03, 0x02, 0x01, 0x02])) + 5;
  return bytes.subarray(at + 2, at + 2 + (bytes[at + 1] ?? 0));
}

function keyBits({ key }: Issued): Buffer {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  // The BIT STRING ends the structure; its content begins behind the algorithm.
  const headerLength = (spki[1] ?? 0) < 0x80 ? 2 : 2 + ((spki[1] ?? 0) & 0x7f);
  const bits = headerLength + 2 + (spki[headerLength + 1] ?? 0);
  const lengthByte = spki[bits + 1] ?? 0;
  return spki.subarray(bits + (lengthByte < 0x80 ? 3 : 3 + (lengthByte & 0x7f)));
}

function hashOf(hash: string, bytes: Buffer): Buffer {
  return createHash(hash).update(bytes).digest();
}

function generalizedTime(date: Date): Buffer {
  return der(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));
}
