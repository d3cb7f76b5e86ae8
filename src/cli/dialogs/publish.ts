import { writeFile } from 'node:fs/promises';
import { readShippedKnowledge } from '../../app/knowledgeFiles.js';
import { articlesOf, isUnfinished } from '../../app/own/articles.js';
import { checkOwn } from '../../app/own/checkOwn.js';
import { noOwnFiles, type OwnFiles, ofKind } from '../../app/own/ownFiles.js';
import { type Publishable, publishable } from '../../app/own/publishable.js';
import { readOwnFiles } from '../../app/own/readOwnFiles.js';
import {
  currentRelease,
  hashOf,
  listReleases,
  readRelease,
  switchTo,
  writeRelease,
} from '../../app/own/releases.js';
import { takenErrors } from '../../app/own/takenErrors.js';
import { suggest } from '../../dialogTree/didYouMean.js';
import { problemLine } from '../../dialogTree/validate/checkDialogs.js';
import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import type { ParsedArguments } from '../parseArguments.js';
import { usageError } from '../usageError.js';
import { requireFolder } from './knowledgeFolder.js';
import { testDialogs } from './testDialogs.js';

/**
 * `trustdesk dialogs publish [ARTICLE…]`: checks and tests what is to be served, keeps it as a new release and lets the
 * running servers serve it. Without an article all drafts are published.
 */
export async function publish(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const folder = requireFolder(io.env, 'publish');
  const own = await readOwnFiles(folder);
  const next = publishable(own, await servedNow(folder), articlesToPublish(own, parsed.positionals));
  if (!(await passes(next.content, own, io))) return exitCodes.untrusted;
  const number = await currentRelease(folder);
  const current = (await listReleases(folder)).find((release) => release.number === number);
  if (current?.hash === hashOf(next.content)) {
    io.stdout.write(`Nothing to publish: release ${current.number} is the same.\n`);
    return exitCodes.trusted;
  }
  for (const { file, text } of next.changed) await writeFile(file, text);
  const articles = articlesOf(next.content).map(({ id }) => id);
  const release = await writeRelease(folder, next.content, {
    at: io.clock.now().toISOString(),
    by: io.env['USER'] ?? io.env['USERNAME'] ?? io.env['LOGNAME'] ?? 'unknown',
    note: parsed.value('note'),
    articles,
  });
  await switchTo(folder, release.number);
  io.stdout.write(told(release.number, next, articles));
  return exitCodes.trusted;
}

function articlesToPublish(own: OwnFiles, named: readonly string[]): ReadonlySet<string> {
  const articles = articlesOf(own);
  const ids = articles.map(({ id }) => id);
  const unknown = named.find((id) => !ids.includes(id));
  if (unknown !== undefined) {
    throw usageError(
      `there is no article ${unknown}`,
      suggest(unknown, ids, 'Name an article of KNOWLEDGE_DIR.'),
    );
  }
  if (own.files.length === 0) {
    throw usageError('KNOWLEDGE_DIR holds nothing to publish', '`trustdesk dialogs new` makes an article.');
  }
  // A tree that can't be read is among the drafts too: the check then says why, and nothing is published without it.
  const unfinished = articles.filter(isUnfinished).map(({ id }) => id);
  return new Set(named.length > 0 ? named : unfinished);
}

/** A release that can't be read any more is no reason not to publish a new one. */
async function servedNow(folder: string): Promise<OwnFiles> {
  const number = await currentRelease(folder).catch(() => null);
  return number === null ? noOwnFiles : readRelease(folder, number).catch(() => noOwnFiles);
}

/** Errors and conversations that go otherwise than written stop the publishing; warnings are told. */
async function passes(content: OwnFiles, own: OwnFiles, io: CliIo): Promise<boolean> {
  const shipped = readShippedKnowledge();
  const { problems, files } = checkOwn(shipped, content);
  const ours = new Set(content.files.map(({ file }) => file));
  const sound = problems.every(({ severity }) => severity === 'warning');
  const told = problems.filter(({ severity, file }) => severity === 'error' || ours.has(file));
  for (const problem of [...told, ...(sound ? takenErrors(shipped, content) : [])]) {
    io.stdout.write(`${problemLine(problem)}\n`);
  }
  if (!sound) return refused(io, 'The check found errors.');
  // An article that stays as it was published has been tested then.
  const present = new Set(own.files.map(({ file }) => file));
  const conversations = ofKind(content, 'conversation').filter(({ file }) => present.has(file));
  if (conversations.length === 0) {
    io.stdout.write('There is no conversation to test the articles with.\n');
    return true;
  }
  const { failed, lines } = await testDialogs(files, conversations, { onlyReached: true });
  if (failed === 0) return true;
  for (const line of lines) io.stdout.write(`${line}\n`);
  return refused(io, 'The conversations do not go as written.');
}

function refused(io: CliIo, why: string): false {
  io.stderr.write(`trustdesk: nothing was published. ${why}\n`);
  return false;
}

function told(number: number, { waiting }: Publishable, articles: readonly string[]): string {
  const lines = [
    `Release ${number} is published: ${articles.join(', ') || 'no articles, all else that KNOWLEDGE_DIR holds'}.`,
    ...(waiting.length > 0 ? [`Still drafts: ${waiting.map(({ id }) => id).join(', ')}.`] : []),
    'Running servers serve it from the next message on; `trustdesk dialogs rollback` takes it back.',
  ];
  return lines.map((line) => `${line}\n`).join('');
}
