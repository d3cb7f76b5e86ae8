import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PictureEngine } from './pictureReader.js';

/**
 * Tesseract in a thread of its own, so that it can be ended while it computes. The thread that tesseract.js itself makes
 * would not do: what breaks in it is thrown where nobody can catch it.
 */
export function openTesseract(): PictureEngine {
  const script = `./tesseractThread${path.extname(import.meta.url)}`;
  // No environment, and no words of its decoders in the server's log.
  const thread = new Worker(new URL(script, import.meta.url), {
    ...{ env: {}, execArgv: [], stdout: true, stderr: true },
  });
  thread.stdout.resume();
  thread.stderr.resume();
  let asked: PromiseWithResolvers<string | null> | null = null;
  let broken: Error | null = null;
  const fail = (err: Error): void => {
    broken ??= err;
    asked?.reject(broken);
  };
  thread.on('message', (text: string | null) => asked?.resolve(text));
  thread.on('error', fail);
  thread.on('exit', (code) => fail(new Error(`the thread that reads pictures ended with code ${code}`)));
  return {
    read(picture) {
      asked = Promise.withResolvers<string | null>();
      if (broken === null) thread.postMessage(picture);
      else asked.reject(broken);
      return asked.promise;
    },
    async close() {
      await thread.terminate();
    },
  };
}
