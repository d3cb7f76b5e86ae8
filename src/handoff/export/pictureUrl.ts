const signatures = [
  { type: 'image/png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { type: 'image/jpeg', bytes: Buffer.from([0xff, 0xd8, 0xff]) },
] as const;

/** A PNG or a JPEG as a data URL; null for any other file, whatever it is called. */
export function pictureUrl(bytes: Buffer): string | null {
  const found = signatures.find((signature) =>
    bytes.subarray(0, signature.bytes.length).equals(signature.bytes),
  );
  return found === undefined ? null : `data:${found.type};base64,${bytes.toString('base64')}`;
}
