/**
 * Spreads what begins in one moment: one turn every `everyMs`, the first at once. A look costs some milliseconds of
 * computing, and answers to looks that began together come together, which would keep all else in this process waiting.
 * Under load the turns come later by themselves, since each waits for the one before.
 */
export function makeStartPace(everyMs: number): () => Promise<void> {
  let before: Promise<void> = Promise.resolve();
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    before = before.then(async () => {
      const wait = last + everyMs - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      last = performance.now();
    });
    return before;
  };
}
