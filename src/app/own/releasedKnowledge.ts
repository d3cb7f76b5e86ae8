import type { Clock } from '../../base/clock.js';
import { CodedError } from '../../base/codedError.js';
import type { Log } from '../../base/log.js';
import { problemLine } from '../../dialogTree/validate/checkDialogs.js';
import type { KnowledgeFiles } from '../knowledgeFiles.js';
import { articlesOf, withoutDrafts } from './articles.js';
import type { KnowledgeSource } from './knowledgeSource.js';
import { ofKind } from './ownFiles.js';
import { readOwnFiles } from './readOwnFiles.js';
import { currentRelease, readRelease } from './releases.js';
import { soundKnowledge } from './soundKnowledge.js';

export interface ReleasedKnowledgeParts {
  /** KNOWLEDGE_DIR. */
  readonly folder: string;
  readonly shipped: KnowledgeFiles;
  readonly clock: Clock;
  readonly log: Log;
}

/** A folder that is being copied is whole a little later. */
const retryMs = 30_000;

/**
 * The shipped knowledge with the current release of an organisation's own over it. A release that can't be loaded leaves
 * what was served before, and so does a folder that is gone for a while.
 */
export function releasedKnowledge({ folder, shipped, clock, log }: ReleasedKnowledgeParts): KnowledgeSource {
  let served: number | null | 'nothing' = 'nothing';
  let failed: { readonly number: number | null; readonly at: number } | null = null;

  const load = async (number: number | null): Promise<KnowledgeFiles> => {
    if (number === null) {
      await tellUnpublished(folder, log);
      return shipped;
    }
    const own = withoutDrafts(await readRelease(folder, number));
    const { files, problems } = soundKnowledge(shipped, own);
    for (const problem of problems) {
      log.error({ release: number }, `Left out of what is served: ${problemLine(problem)}`);
    }
    log.info({ release: number, articles: articlesOf(own).length }, `Release ${number} is served.`);
    return files;
  };

  return {
    async next() {
      let number: number | null = null;
      try {
        number = await currentRelease(folder);
        if (number === served || (number === null && served !== 'nothing')) return null;
        const now = clock.now().getTime();
        if (failed?.number === number && now - failed.at < retryMs) return null;
        failed = { number, at: now };
        const files = await load(number);
        [served, failed] = [number, null];
        return files;
      } catch (error) {
        tellFailure(log, error, number);
        if (served !== 'nothing') return null;
        served = null;
        return shipped;
      }
    },
  };
}

async function tellUnpublished(folder: string, log: Log): Promise<void> {
  const own = await readOwnFiles(folder);
  const articles = articlesOf(own).map(({ id }) => id);
  const mend = '`trustdesk dialogs publish` publishes them.';
  if (articles.length > 0) {
    log.warn({ articles }, `KNOWLEDGE_DIR holds ${articles.length} articles and no release. ${mend}`);
  } else if (ofKind(own, 'queues').length > 0) {
    log.warn({}, `KNOWLEDGE_DIR holds queues and no release. ${mend}`);
  }
}

function tellFailure(log: Log, error: unknown, release: number | null): void {
  const told = error instanceof CodedError ? `${error.message}. ${error.mend}` : String(error);
  log.error({ release }, `The knowledge that was served before is kept: ${told}`);
}
