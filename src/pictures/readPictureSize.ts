/** In pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The size that the header of a PNG or JPEG names, before anything is decoded: a file of a few kB can ask for gigabytes.
 * PNG: W3C PNG, 11.2.1 IHDR; JPEG: ITU-T T.81, B.2.2 frame header.
 */
export function readPictureSize(bytes: Buffer): PictureSize | 'picture' | 'damaged-picture' {
  if (bytes.subarray(0, 8).equals(pngSignature)) return pngSize(bytes) ?? 'damaged-picture';
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegSize(bytes) ?? 'damaged-picture';
  return 'picture';
}

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');

/** The header is the first chunk; decoders refuse a second one. An animation's first frame has this size too. */
function pngSize(bytes: Buffer): PictureSize | null {
  if (bytes.length < 33 || bytes.readUInt32BE(8) !== 13 || bytes.toString('latin1', 12, 16) !== 'IHDR')
    return null;
  return positive(bytes.readUInt32BE(16), bytes.readUInt32BE(20));
}

/** Goes from segment to segment until the first frame header; a thumbnail within EXIF is stepped over with its segment. */
function jpegSize(bytes: Buffer): PictureSize | null {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    // Any number of fill bytes may stand before a marker.
    if (marker === 0xff) at += 1;
    else if (standsAlone(marker)) at += 2;
    else if (isFrame(marker)) return frameSize(bytes, at + 2);
    // Pixels or the end before any frame.
    else if (marker === 0xda || marker === 0xd9) return null;
    else at += 2 + Math.max(2, bytes.readUInt16BE(at + 2));
  }
  return null;
}

function frameSize(bytes: Buffer, at: number): PictureSize | null {
  if (at + 8 > bytes.length) return null;
  return positive(bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 3));
}

/** A JPEG of height 0 tells its height after its pixels; nobody makes screenshots so. */
function positive(width: number, height: number): PictureSize | null {
  return width > 0 && height > 0 ? { width, height } : null;
}

/** SOF0 to SOF15 but for the tables DHT, JPG and DAC among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** TEM and the restart marks have no length. */
function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}
