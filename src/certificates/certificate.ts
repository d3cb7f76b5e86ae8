import type { KeyObject, X509Certificate } from 'node:crypto';
import type { DistinguishedName } from './distinguishedName.js';
import type { Extensions } from './extensions.js';
import type { SignatureAlgorithm } from './signatureAlgorithm.js';

/** What one certificate says; facts only. */
export interface Certificate {
  readonly der: Buffer;
  /** Node's view of the same bytes, for signatures. */
  readonly x509: X509Certificate;
  /** 1 to 3. */
  readonly version: number;
  /** Upper-case hex, as Windows and OpenSSL show it. */
  readonly serial: string;
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SHA-256, upper case with colons. */
  readonly fingerprint256: string;
  /** SHA-1, upper case without colons: the thumbprint that Windows and PowerShell show. */
  readonly thumbprint: string;
  readonly key: KeyFacts;
  readonly signature: SignatureAlgorithm;
  readonly extensions: Extensions;
  /** Subject and issuer are the same name; says nothing about who signed. */
  readonly selfIssued: boolean;
}

export interface KeyFacts {
  /** Node's name: rsa, rsa-pss, ec, ed25519, dsa …; an OID when OpenSSL can't read the key. */
  readonly type: string;
  /** Modulus bits of RSA and DSA. */
  readonly bits: number | null;
  /** OpenSSL's curve name, e.g. prime256v1; null too for explicit curve parameters. */
  readonly curve: string | null;
  /** Null when OpenSSL can't read the key. */
  readonly publicKey: KeyObject | null;
}

export type CertificateProblem = 'malformed' | 'not-a-certificate';

export type ParsedCertificate =
  | { readonly ok: true; readonly certificate: Certificate }
  | { readonly ok: false; readonly problem: CertificateProblem; readonly because: string };
