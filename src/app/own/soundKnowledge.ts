import type { Problem } from '../../dialogTree/problem.js';
import type { KnowledgeFiles } from '../knowledgeFiles.js';
import { checkOwn } from './checkOwn.js';
import { keepFiles, type OwnFiles, ofKind, placeOf } from './ownFiles.js';

export interface SoundKnowledge {
  readonly files: KnowledgeFiles;
  /** Why files of the organisation's own were left out; empty when all are in. */
  readonly problems: readonly Problem[];
}

/**
 * The shipped knowledge with all of the organisation's own that checks: what was sound when it was published need not be
 * after an upgrade, and must not stop the bot.
 */
export function soundKnowledge(shipped: KnowledgeFiles, own: OwnFiles): SoundKnowledge {
  const told = own.problems.filter(isError);
  let kept: OwnFiles = { ...own, problems: [] };
  for (;;) {
    const { files, problems } = checkOwn(shipped, kept);
    const errors = problems.filter(isError);
    // Nothing of the organisation's own is left to blame.
    if (errors.length === 0 || kept.files.length === 0) return { files, problems: told };
    told.push(...errors);
    kept = withoutBlame(kept, errors);
  }
}

/** Fewer files: those with an error, else those that change shipped articles, else all. */
function withoutBlame(own: OwnFiles, errors: readonly Problem[]): OwnFiles {
  const broken = new Set(errors.map(({ file }) => file));
  const sound = keepFiles(own, ({ file }) => !broken.has(file));
  if (sound.files.length < own.files.length) return sound;
  const articles = new Set(ofKind(own, 'tree').map(({ path }) => placeOf(path)?.article));
  const apart = keepFiles(own, ({ path }) => articles.has(placeOf(path)?.article ?? undefined));
  return apart.files.length < own.files.length ? apart : keepFiles(own, () => false);
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}
