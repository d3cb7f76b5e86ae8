/** Hand-written TLS records: servers that no library of today can play. */

export type WireVersion = 0x0300 | 0x0301 | 0x0302 | 0x0303;

export function record(type: number, version: WireVersion, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type]), uint(version, 2), uint(payload.length, 2), payload]);
}

export function alertRecord(alert: number, level: 1 | 2 = 2, version: WireVersion = 0x0303): Buffer {
  return record(21, version, Buffer.from([level, alert]));
}

export function message(type: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type]), uint(body.length, 3), body]);
}

export function serverHello(version: WireVersion, cipher: number): Buffer {
  const body = [uint(version, 2), Buffer.alloc(32, 7), Buffer.from([0]), uint(cipher, 2), Buffer.from([0])];
  return message(2, Buffer.concat(body));
}

export function certificateMessage(certificates: readonly Buffer[]): Buffer {
  const entries = Buffer.concat(certificates.flatMap((der) => [uint(der.length, 3), der]));
  return message(11, Buffer.concat([uint(entries.length, 3), entries]));
}

export const certificateRequest = message(13, Buffer.from([1, 1, 0, 0]));
export const serverHelloDone = message(14, Buffer.alloc(0));

/** ServerHello, Certificate and ServerHelloDone in as many records as they need. */
export function flight(version: WireVersion, cipher: number, certificates: readonly Buffer[]): Buffer {
  return inRecords(version, [
    serverHello(version, cipher),
    certificateMessage(certificates),
    serverHelloDone,
  ]);
}

export function inRecords(version: WireVersion, messages: readonly Buffer[]): Buffer {
  const all = Buffer.concat(messages);
  const records: Buffer[] = [];
  for (let at = 0; at < all.length; at += 16_384)
    records.push(record(22, version, all.subarray(at, at + 16_384)));
  return Buffer.concat(records);
}

export function uint(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}
