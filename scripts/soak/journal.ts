import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';

/**
 * What a client remembers beyond its death: a line of JSON a memory. A line that was handed to the system survives
 * SIGKILL; one that was cut is forgotten, as if it had never been begun.
 */
export class Journal<T> {
  readonly #file: number;

  constructor(path: string) {
    const cut = existsSync(path) && !/(^|\n)$/.test(readFileSync(path, 'utf8'));
    this.#file = openSync(path, 'a');
    if (cut) writeSync(this.#file, '\n');
  }

  write(memory: T): void {
    writeSync(this.#file, `${JSON.stringify(memory)}\n`);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** Everything that was remembered, oldest first. */
export function readJournal<T>(path: string): readonly T[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as T];
      } catch {
        // Cut short by a kill, or the end.
        return [];
      }
    });
}
