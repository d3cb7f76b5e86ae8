import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPictureSize } from '../../src/pictures/readPictureSize.js';
import { jpegHeader, pngHeader } from './pictureHeaders.js';

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

describe('the size stands in the header', () => {
  test('of a PNG, however huge', () => {
    expect(readPictureSize(pngHeader(1920, 1080))).toEqual({ width: 1920, height: 1080 });
    expect(readPictureSize(pngHeader(0xffffffff, 0xffffffff))).toEqual({
      width: 0xffffffff,
      height: 0xffffffff,
    });
  });

  test('of an animated PNG, which is that of its first frame', () => {
    const animation = Buffer.from('000000086163544c0000000200000000f38d9370', 'hex');
    expect(readPictureSize(Buffer.concat([pngHeader(640, 480), animation]))).toEqual({
      width: 640,
      height: 480,
    });
  });

  test.each([0xc0, 0xc1, 0xc2, 0xc3, 0xc9, 0xcf])('of a JPEG with frame %i', (frame) => {
    expect(readPictureSize(jpegHeader(800, 600, { frame }))).toEqual({ width: 800, height: 600 });
  });

  test('of a JPEG in CMYK', () => {
    expect(readPictureSize(jpegHeader(65_535, 65_535, { components: 4 }))).toEqual({
      width: 65_535,
      height: 65_535,
    });
  });

  test('behind a thumbnail of another size, tables, fill bytes and marks without a length', () => {
    const thumbnail = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), jpegHeader(16, 16)]));
    const table = segment(0xc4, Buffer.alloc(17));
    const marks = Buffer.from([0xff, 0x01, 0xff, 0xd0, 0xff, 0xff, 0xff]);
    const before = Buffer.concat([thumbnail, table, marks]);
    expect(readPictureSize(jpegHeader(800, 600, { before }))).toEqual({ width: 800, height: 600 });
  });
});

test.each([
  ['a PNG that ends within its header', pngHeader(10, 10).subarray(0, 24)],
  [
    'a PNG without a header chunk',
    Buffer.from(pngHeader(10, 10).toString('latin1').replace('IHDR', 'iCCP'), 'latin1'),
  ],
  ['a PNG without width', pngHeader(0, 10)],
  ['a JPEG that ends within its frame', jpegHeader(10, 10).subarray(0, 8)],
  ['a JPEG whose height comes later', jpegHeader(10, 0)],
  ['a JPEG whose pixels come before any frame', Buffer.from('ffd8ffda000c03010002110311003f00', 'hex')],
  ['a JPEG of nothing', Buffer.from('ffd8ffd90000', 'hex')],
  ['a JPEG of fill bytes alone', Buffer.concat([Buffer.from('ffd8', 'hex'), Buffer.alloc(1_000_000, 0xff)])],
  ['a JPEG whose segment has no length', Buffer.from('ffd8ffe00000ffe00000', 'hex')],
  ['a JPEG that leads into nowhere', Buffer.from('ffd8ffe0ffff4a46', 'hex')],
])('%s is damaged', (_what, bytes) => {
  expect(readPictureSize(bytes)).toBe('damaged-picture');
});

test.each([
  ['GIF', '474946383961'],
  ['BMP', '424d36000000'],
  ['WebP', '524946462400000057454250'],
  ['nothing', ''],
])('%s is another kind', (_what, hex) => {
  expect(readPictureSize(Buffer.from(hex, 'hex'))).toBe('picture');
});

test('whatever comes, it answers, and in time', () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  const heads = fc.constantFrom(pngHeader(5, 5), jpegHeader(5, 5), Buffer.from('ffd8ff', 'hex'));
  const cut = fc.tuple(heads, fc.nat(40), bytes).map(([head, at, rest]) => [head.subarray(0, at), rest]);
  fc.assert(
    fc.property(cut, (parts) => {
      const size = readPictureSize(Buffer.concat(parts));
      expect(typeof size === 'string' || (size.width > 0 && size.height > 0)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
