/** They are carried through every turn of the case; an honest authority has two or three thousand characters. */
const most = 8;
const mostCharacters = 60_000;

/** Given certificates, each once: the latest ones that have room. */
export function keepLatest(
  known: readonly string[] | null | undefined,
  added: readonly string[],
): readonly string[] {
  const latest = [...new Set([...(known ?? []), ...added])].slice(-most);
  let room = mostCharacters;
  const kept = latest.toReversed().filter((certificate) => {
    room -= certificate.length;
    return room >= 0;
  });
  return kept.toReversed();
}
