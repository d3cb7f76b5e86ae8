/** Makes what a key stands for once; beyond `most` what was not asked for longest is made anew. */
export function recentResults<Result>(most: number): (key: string, make: () => Result) => Result {
  const known = new Map<string, { readonly result: Result }>();
  return (key, make) => {
    const entry = known.get(key) ?? { result: make() };
    // Set anew, so that the map's order is the order of last use.
    known.delete(key);
    known.set(key, entry);
    const oldest = known.keys().next();
    if (known.size > most && !oldest.done) known.delete(oldest.value);
    return entry.result;
  };
}
