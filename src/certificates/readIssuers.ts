import type { Certificate } from './certificate.js';
import { parseCertificate } from './parseCertificate.js';
import { pemBlocks } from './pemBlocks.js';

/** A whole chain has less than 20 KB. */
const mostBytes = 128 * 1024;
/** A chain file holds two or three; more would only be worked through for nothing. */
const mostCertificates = 10;

/**
 * The certificates that an AIA address gave: one as DER or PEM, or a PKCS#7 container (RFC 5280 4.2.2.1). Those that
 * can't be read are left away. Never rejects.
 */
export async function readIssuers(bytes: Buffer): Promise<readonly Certificate[]> {
  if (bytes.length > mostBytes) return [];
  const alone = parseCertificate(bytes);
  if (alone.ok) return [alone.certificate];
  const blocks = readAll(pemBlocks(bytes.toString('latin1')).map(({ der }) => der));
  if (blocks.length > 0) return blocks;
  // Forge is loaded for the containers alone.
  const { readPkcs7 } = await import('./readPkcs7.js');
  const reading = readPkcs7(bytes);
  return reading.ok ? readAll(reading.certificates) : [];
}

function readAll(ders: readonly Buffer[]): readonly Certificate[] {
  return ders.slice(0, mostCertificates).flatMap((der) => {
    const reading = parseCertificate(der);
    return reading.ok ? [reading.certificate] : [];
  });
}
