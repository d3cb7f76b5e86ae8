import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isLocale, type Locale, locales } from '../../answers/locales.js';
import { type KnowledgeFiles, readShippedKnowledge } from '../../app/knowledgeFiles.js';
import { checkOwn } from '../../app/own/checkOwn.js';
import type { OwnFiles } from '../../app/own/ownFiles.js';
import { readOwnFiles } from '../../app/own/readOwnFiles.js';
import { DataError } from '../../base/dataError.js';
import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import type { ParsedArguments } from '../parseArguments.js';
import { readBytes, readLocale } from '../readOptions.js';
import { usageError } from '../usageError.js';
import { type ArticlePlan, articleFiles, articlePaths, type NewFiles } from './article/articleFiles.js';
import { readArticle, type WrittenArticle } from './article/readArticle.js';
import { strangeSymptoms } from './article/strangeSymptoms.js';
import { requireFolder } from './knowledgeFolder.js';
import { testDialogs } from './testDialogs.js';
import { updatedConversation } from './updatedConversation.js';

/**
 * `trustdesk dialogs new ARTICLE.md`: a draft tree, its texts, signatures and a conversation, all from one Markdown article;
 * for an article that exists in another language, that language.
 */
export async function newArticle(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const [file, extra] = parsed.positionals;
  if (file === undefined || extra !== undefined)
    throw usageError('dialogs new takes one Markdown file', 'For example: trustdesk dialogs new vpn.md');
  const folder = requireFolder(io.env, 'new');
  const text = (await readBytes(file)).toString('utf8');
  try {
    const article = readArticle(file, text);
    const plan = planOf(parsed, file, article, io);
    const own = await readOwnFiles(folder);
    const files = await makeFiles(file, article, plan, { folder, own, shipped: readShippedKnowledge() });
    await writeFiles(folder, files);
    io.stdout.write(told(folder, plan, files));
    return exitCodes.trusted;
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    io.stdout.write(`${error.message}\n`);
    io.stderr.write(`trustdesk: nothing was written. ${error.mend}\n`);
    return exitCodes.untrusted;
  }
}

/** Name and language stand in the file's name (vpn.fr.md) unless the options say otherwise. */
function planOf(parsed: ParsedArguments, file: string, article: WrittenArticle, io: CliIo): ArticlePlan {
  const [name = '', ending = ''] = path
    .basename(file)
    .replace(/\.(md|markdown)$/i, '')
    .split(/\.(?=[a-z]{2}$)/i);
  const asked = parsed.value('locale');
  const named = isLocale(ending.toLowerCase()) ? (ending.toLowerCase() as Locale) : null;
  const locale = asked === null ? (named ?? article.language ?? 'en') : readLocale(asked, io.env);
  const id =
    parsed.value('id') ??
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
  if (!/^[a-z][a-z0-9-]{0,59}$/.test(id)) {
    throw usageError(
      `"${id}" is no name for an article`,
      'Give one with --id: small letters, digits and "-".',
    );
  }
  const day = io.clock.now().toISOString().slice(0, 10);
  return { id, locale, owner: parsed.value('owner'), day, replace: parsed.flag('replace') };
}

interface Place {
  readonly folder: string;
  readonly own: OwnFiles;
  readonly shipped: KnowledgeFiles;
}

/** Nothing is written before all of it checks and the conversation has been played. */
async function makeFiles(
  file: string,
  article: WrittenArticle,
  plan: ArticlePlan,
  { folder, own, shipped }: Place,
): Promise<NewFiles> {
  const made = articleFiles(article, plan, shipped, own);
  const fresh = [...made].map(([inside, text]) => ({ path: inside, file: path.join(folder, inside), text }));
  const files = [...own.files.filter((known) => !made.has(known.path)), ...fresh];
  const checked = checkOwn(shipped, { files, problems: [] });
  const ours = new Set(fresh.map((one) => one.file));
  const errors = checked.problems.filter((problem) => problem.severity === 'error' && ours.has(problem.file));
  const strange = strangeSymptoms(file, article, plan.id, checked);
  if (strange.length > 0) {
    throw new DataError('article-invalid', strange, '`trustdesk recognize` shows what a text is taken for.');
  }
  if (errors.length > 0) {
    throw new DataError(
      'article-invalid',
      errors,
      'These files would have been written; change the article.',
    );
  }
  const { conversation } = articlePaths(plan.id, plan.locale);
  const written = fresh.filter((one) => one.path === conversation);
  const { played } = await testDialogs(checked.files, written);
  const said = played[0]?.said;
  const text = made.get(conversation) ?? '';
  return new Map([...made, [conversation, said ? updatedConversation(text, said) : text]]);
}

async function writeFiles(folder: string, files: NewFiles): Promise<void> {
  for (const [inside, text] of files) {
    const file = path.join(folder, inside);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

function told(folder: string, { id, locale }: ArticlePlan, files: NewFiles): string {
  const others = locales.filter((other) => other !== locale).join(' or ');
  return [
    ...[...files.keys()].map((inside) => `written: ${path.join(folder, inside)}`),
    `The article ${id} is a draft in ${locale}. Read the conversation, then:`,
    '  trustdesk dialogs preview    tries it in a chat of your own',
    `  trustdesk dialogs publish ${id}    serves it`,
    `The same command with an article in ${others} adds that language.`,
    '',
  ].join('\n');
}
