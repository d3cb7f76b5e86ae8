/**
 * The suites that the raw hello offers, best first, by OpenSSL's names. The last ones are there to be looked at,
 * not used: OpenSSL 3 has no RC4, 3DES or DES any more, and Windows Server 2003 has little else.
 */
export const offeredSuites: ReadonlyMap<number, string> = new Map([
  [0xc02b, 'ECDHE-ECDSA-AES128-GCM-SHA256'],
  [0xc02f, 'ECDHE-RSA-AES128-GCM-SHA256'],
  [0xc02c, 'ECDHE-ECDSA-AES256-GCM-SHA384'],
  [0xc030, 'ECDHE-RSA-AES256-GCM-SHA384'],
  [0xcca9, 'ECDHE-ECDSA-CHACHA20-POLY1305'],
  [0xcca8, 'ECDHE-RSA-CHACHA20-POLY1305'],
  [0xc023, 'ECDHE-ECDSA-AES128-SHA256'],
  [0xc027, 'ECDHE-RSA-AES128-SHA256'],
  [0xc024, 'ECDHE-ECDSA-AES256-SHA384'],
  [0xc028, 'ECDHE-RSA-AES256-SHA384'],
  [0xc009, 'ECDHE-ECDSA-AES128-SHA'],
  [0xc013, 'ECDHE-RSA-AES128-SHA'],
  [0xc00a, 'ECDHE-ECDSA-AES256-SHA'],
  [0xc014, 'ECDHE-RSA-AES256-SHA'],
  [0x009e, 'DHE-RSA-AES128-GCM-SHA256'],
  [0x009f, 'DHE-RSA-AES256-GCM-SHA384'],
  [0x0067, 'DHE-RSA-AES128-SHA256'],
  [0x006b, 'DHE-RSA-AES256-SHA256'],
  [0x0033, 'DHE-RSA-AES128-SHA'],
  [0x0039, 'DHE-RSA-AES256-SHA'],
  [0x009c, 'AES128-GCM-SHA256'],
  [0x009d, 'AES256-GCM-SHA384'],
  [0x003c, 'AES128-SHA256'],
  [0x003d, 'AES256-SHA256'],
  [0x002f, 'AES128-SHA'],
  [0x0035, 'AES256-SHA'],
  [0x0032, 'DHE-DSS-AES128-SHA'],
  [0x0038, 'DHE-DSS-AES256-SHA'],
  [0xc012, 'ECDHE-RSA-DES-CBC3-SHA'],
  [0x0016, 'DHE-RSA-DES-CBC3-SHA'],
  [0x000a, 'DES-CBC3-SHA'],
  [0xc011, 'ECDHE-RSA-RC4-SHA'],
  [0x0005, 'RC4-SHA'],
  [0x0004, 'RC4-MD5'],
  [0x0009, 'DES-CBC-SHA'],
]);

/** The suite's name, or its number as four hex digits. */
export function suiteName(id: number): string {
  return offeredSuites.get(id) ?? `0x${id.toString(16).padStart(4, '0')}`;
}
