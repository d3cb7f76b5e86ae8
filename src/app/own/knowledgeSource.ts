import type { KnowledgeFiles } from '../knowledgeFiles.js';

/** Where the knowledge that the bot serves comes from. */
export interface KnowledgeSource {
  /**
   * What is to be served from now on; null when that has not changed since the last call. The first call always gives
   * something. What is wrong with the files is logged, so that it never rejects for it.
   */
  next(): Promise<KnowledgeFiles | null>;
}
