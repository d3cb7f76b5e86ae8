import { type Article, articlesOf, filesOfArticles, isUnfinished } from './articles.js';
import { asPublished } from './asPublished.js';
import { keepFiles, type OwnFile, type OwnFiles, placeOf } from './ownFiles.js';

export interface Publishable {
  /** What the new release holds. */
  readonly content: OwnFiles;
  /** Files of the working copy that publishing changes: a draft is one no more. */
  readonly changed: readonly OwnFile[];
  /** Drafts that stay drafts. */
  readonly waiting: readonly Article[];
}

/**
 * The next release: what is no draft, and the articles to be published. A draft that is not to be published stays in the
 * state in which the former release has it.
 *
 * @param former what the current release holds; nothing when there is none
 */
export function publishable(own: OwnFiles, former: OwnFiles, publish: ReadonlySet<string>): Publishable {
  const articles = articlesOf(own);
  const waiting = articles.filter((article) => !publish.has(article.id) && isUnfinished(article));
  const waitingIds = new Set(waiting.map(({ id }) => id));
  const changed = articles
    .filter(({ id, source }) => publish.has(id) && source?.tree.state === 'draft')
    .map(({ file }) => ({ ...file, text: asPublished(file.text) }));
  const byPath = new Map(changed.map((file) => [file.path, file]));
  const current = keepFiles(own, ({ path }) => !waitingIds.has(placeOf(path)?.article ?? ''));
  const kept = filesOfArticles(former, waitingIds);
  const files = [...current.files.map((file) => byPath.get(file.path) ?? file), ...kept];
  const named = new Set(waiting.map(({ file }) => file.file));
  return {
    content: { files, problems: own.problems.filter(({ file }) => !named.has(file)) },
    changed,
    waiting,
  };
}
