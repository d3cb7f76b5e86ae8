import type { Locale } from '../../../answers/locales.js';
import { makeTexts } from '../../../answers/texts.js';
import type { KnowledgeFiles } from '../../../app/knowledgeFiles.js';
import { articlesOf } from '../../../app/own/articles.js';
import type { OwnFiles } from '../../../app/own/ownFiles.js';
import { errorFamilies } from '../../../recognizer/errorMatch.js';
import { usageError } from '../../usageError.js';
import { addLanguage, addSentences } from './addLanguage.js';
import { newConversation } from './newConversation.js';
import { type ArticleTexts, newTree } from './newTree.js';
import type { WrittenArticle } from './readArticle.js';

export interface ArticlePlan {
  readonly id: string;
  readonly locale: Locale;
  readonly owner: string | null;
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Whether the article's language may be there already. */
  readonly replace: boolean;
}

/** Path inside KNOWLEDGE_DIR → text. */
export type NewFiles = ReadonlyMap<string, string>;

/**
 * The files that an article becomes, or, when the folder holds it in another language, those to which it adds this one.
 * Throws CodedError `usage` for an id that is taken.
 */
export function articleFiles(
  article: WrittenArticle,
  plan: ArticlePlan,
  shipped: KnowledgeFiles,
  own: OwnFiles,
): NewFiles {
  const { id, locale, owner, day } = plan;
  const paths = articlePaths(id, locale);
  const tree = existingTree(plan, shipped, own);
  const textAt = (path: string) => own.files.find((file) => file.path === path)?.text ?? null;
  const texts = articleTexts(article, plan, shipped);
  const sentences = [...new Set(article.symptoms.flatMap((symptom) => symptom.sentences))];
  const sources = article.sources;
  return new Map([
    [
      paths.tree,
      tree === null ? newTree({ id, locale, owner, day, sources }) : addLanguage(tree, locale, day),
    ],
    [paths.texts, `${JSON.stringify(texts, null, 2)}\n`],
    [paths.signatures, addSentences(textAt(paths.signatures), { family: id, locale, sentences })],
    [paths.conversation, newConversation(article, locale)],
  ]);
}

export function articlePaths(id: string, locale: string) {
  return {
    tree: `dialogs/${id}.yaml`,
    texts: `locales/${locale}/trees/${id}.json`,
    signatures: `dialogs/signatures/${id}.yaml`,
    conversation: `conversations/${id}.${locale}.yaml`,
  } as const;
}

/** The own tree of that id; null when there is none yet. */
function existingTree(
  { id, locale, replace }: ArticlePlan,
  { resources }: KnowledgeFiles,
  own: OwnFiles,
): string | null {
  const taken = Object.hasOwn(resources[locale], id) || errorFamilies.some((family) => family === id);
  if (taken) throw usageError(`"${id}" is a name of the product's own`, 'Give another one with --id.');
  const existing = articlesOf(own).find((article) => article.id === id);
  if (existing === undefined) return null;
  const { source, file } = existing;
  if (source === null) {
    throw usageError(`${file.file} cannot be read`, '`trustdesk dialogs check` tells what is wrong with it.');
  }
  const { languages } = source.tree;
  if (!replace && (languages === undefined || languages.includes(locale))) {
    const mend = `Change locales/${locale}/trees/${id}.json, give another --id, or write its ${locale} anew with --replace.`;
    throw usageError(`the article ${id} exists in ${locale} already`, mend);
  }
  return file.text;
}

function articleTexts(
  { title, cause, resolution, sources }: WrittenArticle,
  { locale, day }: ArticlePlan,
  { resources }: KnowledgeFiles,
): ArticleTexts {
  const texts = makeTexts(resources).in(locale);
  const cited = sources.map((source) =>
    source.url === null ? source.title : `[${source.title}](${source.url})`,
  );
  const citation =
    cited.length === 0
      ? ''
      : `\n\n${texts.t('answers:citation', { sources: texts.list(cited), day: texts.day(day) })}`;
  return { title, cause: `**${title}**\n\n${cause}`, resolution: `${resolution}${citation}` };
}
