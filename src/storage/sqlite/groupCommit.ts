import type { DatabaseSync } from 'node:sqlite';

/** Runs `work` in a transaction: all of it or, when it throws, nothing. Resolves once it is committed. */
export type Transaction = <T>(work: () => T) => Promise<T>;

interface Waiting {
  run(): void;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Commits together what comes in during one go of the event loop: with many conversations at once their writes share
 * the pages and the system calls of one commit. A group runs synchronously, so nothing reads a half-written one. `work`
 * may run twice: when one of a group fails, each is run again alone, so that it takes no other down.
 */
export function createGroupCommit(database: DatabaseSync): Transaction {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  let waiting: Waiting[] = [];

  function commitAll(group: readonly Waiting[]): void {
    begin.run();
    try {
      for (const one of group) one.run();
      commit.run();
    } catch (error) {
      // A full disk can end the transaction by itself; a second rollback would then hide the first error.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  function settle(group: readonly Waiting[]): void {
    try {
      commitAll(group);
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const one of group) settle([one]);
      return;
    }
    for (const one of group) one.resolve();
  }

  function flush(): void {
    const group = waiting;
    waiting = [];
    settle(group);
  }

  return (work) =>
    new Promise((resolve, reject) => {
      let result: ReturnType<typeof work>;
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({
        run: () => {
          result = work();
        },
        resolve: () => resolve(result),
        reject,
      });
    });
}
