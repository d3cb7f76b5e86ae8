import { readdirSync, readFileSync } from 'node:fs';
import { makeRecognizer } from '../../src/recognizer/makeRecognizer.js';
import { mergeSignatures, readSignatures } from '../../src/recognizer/readSignatures.js';

const folder = 'dialogs/signatures';

/** The shipped signatures, as app and cli load them. */
export const shippedSignatures = mergeSignatures(
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readSignatures(readFileSync(`${folder}/${file}`, 'utf8'), file, null)),
);

export const shippedRecognizer = makeRecognizer(shippedSignatures);
