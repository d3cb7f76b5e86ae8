import type { Activity } from 'botbuilder';
import { fileLimits } from '../../base/fileLimits.js';
import { maskSecrets } from '../../base/maskSecrets.js';
import type { LeasedTurn } from '../../storage/storage.js';
import { cutText } from './cutText.js';
import { filesOf, type OpenedFile, type OpenFiles, type OpeningProblem } from './openFiles.js';
import { readFile } from './readFile.js';

/** What is to be said of a file before its message is answered; the name is null when it is of all of them. */
export interface FileNote {
  readonly code: OpeningProblem | 'too-many-files' | 'long-text';
  readonly name: string | null;
}

/** Characters for all files of a message, as many as may be typed. */
const longestText = 102_400;

/**
 * Puts what the files of a message say behind what the person typed, masked as that is, so that it goes the same way. The
 * log keeps the message as it came.
 */
export async function takeFiles(
  openFiles: OpenFiles,
  activity: Activity,
  turn: LeasedTurn,
): Promise<readonly FileNote[]> {
  const sent = filesOf(activity);
  if (sent.length === 0) return [];
  if (sent.length > fileLimits.filesPerMessage) return [{ code: 'too-many-files', name: null }];
  const read = await Promise.all((await openFiles(activity, turn)).map(readOpened));
  const texts = read.filter(({ text }) => text !== '');
  const cut = texts.map(({ name, text }) => ({ name, ...cutText(text, longestText / texts.length) }));
  const typed = activity.text?.trim() ? [activity.text] : [];
  activity.text = [...typed, ...cut.map(({ text }) => maskSecrets(text))].join('\n\n');
  return [
    ...problemsOf(read),
    ...cut.flatMap(({ name, whole }) => (whole ? [] : [{ code: 'long-text' as const, name }])),
  ];
}

interface ReadFile {
  readonly name: string;
  /** Empty when there is a problem. */
  readonly text: string;
  readonly problem: OpeningProblem | null;
}

/** That there were too many is said once, of none in particular. */
function problemsOf(files: readonly ReadFile[]): readonly FileNote[] {
  const tooMany = files.some(({ problem }) => problem === 'too-many-uploads');
  const own = files.flatMap(({ name, problem }) =>
    problem === null || problem === 'too-many-uploads' ? [] : [{ code: problem, name }],
  );
  return tooMany ? [...own, { code: 'too-many-uploads', name: null }] : own;
}

async function readOpened(file: OpenedFile): Promise<ReadFile> {
  const { name } = file;
  if (!file.ok) return { name, text: '', problem: file.problem };
  const reading = await readFile(file.bytes);
  return reading.ok
    ? { name, text: wellFormed(reading.text), problem: null }
    : { name, text: '', problem: reading.problem };
}

/** As the channels make typed text. */
function wellFormed(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
