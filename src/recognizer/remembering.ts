/** Some 2 MB of words at the most. */
const mostRemembered = 20_000;

/**
 * The same function, which remembers what it made of the words of earlier texts: logs and people repeat themselves.
 * It forgets everything at once when it is full, so that no text can fill the memory.
 */
export function remembering<Result>(read: (word: string) => Result): (word: string) => Result {
  const known = new Map<string, Result>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    if (known.size >= mostRemembered) known.clear();
    const result = read(word);
    known.set(word, result);
    return result;
  };
}
