import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { openTesseract } from '../../src/pictures/openTesseract.js';
import type { PictureEngine } from '../../src/pictures/pictureReader.js';
import { jpegHeader, pngHeader } from './pictureHeaders.js';

jest.setTimeout(60_000);

let engine: PictureEngine;

beforeAll(() => {
  engine = openTesseract();
});

afterAll(() => engine.close());

test('what only begins as a picture is none, and the engine goes on', async () => {
  for (const bytes of [pngHeader(64, 64), jpegHeader(64, 64), Buffer.from('GIF89a'), Buffer.alloc(0)]) {
    expect(await engine.read(bytes)).toBe(null);
  }
});

test('it is ended while it works, and its picture rejects', async () => {
  const ended = openTesseract();
  const reading = expect(ended.read(pngHeader(64, 64))).rejects.toThrow(/ended/);
  await ended.close();
  await reading;
  await expect(ended.read(pngHeader(64, 64))).rejects.toThrow(/ended/);
});
