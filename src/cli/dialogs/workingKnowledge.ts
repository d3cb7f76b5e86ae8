import { type KnowledgeFiles, readShippedKnowledge } from '../../app/knowledgeFiles.js';
import { checkOwn, type OwnCheck } from '../../app/own/checkOwn.js';
import { noOwnFiles, type OwnFiles } from '../../app/own/ownFiles.js';
import { readOwnFiles } from '../../app/own/readOwnFiles.js';
import type { CliIo } from '../cliIo.js';
import { knowledgeFolder } from './knowledgeFolder.js';

/** What authors work on: the shipped knowledge, and what lies in KNOWLEDGE_DIR now, drafts included. */
export interface WorkingKnowledge {
  readonly shipped: KnowledgeFiles;
  readonly own: OwnFiles;
  /** The one over the other, with every problem of both. */
  check(): OwnCheck;
}

export async function readWorkingKnowledge(env: CliIo['env']): Promise<WorkingKnowledge> {
  const folder = knowledgeFolder(env);
  const shipped = readShippedKnowledge();
  const own = folder === null ? noOwnFiles : await readOwnFiles(folder);
  return { shipped, own, check: () => checkOwn(shipped, own) };
}
