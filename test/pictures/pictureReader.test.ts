import { afterEach, describe, expect, test } from '@jest/globals';
import { silentLog } from '../../src/base/log.js';
import {
  type PictureEngine,
  type PictureLimits,
  PictureReader,
  pictureLimits,
} from '../../src/pictures/pictureReader.js';
import { jpegHeader, pngHeader } from './pictureHeaders.js';

const picture = pngHeader(640, 480);
const readers: PictureReader[] = [];

afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.close();
});

/** A reader whose engines do what `read` does; `opened` and `closed` count them. */
function start(read: PictureEngine['read'], limits: Partial<PictureLimits> = {}) {
  const seen = { opened: 0, closed: 0 };
  const open = (): PictureEngine => {
    seen.opened += 1;
    return {
      read,
      async close() {
        seen.closed += 1;
      },
    };
  };
  const reader = new PictureReader(open, silentLog, { ...pictureLimits, ...limits });
  readers.push(reader);
  return { reader, seen };
}

const hang = () => new Promise<string>(() => {});
const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('what is read', () => {
  test('is tidied, in one engine that is opened with the first picture', async () => {
    const { reader, seen } = start(async () => '\n the error \n');
    expect(seen.opened).toBe(0);
    expect(await reader.read(picture)).toEqual({ ok: true, text: 'the error' });
    expect(await reader.read(jpegHeader(64, 64))).toEqual({ ok: true, text: 'the error' });
    expect(seen).toEqual({ opened: 1, closed: 0 });
  });

  test.each([
    ['picture-empty', ' \n - '],
    ['damaged-picture', null],
  ])('%s', async (problem, text) => {
    expect(await start(async () => text).reader.read(picture)).toEqual({ ok: false, problem });
  });

  test.each([
    ['picture-too-large', pngHeader(4_001, 3_000)],
    ['picture-too-large', jpegHeader(65_535, 65_535)],
    ['damaged-picture', pngHeader(0, 1)],
    ['picture', Buffer.from('GIF89a')],
  ])('%s, before any engine is opened', async (problem, bytes) => {
    const { reader, seen } = start(async () => 'the error');
    expect(await reader.read(bytes)).toEqual({ ok: false, problem });
    expect(seen.opened).toBe(0);
  });
});

describe('one at a time', () => {
  test('in the order they came', async () => {
    let atOnce = 0;
    const order: number[] = [];
    const { reader } = start(async (bytes) => {
      atOnce += 1;
      expect(atOnce).toBe(1);
      await soon(5);
      atOnce -= 1;
      order.push(Buffer.from(bytes).readUInt32BE(16));
      return 'the error';
    });
    await Promise.all([1, 2, 3].map((width) => reader.read(pngHeader(width, 1))));
    expect(order).toEqual([1, 2, 3]);
  });

  test('and more than may wait are refused at once', async () => {
    const { reader } = start(() => soon(20).then(() => 'the error'), { waiting: 2 });
    const readings = await Promise.all([1, 2, 3].map(() => reader.read(picture)));
    expect(readings.map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(await reader.read(picture)).toEqual({ ok: true, text: 'the error' });
  });
});

describe('an engine', () => {
  test('that hangs is ended in time, and the next picture gets another', async () => {
    let hangs = true;
    const { reader, seen } = start(() => (hangs ? hang() : Promise.resolve('the error')), { ms: 30 });
    const [first, waiting] = await Promise.all([reader.read(picture), reader.read(picture)]);
    expect([first, waiting]).toEqual([
      { ok: false, problem: 'picture-unread' },
      { ok: false, problem: 'picture-unread' },
    ]);
    hangs = false;
    expect(await reader.read(picture)).toEqual({ ok: true, text: 'the error' });
    expect(seen.closed).toBe(seen.opened - 1);
  });

  test('that breaks is replaced', async () => {
    const answers = [() => Promise.reject(new Error('out of memory')), async () => 'the error'];
    const { reader, seen } = start(() => answers.shift()?.() ?? hang());
    expect(await reader.read(picture)).toEqual({ ok: false, problem: 'picture-unread' });
    expect(await reader.read(picture)).toEqual({ ok: true, text: 'the error' });
    expect(seen).toEqual({ opened: 2, closed: 1 });
  });

  test('that nobody needs gives its memory back', async () => {
    const { reader, seen } = start(async () => 'the error', { idleMs: 10 });
    await reader.read(picture);
    await soon(50);
    expect(seen).toEqual({ opened: 1, closed: 1 });
    expect(await reader.read(picture)).toEqual({ ok: true, text: 'the error' });
  });

  test('ends with the reader, and who waits is told by a rejection', async () => {
    const { reader, seen } = start(hang);
    const readings = [reader.read(picture), reader.read(picture)].map((reading) =>
      expect(reading).rejects.toThrow(/closed/),
    );
    await soon(5);
    await reader.close();
    await Promise.all(readings);
    await expect(reader.read(picture)).rejects.toThrow(/closed/);
    expect(seen).toEqual({ opened: 1, closed: 1 });
  });
});
