import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeTexts } from '../../answers/texts.js';
import { readTextResources } from '../../app/knowledgeFiles.js';
import { exportConversation } from '../../handoff/export/exportConversation.js';
import { type ExportFormat, exportFormats, isExportFormat } from '../../handoff/export/exportFormat.js';
import type { Storage } from '../../storage/storage.js';
import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import type { ParsedArguments } from '../parseArguments.js';
import { readLocale } from '../readOptions.js';
import { inputError, usageError } from '../usageError.js';
import { withStorage } from '../withStorage.js';

/** `trustdesk conversations export REFERENCE|CONVERSATION`: as the person may have it, unless notes are asked for. */
export async function exportOne(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const [subject = '', ...more] = parsed.positionals;
  if (subject === '' || more.length > 0)
    throw usageError('conversations export takes one case number or one conversation');
  const format = readFormat(parsed.value('format'));
  const locale = readLocale(parsed.value('locale'), io.env);
  const notes = parsed.flag('notes');
  return withStorage(io, async (storage, note) => {
    const { conversation, caseId } = await find(storage, subject);
    await note({ action: 'exported', caseId, detail: notes ? `${format} with notes` : format });
    const texts = makeTexts(readTextResources()).in(locale);
    const request = { conversation, notes, texts, now: io.clock.now() };
    await write(exportConversation(storage, format, request), parsed.value('out'), io);
    return exitCodes.trusted;
  });
}

function readFormat(given: string | null): ExportFormat {
  if (given === null) return 'html';
  if (isExportFormat(given)) return given;
  throw usageError(`--format ${given} is none of ${exportFormats.join(', ')}`);
}

interface Found {
  readonly conversation: string;
  /** Null when it was named by its conversation. */
  readonly caseId: string | null;
}

/** Conversations have a slash in their key, case numbers have none. */
async function find({ cases, records }: Storage, subject: string): Promise<Found> {
  if (subject.includes('/')) {
    const known = await records.conversation(subject);
    if (known === null)
      throw usageError(`nothing is kept of ${subject}`, 'See `trustdesk conversations list`.');
    return { conversation: known.conversation, caseId: null };
  }
  const [record] = await cases.list({ reference: subject, limit: 1 });
  if (record === undefined)
    throw usageError(`there is no case ${subject}`, 'See `trustdesk conversations list`.');
  return record;
}

async function write(pieces: AsyncIterable<string>, file: string | null, io: CliIo): Promise<void> {
  if (file === null) {
    for await (const piece of pieces) io.stdout.write(piece);
    return;
  }
  try {
    // For nobody else on this machine.
    await pipeline(Readable.from(pieces), createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw inputError(`${file} cannot be written (${code})`, 'Name a file that can be written.', error);
  }
}
