import { CodedError } from '../../base/codedError.js';
import type { Log } from '../../base/log.js';
import type { KnowledgeFiles } from '../knowledgeFiles.js';
import type { KnowledgeSource } from './knowledgeSource.js';

export interface Follower {
  start(): void;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

const everyMs = 1_000;

/** Looks about each second whether other knowledge is to be served, and hands it on. Keeps no process alive. */
export function followKnowledge(
  source: KnowledgeSource,
  replace: (files: KnowledgeFiles) => Promise<void>,
  log: Log,
): Follower {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let look: Promise<void> = Promise.resolve();

  const lookOnce = async (): Promise<void> => {
    try {
      const files = await source.next();
      // Reading and loading each take a good part of a second; turns may run between them.
      await new Promise((resolve) => setImmediate(resolve));
      if (files !== null && !stopped) await replace(files);
    } catch (error) {
      const told = error instanceof CodedError ? `${error.message}. ${error.mend}` : String(error);
      log.error({}, `The knowledge that was served before is kept: ${told}`);
    }
  };
  const wait = (): void => {
    timer = setTimeout(() => {
      look = lookOnce().then(() => {
        if (!stopped) wait();
      });
    }, everyMs).unref();
  };
  return {
    start: wait,
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await look;
    },
  };
}
