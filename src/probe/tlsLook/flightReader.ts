import type { TlsVersion } from '../probeRecord.js';
import { suiteName } from './cipherSuites.js';

/** What the server's first flight has told so far. */
export interface Flight {
  readonly hello: { readonly version: TlsVersion; readonly cipher: string } | null;
  /** DER, in the order sent; views of copied bytes. */
  readonly certificates: readonly Buffer[];
  readonly certificateRequested: boolean;
  readonly receivedBytes: number;
}

/** Why reading is over. */
export type FlightEnd =
  /** ServerHelloDone: the whole flight was read. */
  | { readonly kind: 'done' }
  | { readonly kind: 'alert'; readonly alert: number }
  /** `banner` is the readable first line; empty when the bytes are no text. */
  | { readonly kind: 'not-tls'; readonly banner: string; readonly firstBytes: string }
  | {
      readonly kind: 'oversized';
      readonly what: 'certificate-message' | 'certificates' | 'flight';
      readonly size: number;
    }
  | { readonly kind: 'malformed'; readonly reason: string };

const mostBytes = 256 * 1024;
/** OpenSSL's own limit (`SSL_CTX_set_max_cert_list`). */
const mostCertificateBytes = 100 * 1024;
const mostCertificates = 100;
/** RFC 5246 §6.2.3 allows 2^14 + 2048 bytes in a record. */
const longestRecord = 16_384 + 2048;

const versions: Readonly<Record<number, TlsVersion>> = {
  768: 'SSLv3',
  769: 'TLSv1',
  770: 'TLSv1.1',
  771: 'TLSv1.2',
};

/**
 * Reads the plaintext records of a TLS ≤ 1.2 server up to ServerHelloDone, with strict bounds: nothing the peer
 * sends makes it hold more than 256 kB twice or work more than once on a byte.
 */
export class FlightReader {
  readonly #records = new GrowingBuffer();
  readonly #handshake = new GrowingBuffer();
  #recordsRead = 0;
  #handshakeRead = 0;
  #end: FlightEnd | null = null;
  #hello: Flight['hello'] = null;
  #certificates: readonly Buffer[] = [];
  #certificateRequested = false;

  /** Takes the next bytes; not null when reading is over. */
  push(chunk: Buffer): FlightEnd | null {
    if (this.#end) return this.#end;
    const room = mostBytes - this.#records.length;
    this.#records.append(chunk.subarray(0, room));
    this.#end = this.#readRecords();
    if (!this.#end && chunk.length > room) this.#end = { kind: 'oversized', what: 'flight', size: mostBytes };
    return this.#end;
  }

  /** Whether the first bytes were no TLS; the caller may wait a little for the rest of the banner's line. */
  get speaksOtherwise(): boolean {
    const first = this.#records.bytes;
    return first.length > 0 && !looksLikeRecord(first);
  }

  /** The end of a peer that does not speak TLS, with the banner as far as it came. */
  notTls(): FlightEnd {
    const bytes = this.#records.bytes;
    return { kind: 'not-tls', banner: bannerOf(bytes), firstBytes: bytes.subarray(0, 16).toString('hex') };
  }

  flight(): Flight {
    return {
      hello: this.#hello,
      certificates: this.#certificates,
      certificateRequested: this.#certificateRequested,
      receivedBytes: this.#records.length,
    };
  }

  #readRecords(): FlightEnd | null {
    const bytes = this.#records.bytes;
    if (this.speaksOtherwise) return bytes.includes(0x0a) || bytes.length >= 256 ? this.notTls() : null;
    while (bytes.length - this.#recordsRead >= 5) {
      const at = this.#recordsRead;
      const type = bytes.readUInt8(at);
      const length = bytes.readUInt16BE(at + 3);
      if (bytes.readUInt8(at + 1) !== 3 || length > longestRecord || length === 0)
        return malformed('record header');
      if (bytes.length - at - 5 < length) return null;
      this.#recordsRead = at + 5 + length;
      const end = this.#readRecord(type, bytes.subarray(at + 5, at + 5 + length));
      if (end) return end;
    }
    return null;
  }

  #readRecord(type: number, payload: Buffer): FlightEnd | null {
    if (type === 21) {
      const alert = payload[1];
      if (payload.length !== 2 || alert === undefined) return malformed('alert');
      // A warning (unrecognized_name from old Java servers) does not end the handshake; close_notify does.
      return payload[0] === 1 && alert !== 0 ? null : { kind: 'alert', alert };
    }
    if (type !== 22) return malformed(`record type ${type}`);
    this.#handshake.append(payload);
    return this.#readMessages();
  }

