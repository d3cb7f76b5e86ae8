import { existsSync } from 'node:fs';
import { type KnowledgeFiles, shippedConversations, type TextFile } from '../../app/knowledgeFiles.js';
import { type OwnFiles, ofKind } from '../../app/own/ownFiles.js';
import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import { jsonLine } from '../humanText.js';
import type { ParsedArguments } from '../parseArguments.js';
import { readLocale } from '../readOptions.js';
import { usageError } from '../usageError.js';
import { knowledgeFolder } from './knowledgeFolder.js';
import { readConversations } from './readConversations.js';
import { type DialogTest, type DialogTestOptions, testDialogs } from './testDialogs.js';
import { testRecords } from './testRecords.js';
import { readWorkingKnowledge } from './workingKnowledge.js';
import { writeReplies } from './writeReplies.js';

/** `trustdesk dialogs test`: plays conversations without a network and compares them with what is written. */
export async function test(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const asked = parsed.value('locale');
  const options: DialogTestOptions = {
    locale: asked === null ? null : readLocale(asked, io.env),
    onlyReached: parsed.positionals.length > 0 || knowledgeFolder(io.env) !== null,
  };
  const working = await readWorkingKnowledge(io.env);
  const conversations = await conversationsOf(parsed, working.own);
  if (conversations.length === 0) throw usageError('there is no conversation in these folders', mend);
  const { files } = working.check();
  const tested = parsed.flag('update')
    ? await testUpdated(files, conversations, options, io)
    : await testDialogs(files, conversations, options);
  const lines = parsed.flag('json')
    ? testRecords(tested).map(jsonLine)
    : tested.lines.map((line) => `${line}\n`);
  for (const line of lines) io.stdout.write(line);
  return tested.failed > 0 ? exitCodes.untrusted : exitCodes.trusted;
}

const mend = 'Name conversation files, for example `trustdesk dialogs test my-tree.en.yaml`.';

/** Those named, else the organisation's own, else the product's. */
async function conversationsOf(
  { positionals }: ParsedArguments,
  own: OwnFiles,
): Promise<readonly TextFile[]> {
  const ours = ofKind(own, 'conversation');
  if (positionals.length > 0) return readConversations(positionals);
  if (ours.length > 0) return ours;
  if (existsSync(shippedConversations)) return readConversations([shippedConversations]);
  throw usageError('this installation holds no conversations', mend);
}

/** Plays what has been written once more: replies that differ from one play to the next are not worth keeping. */
async function testUpdated(
  files: KnowledgeFiles,
  conversations: readonly TextFile[],
  options: DialogTestOptions,
  io: CliIo,
): Promise<DialogTest> {
  const { played } = await testDialogs(files, conversations, options);
  const written = await writeReplies(played);
  for (const file of written.keys()) io.stderr.write(`written: ${file}\n`);
  const updated = conversations.map(({ file, text }) => ({ file, text: written.get(file) ?? text }));
  return testDialogs(files, updated, options);
}
