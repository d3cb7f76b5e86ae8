import { escapeMarkdown } from '../../answers/escapeMarkdown.js';
import { cleanFileName } from '../../base/cleanFileName.js';
import { fileLimits } from '../../base/fileLimits.js';
import type { JsonObject } from '../../base/json.js';
import type { UploadRefusal } from '../../base/uploadRefusal.js';
import type { FileNote } from '../files/takeFiles.js';
import { say } from './say.js';
import type { SupportTurn } from './supportTurn.js';

/** Says why a file was not taken or read, and the way on; or what was read in a picture. */
export async function sayOfFile(
  support: SupportTurn,
  { code, name, read = '' }: Omit<FileNote, 'code'> & { readonly code: FileNote['code'] | UploadRefusal },
  channelData?: JsonObject,
): Promise<void> {
  const texts = support.knowledge.texts.in(support.locale);
  const params = {
    name: escapeMarkdown(cleanFileName(name ?? '')),
    files: texts.number(fileLimits.filesPerMessage),
    megabytes: texts.number(fileLimits.fileBytes / 1_048_576),
    megapixels: texts.number(fileLimits.picturePixels / 1_000_000),
    quote: quote(read),
  };
  await say(support, `files:${code}`, params, channelData);
}

/** Enough for a message box; the rest of a full screen is not for reading again. */
const mostLines = 12;

/** Markdown's quoted block; the lines of a picture are those of its window, so they may flow. */
function quote(text: string): string {
  const lines = text.split('\n');
  const shown = lines.slice(0, mostLines).map((line) => escapeMarkdown(line));
  return [...shown, ...(lines.length > mostLines ? ['…'] : [])]
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}
