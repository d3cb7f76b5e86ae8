import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parentPort } from 'node:worker_threads';
import { gunzip } from 'node:zlib';
import tesseract from 'tesseract.js';

// Runs in a thread of its own: takes pictures as bytes and posts the text of each, or null for what is no picture.

/** All at once: who writes French sends pictures of English messages, and Vietnamese needs its own model for its marks. */
const languages = ['eng', 'fra', 'vie'] as const;

const worker = await open();
parentPort?.on('message', async (picture: Uint8Array) => {
  parentPort?.postMessage(await read(picture));
});

async function read(picture: Uint8Array): Promise<string | null> {
  try {
    const { data } = await worker.recognize(Buffer.from(picture), {}, { text: true });
    return data.text;
  } catch (err) {
    if (/attempting to read image/.test(String(err))) return null;
    throw err;
  }
}

/** Nothing is fetched and nothing cached: the models come from their packages. */
async function open(): Promise<tesseract.Worker> {
  const [first, ...others] = languages;
  // tesseract.js looks for all models in one folder, and ours lie in three: the others are written into its memory, and
  // this very array is where it looks up which ones it has.
  const loaded: string[] = [first];
  const opened = await tesseract.createWorker(loaded, tesseract.OEM.LSTM_ONLY, {
    langPath: path.dirname(modelOf(first)),
    cacheMethod: 'none',
    // Without one it throws in an event of its own, beside the rejected promise.
    errorHandler: () => {},
  });
  for (const language of others) {
    const model = await promisify(gunzip)(await readFile(modelOf(language)));
    await opened.FS('writeFile', [`${language}.traineddata`, model]);
    loaded.push(language);
  }
  await opened.reinitialize(languages.join('+'), tesseract.OEM.LSTM_ONLY);
  // Windows, message boxes and pages: text in several blocks.
  await opened.setParameters({ tessedit_pageseg_mode: tesseract.PSM.AUTO });
  return opened;
}

function modelOf(language: (typeof languages)[number]): string {
  const file = `@tesseract.js-data/${language}/4.0.0_best_int/${language}.traineddata.gz`;
  return fileURLToPath(import.meta.resolve(file));
}
