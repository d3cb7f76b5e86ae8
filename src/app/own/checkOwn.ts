import { inFileOrder } from '../../dialogTree/problem.js';
import type { DialogCheck } from '../../dialogTree/validate/checkDialogs.js';
import { checkKnowledge } from '../checkKnowledge.js';
import type { KnowledgeFiles } from '../knowledgeFiles.js';
import { articleProblems, articlesOf } from './articles.js';
import { layOver } from './layOver.js';
import type { OwnFiles } from './ownFiles.js';

export interface OwnCheck extends DialogCheck {
  /** The own knowledge over the shipped. */
  readonly files: KnowledgeFiles;
}

/** Checks an organisation's knowledge together with the shipped one that it lies over. */
export function checkOwn(shipped: KnowledgeFiles, own: OwnFiles): OwnCheck {
  const { files, problems } = layOver(shipped, own);
  const checked = checkKnowledge(files);
  const all = [...problems, ...checked.problems, ...articlesOf(own).flatMap(articleProblems)];
  return { files, trees: checked.trees, problems: inFileOrder(all) };
}