  #readMessages(): FlightEnd | null {
    const bytes = this.#handshake.bytes;
    while (bytes.length - this.#handshakeRead >= 4) {
      const at = this.#handshakeRead;
      const type = bytes.readUInt8(at);
      const length = bytes.readUIntBE(at + 1, 3);
      if (length > mostCertificateBytes) {
        const what = type === 11 ? 'certificate-message' : 'flight';
        return { kind: 'oversized', what, size: length };
      }
      if (bytes.length - at - 4 < length) return null;
      this.#handshakeRead = at + 4 + length;
      const end = this.#readMessage(type, bytes.subarray(at + 4, at + 4 + length));
      if (end) return end;
    }
    return null;
  }

  #readMessage(type: number, body: Buffer): FlightEnd | null {
    if (type === 2) return this.#readServerHello(body);
    if (type === 0 && body.length === 0) return null;
    if (this.#hello === null) return malformed(`message ${type} before ServerHello`);
    if (type === 11) return this.#readCertificates(body);
    if (type === 13) this.#certificateRequested = true;
    if (type === 14) return { kind: 'done' };
    // CertificateStatus, ServerKeyExchange and NewSessionTicket tell nothing here.
    return [4, 12, 13, 22].includes(type) ? null : malformed(`message ${type}`);
  }

  #readServerHello(body: Buffer): FlightEnd | null {
    const sessionIdLength = body[34] ?? 0xff;
    if (this.#hello || sessionIdLength > 32 || body.length < 38 + sessionIdLength)
      return malformed('ServerHello');
    const version = versions[body.readUInt16BE(0)];
    if (!version) return malformed(`version ${body.subarray(0, 2).toString('hex')}`);
    this.#hello = { version, cipher: suiteName(body.readUInt16BE(35 + sessionIdLength)) };
    return null;
  }

  #readCertificates(body: Buffer): FlightEnd | null {
    if (this.#certificates.length > 0) return malformed('second Certificate');
    if (body.length < 3 || body.readUIntBE(0, 3) !== body.length - 3) return malformed('Certificate length');
    const certificates: Buffer[] = [];
    let at = 3;
    while (at < body.length) {
      const length = body.length - at < 3 ? 0 : body.readUIntBE(at, 3);
      if (length === 0 || length > body.length - at - 3) return malformed('Certificate entry');
      if (certificates.length === mostCertificates)
        return { kind: 'oversized', what: 'certificates', size: body.length };
      certificates.push(Buffer.from(body.subarray(at + 3, at + 3 + length)));
      at += 3 + length;
    }
    this.#certificates = certificates;
    return null;
  }
}

/** Appends in amortised constant time, so that a peer that drips single bytes costs no more than its bytes. */
class GrowingBuffer {
  #store = Buffer.alloc(8192);
  length = 0;

  append(chunk: Buffer): void {
    if (this.length + chunk.length > this.#store.length) {
      const larger = Buffer.alloc(Math.max(this.#store.length * 2, this.length + chunk.length));
      this.#store.copy(larger, 0, 0, this.length);
      this.#store = larger;
    }
    chunk.copy(this.#store, this.length);
    this.length += chunk.length;
  }

  get bytes(): Buffer {
    return this.#store.subarray(0, this.length);
  }
}

function looksLikeRecord(bytes: Buffer): boolean {
  const type = bytes[0] ?? 0;
  return type >= 20 && type <= 22 && (bytes.length < 2 || bytes[1] === 3);
}

function bannerOf(bytes: Buffer): string {
  const text = bytes.subarray(0, 256).toString('utf8').split(/\r?\n/)[0] ?? '';
  const readable = text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '').slice(0, 200);
  return readable.length * 4 >= text.length * 3 ? readable.trim() : '';
}

function malformed(reason: string): FlightEnd {
  return { kind: 'malformed', reason };
}
