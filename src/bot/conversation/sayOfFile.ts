import { escapeMarkdown } from '../../answers/escapeMarkdown.js';
import { cleanFileName } from '../../base/cleanFileName.js';
import { fileLimits } from '../../base/fileLimits.js';
import type { UploadRefusal } from '../../base/uploadRefusal.js';
import type { FileNote } from '../files/takeFiles.js';
import { say } from './say.js';
import type { SupportTurn } from './supportTurn.js';

/** Says why a file was not taken or read, and the way on. */
export async function sayOfFile(
  support: SupportTurn,
  { code, name }: { readonly code: FileNote['code'] | UploadRefusal; readonly name: string | null },
): Promise<void> {
  const texts = support.knowledge.texts.in(support.locale);
  await say(support, `files:${code}`, {
    name: escapeMarkdown(cleanFileName(name ?? '')),
    files: texts.number(fileLimits.filesPerMessage),
    megabytes: texts.number(fileLimits.fileBytes / 1_048_576),
  });
}
