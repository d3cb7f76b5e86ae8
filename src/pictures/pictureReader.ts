import { startDeadline, untilAborted } from '../base/deadline.js';
import { fileLimits } from '../base/fileLimits.js';
import type { Log } from '../base/log.js';
import type { PictureProblem, PictureReading } from './pictureReading.js';
import { readPictureSize } from './readPictureSize.js';
import { tidyReading } from './tidyReading.js';

/** Takes one picture at a time. */
export interface PictureEngine {
  /** The text in a PNG or JPEG; null when it can't be decoded. Rejects when the engine is of no use any more. */
  read(picture: Uint8Array): Promise<string | null>;
  /** Ends it at once, in the middle of a picture too. */
  close(): Promise<void>;
}

export interface PictureLimits {
  /** Waiting and reading together. */
  readonly ms: number;
  readonly pixels: number;
  /** Pictures under way at once, the one that is being read among them. */
  readonly waiting: number;
  /** The engine's memory is given back after so long without a picture. */
  readonly idleMs: number;
}

/** The time with that of a fetch before it stays below what a turn may take. */
export const pictureLimits: PictureLimits = {
  ms: 20_000,
  pixels: fileLimits.picturePixels,
  waiting: 8,
  idleMs: 5 * 60_000,
};

/** Reads pictures one after the other in an engine that is opened with the first and opened anew after it has failed. */
export class PictureReader {
  readonly #open: () => PictureEngine;
  readonly #log: Log;
  readonly #limits: PictureLimits;
  readonly #closing = new AbortController();
  #engine: PictureEngine | null = null;
  #last: Promise<void> = Promise.resolve();
  #underWay = 0;
  #idle: NodeJS.Timeout | null = null;

  constructor(open: () => PictureEngine, log: Log, limits: PictureLimits = pictureLimits) {
    this.#open = open;
    this.#log = log;
    this.#limits = limits;
  }

  /** Rejects only when the reader is closed meanwhile: who runs the turn again reads the picture again. */
  async read(picture: Buffer): Promise<PictureReading> {
    const size = readPictureSize(picture);
    if (typeof size === 'string') return problem(size);
    if (size.width * size.height > this.#limits.pixels) return problem('picture-too-large');
    if (this.#underWay >= this.#limits.waiting) return problem('picture-unread');
    this.#underWay += 1;
    try {
      return await this.#readInTime(picture);
    } finally {
      this.#underWay -= 1;
    }
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('no picture is read any more, since the reader is closed'));
    await this.#last;
    await this.#closeEngine();
  }

  async #readInTime(picture: Buffer): Promise<PictureReading> {
    const deadline = startDeadline(this.#limits.ms, this.#closing.signal);
    const reading = this.#last.then(() => this.#readNow(picture, deadline.signal));
    this.#last = reading.then(
      () => {},
      () => {},
    );
    try {
      const text = await untilAborted(reading, deadline.signal);
      if (text === null) return problem('damaged-picture');
      const tidy = tidyReading(text);
      return tidy === '' ? problem('picture-empty') : { ok: true, text: tidy };
    } catch (err) {
      if (this.#closing.signal.aborted) throw err;
      this.#log.warn({ err }, 'A picture was not read.');
      return problem('picture-unread');
    } finally {
      deadline.stop();
    }
  }

  async #readNow(picture: Buffer, signal: AbortSignal): Promise<string | null> {
    signal.throwIfAborted();
    if (this.#idle) clearTimeout(this.#idle);
    this.#engine ??= this.#open();
    try {
      const text = await untilAborted(this.#engine.read(picture), signal);
      this.#idle = setTimeout(() => void this.#closeEngine(), this.#limits.idleMs);
      this.#idle.unref();
      return text;
    } catch (err) {
      // It hangs or is broken: only its end gives back its processor and its memory.
      await this.#closeEngine();
      throw err;
    }
  }

  async #closeEngine(): Promise<void> {
    const engine = this.#engine;
    this.#engine = null;
    if (this.#idle) clearTimeout(this.#idle);
    try {
      await engine?.close();
    } catch (err) {
      this.#log.warn({ err }, 'The engine that reads pictures did not end well.');
    }
  }
}

const problem = (code: PictureProblem): PictureReading => ({ ok: false, problem: code });
