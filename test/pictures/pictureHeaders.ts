/** A PNG of this size without pixels; a decoder would ask for them. */
export function pngHeader(width: number, height: number): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d4948445200000000000000000802000000', 'hex');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return Buffer.concat([head, Buffer.alloc(4)]);
}

export interface JpegParts {
  /** Last byte of the frame's marker, SOF0 when absent. */
  readonly frame?: number;
  /** 3 when absent, 4 is CMYK. */
  readonly components?: number;
  /** Stands between the first mark and the frame. */
  readonly before?: Buffer;
}

/** A JPEG of this size without tables and pixels. */
export function jpegHeader(width: number, height: number, parts: JpegParts = {}): Buffer {
  const { frame = 0xc0, components = 3, before = Buffer.alloc(0) } = parts;
  const head = Buffer.from([0xff, frame, 0, 8 + 3 * components, 8, 0, 0, 0, 0, components]);
  head.writeUInt16BE(height, 5);
  head.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), before, head, Buffer.alloc(3 * components)]);
}
