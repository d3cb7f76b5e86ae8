import { parseTree, type TreeSource } from '../../dialogTree/parseTree.js';
import { makeProblem, type Problem } from '../../dialogTree/problem.js';
import { keepFiles, type OwnFile, type OwnFiles, ofKind, placeOf } from './ownFiles.js';

/** One article: a tree of the organisation's own, and what bears its name. */
export interface Article {
  readonly id: string;
  readonly file: OwnFile;
  /** Null when the file can't be read into a tree. */
  readonly source: TreeSource | null;
}

export function articlesOf(own: OwnFiles): readonly Article[] {
  return ofKind(own, 'tree').map((file) => ({
    id: placeOf(file.path)?.article ?? '',
    file,
    source: parseTree(file.file, file.text).source,
  }));
}

export function isDraft({ source }: Article): boolean {
  return source?.tree.state === 'draft';
}

/** A draft, or a tree that can't be read: it is being worked on. */
export function isUnfinished(article: Article): boolean {
  return article.source === null || isDraft(article);
}

/** The tree, texts, signatures and conversations of these articles. */
export function filesOfArticles(own: OwnFiles, ids: ReadonlySet<string>): readonly OwnFile[] {
  return own.files.filter(({ path }) => ids.has(placeOf(path)?.article ?? ''));
}

/** What may be served: everything but the articles that are drafts. */
export function withoutDrafts(own: OwnFiles): OwnFiles {
  const drafts = new Set(
    articlesOf(own)
      .filter(isDraft)
      .map(({ id }) => id),
  );
  return keepFiles(own, ({ path }) => !drafts.has(placeOf(path)?.article ?? ''));
}

/** What is asked of an own article beyond what is asked of every tree. */
export function articleProblems(article: Article): readonly Problem[] {
  const { id, source } = article;
  if (source === null) return [];
  const { tree, file } = source;
  const problems: Problem[] = [];
  if (tree.id !== id) {
    const message = `The tree "${tree.id}" lies in ${id}.yaml.`;
    problems.push(makeProblem(file, source.at('id'), 'wrong-file-name', message, `Name it ${tree.id}.yaml.`));
  }
  const missing = [
    ...(tree.owner === undefined ? ['owner'] : []),
    ...(tree.reviewed === undefined ? ['reviewed'] : []),
  ];
  if (missing.length > 0) {
    const message = `The article names no ${missing.join(' and no ')}.`;
    const mend = 'Write who keeps it true (owner) and the day of its last review (reviewed: YYYY-MM-DD).';
    problems.push(makeProblem(file, source.keyAt('id'), 'missing-owner', message, mend));
  }
  return problems;
}
