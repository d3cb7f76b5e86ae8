import type { Activity } from 'botbuilder';
import { fileLimits } from '../../base/fileLimits.js';
import { maskSecrets } from '../../base/maskSecrets.js';
import type { PictureProblem, PictureReading } from '../../pictures/pictureReading.js';
import type { LeasedTurn } from '../../storage/storage.js';
import { cutText } from './cutText.js';
import { filesOf, type OpenedFile, type OpenFiles, type OpeningProblem } from './openFiles.js';
import { type FileProblem, readFile } from './readFile.js';

type Problem = OpeningProblem | FileProblem | PictureProblem;

/** What is to be said of a file before its message is answered; the name is null when it is of all of them. */
export interface FileNote {
  readonly code: Problem | 'too-many-files' | 'long-text' | 'picture-read';
  readonly name: string | null;
  /** What was read in a picture, masked. */
  readonly read?: string;
}

/** Reads a picture of this person, in 20 s at most. Rejects only when the bot ends meanwhile. */
export type ReadPicture = (
  picture: Buffer,
  person: string,
) => Promise<PictureReading | { readonly ok: false; readonly problem: 'too-many-uploads' }>;

export interface FileReaders {
  readonly openFiles: OpenFiles;
  readonly readPicture: ReadPicture;
}

/** The turn in which a message's files are read. */
export interface FileTurn {
  readonly activity: Activity;
  readonly entry: LeasedTurn;
  readonly personKey: string;
  /** Called when a picture is begun, which takes seconds. */
  readonly onPicture: () => Promise<unknown>;
}

/** Characters for all files of a message, as many as may be typed. */
const longestText = 102_400;

/**
 * Puts what the files of a message say behind what the person typed, masked as that is, so that it goes the same way. The
 * log keeps the message as it came. Pictures are read in the turn and not by a job of their own, as files are fetched in
 * it: what the person says next, "that's the one", means nothing without them. The person is told that it takes time.
 */
export async function takeFiles(readers: FileReaders, turn: FileTurn): Promise<readonly FileNote[]> {
  const { activity, entry } = turn;
  const sent = filesOf(activity);
  if (sent.length === 0) return [];
  if (sent.length > fileLimits.filesPerMessage) return [{ code: 'too-many-files', name: null }];
  const opened = await readers.openFiles(activity, entry);
  const read = await Promise.all(opened.map((file) => readOpened(readers, turn, file)));
  const readable = read.filter(({ text }) => text !== '');
  const texts = readable.map((file) => cutFile(file, longestText / readable.length));
  const typed = activity.text?.trim() ? [activity.text] : [];
  activity.text = [...typed, ...texts.map(({ text }) => text)].join('\n\n');
  return [...problemsOf(read), ...texts.flatMap(notesOf)];
}

interface ReadFile {
  readonly name: string;
  /** Empty when there is a problem. */
  readonly text: string;
  readonly problem: Problem | null;
  readonly isPicture: boolean;
}

interface TakenText extends ReadFile {
  readonly whole: boolean;
}

function cutFile(file: ReadFile, most: number): TakenText {
  const { text, whole } = cutText(file.text, most);
  return { ...file, text: maskSecrets(text), whole };
}

/** Pictures are shown as they were read, so that the person can put it right. */
function notesOf({ name, text, whole, isPicture }: TakenText): readonly FileNote[] {
  if (isPicture) return [{ code: 'picture-read', name, read: text }];
  return whole ? [] : [{ code: 'long-text', name }];
}

/** That there were too many is said once, of none in particular. */
function problemsOf(files: readonly ReadFile[]): readonly FileNote[] {
  const tooMany = files.some(({ problem }) => problem === 'too-many-uploads');
  const own = files.flatMap(({ name, problem }) =>
    problem === null || problem === 'too-many-uploads' ? [] : [{ code: problem, name }],
  );
  return tooMany ? [...own, { code: 'too-many-uploads', name: null }] : own;
}

async function readOpened(readers: FileReaders, turn: FileTurn, file: OpenedFile): Promise<ReadFile> {
  const { name } = file;
  if (!file.ok) return { name, text: '', problem: file.problem, isPicture: false };
  const reading = await readFile(file.bytes);
  const isPicture = !reading.ok && reading.problem === 'picture';
  const result = isPicture ? await readPicture(readers, turn, file.bytes) : reading;
  return result.ok
    ? { name, text: wellFormed(result.text), problem: null, isPicture }
    : { name, text: '', problem: result.problem, isPicture };
}

async function readPicture(readers: FileReaders, turn: FileTurn, bytes: Buffer) {
  await turn.onPicture();
  return readers.readPicture(bytes, turn.personKey);
}

/** As the channels make typed text. */
function wellFormed(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
