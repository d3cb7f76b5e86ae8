import type { DatabaseSync } from 'node:sqlite';

/** Runs `work` in one transaction: all of it or, when it throws, nothing. Synchronous, so no turn waits inside it. */
export type Transaction = <T>(work: () => T) => T;

export function createTransaction(database: DatabaseSync): Transaction {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  return (work) => {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      // A full disk can end the transaction by itself; a second rollback would then hide the first error.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };
}
