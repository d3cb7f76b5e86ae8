import { offeredSuites } from './cipherSuites.js';

/** TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746): some servers refuse a hello without it. */
const renegotiationScsv = 0x00ff;
const groups = [0x001d, 0x0017, 0x0018, 0x0019];
/** ecdsa, rsa_pss, rsa_pkcs1, ed25519, and the SHA-1, MD5 and DSA forms of old certificates. */
const signatureSchemes = [
  0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501, 0x0601, 0x0807,
  0x0808, 0x0301, 0x0303, 0x0203, 0x0201, 0x0402, 0x0202, 0x0101,
];

/** The newest version that a hello offers. */
export type HelloVersion = 'TLSv1.2' | 'TLSv1.1';

/**
 * A ClientHello record that offers `newest` (TLS 1.2 when absent) and everything older (RFC 5246 §7.4.1.2).
 * `serverName` null sends no SNI; `random` must be 32 bytes.
 */
export function clientHello(options: {
  readonly serverName: string | null;
  readonly random: Buffer;
  readonly newest?: HelloVersion;
}): Buffer {
  const suites = words([...offeredSuites.keys(), renegotiationScsv]);
  const fixed = Buffer.concat([
    Buffer.from([3, options.newest === 'TLSv1.1' ? 2 : 3]),
    options.random,
    Buffer.from([0]),
    vector16(suites),
    Buffer.from([1, 0]),
  ]);
  const extensions = [
    ...(options.serverName === null ? [] : [extension(0, vector16(serverName(options.serverName)))]),
    extension(10, vector16(words(groups))),
    extension(11, Buffer.from([1, 0])),
    extension(13, vector16(words(signatureSchemes))),
    extension(23, Buffer.alloc(0)),
  ];
  const length = fixed.length + 2 + extensions.reduce((sum, item) => sum + item.length, 0);
  // Some old load balancers hang on a hello of 256 to 511 bytes (RFC 7685).
  if (length + 4 > 255 && length + 4 < 512)
    extensions.push(extension(21, Buffer.alloc(Math.max(1, 508 - length - 4))));
  const body = Buffer.concat([fixed, vector16(Buffer.concat(extensions))]);
  const handshake = Buffer.concat([Buffer.from([1, 0]), word(body.length), body]);
  return Buffer.concat([Buffer.from([22, 3, 1]), vector16(handshake)]);
}

function serverName(name: string): Buffer {
  return Buffer.concat([Buffer.from([0]), vector16(Buffer.from(name, 'latin1'))]);
}

function extension(type: number, data: Buffer): Buffer {
  return Buffer.concat([word(type), vector16(data)]);
}

function vector16(data: Buffer): Buffer {
  return Buffer.concat([word(data.length), data]);
}

function word(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}

function words(values: readonly number[]): Buffer {
  return Buffer.concat(values.map(word));
}
