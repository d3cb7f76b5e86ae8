import { locales } from '../../answers/locales.js';
import { checkKnowledge } from '../../app/checkKnowledge.js';
import type { KnowledgeFiles, TextFile } from '../../app/knowledgeFiles.js';
import type { Problem } from '../../dialogTree/problem.js';
import type { Tree } from '../../dialogTree/tree.js';
import { type ConversationDifference, conversationDifferences } from './conversationDifferences.js';
import { openStage } from './openStage.js';
import { type ConversationSource, parseConversation } from './parseConversation.js';
import { playConversation, type Stage } from './playConversation.js';
import { type RecordedWorld, readRecordedWorld } from './recordedWorld.js';
import { testLines } from './testLines.js';
import { type TreeCoverage, treeCoverage } from './treeCoverage.js';

export interface PlayedFile {
  readonly source: ConversationSource;
  /** What the bot said to each turn; null when the conversation came to no end. */
  readonly said: readonly (readonly string[])[] | null;
  /** Empty: it went as written. */
  readonly differences: readonly ConversationDifference[];
}

export interface DialogTest {
  /** Conversations that did not go as written, and files that cannot be used. */
  readonly failed: number;
  /** The whole of it for a person to read. */
  readonly lines: readonly string[];
  /** What is wrong with the files themselves: errors of the knowledge, all of the conversations. */
  readonly problems: readonly Problem[];
  readonly played: readonly PlayedFile[];
  readonly coverage: readonly TreeCoverage[];
}

export interface DialogTestOptions {
  /** Conversations of other languages are left out. */
  readonly locale?: string | null;
  /** Whether the coverage leaves out the trees that no conversation came to. */
  readonly onlyReached?: boolean;
  /** What servers showed and certificates are; what comes with the product when absent. */
  readonly recorded?: RecordedWorld;
}

/**
 * Plays the conversations with this knowledge, without a network, and compares what the bot says with what is
 * written. Knowledge with errors is told and not played.
 */
export async function testDialogs(
  files: KnowledgeFiles,
  conversations: readonly TextFile[],
  { locale = null, onlyReached = false, recorded = readRecordedWorld() }: DialogTestOptions = {},
): Promise<DialogTest> {
  const { trees, problems: found } = checkKnowledge(files);
  const errors = found.filter(({ severity }) => severity === 'error');
  const names = {
    servers: [...recorded.looks.keys()],
    certificates: [...recorded.certificates.keys()],
    reports: [...recorded.reports.keys()],
  };
  const read = conversations.map(({ file, text }) => parseConversation(file, text, names));
  const problems = [...errors, ...read.flatMap((one) => one.problems)];
  const sources = read
    .flatMap(({ source }) => source ?? [])
    .filter(({ conversation }) => locale === null || conversation.locale === locale);
  const { played, reached } = await playAll(files, recorded, errors.length > 0 ? [] : sources);
  const differing = played.filter(({ differences }) => differences.length > 0).length;
  const failed = new Set(problems.map(({ file }) => file)).size + differing;
  const coverage = coverageOf(trees, reached, locale).filter(
    ({ waiting }) => !onlyReached || waiting.reached > 0,
  );
  const result = { failed, problems, played, coverage };
  return { ...result, lines: testLines(result) };
}

type Reached = ReadonlyMap<string, ReadonlySet<string>>;

async function playAll(
  files: KnowledgeFiles,
  recorded: RecordedWorld,
  sources: readonly ConversationSource[],
): Promise<{ readonly played: readonly PlayedFile[]; readonly reached: Reached }> {
  const reached = new Map(locales.map((locale) => [locale as string, new Set<string>()]));
  if (sources.length === 0) return { played: [], reached };
  const failures: string[] = [];
  let locale = '';
  const stage = await openStage(files, recorded, {
    onNode: (tree, node) => reached.get(locale)?.add(`${tree}/${node}`),
    onFailure: (message) => failures.push(message),
  });
  const played: PlayedFile[] = [];
  try {
    for (const [index, source] of sources.entries()) {
      locale = source.conversation.locale;
      failures.length = 0;
      played.push(await playFile(stage, `${index}`, source, failures));
    }
  } finally {
    await stage.bot.close();
  }
  return { played, reached };
}

async function playFile(
  stage: Stage,
  id: string,
  source: ConversationSource,
  failures: string[],
): Promise<PlayedFile> {
  const said = await playConversation(stage, id, source).catch((error: unknown) => {
    failures.push(error instanceof Error ? error.message : String(error));
    return null;
  });
  return { source, said, differences: conversationDifferences(source, said, failures) };
}

function coverageOf(
  trees: readonly Tree[],
  reached: Reached,
  locale: string | null,
): readonly TreeCoverage[] {
  return trees.flatMap((tree) =>
    locales
      .filter((one) => locale === null || one === locale)
      .filter((one) => tree.languages === undefined || tree.languages.includes(one))
      .map((one) => treeCoverage(tree, one, reached.get(one) ?? new Set())),
  );
}
