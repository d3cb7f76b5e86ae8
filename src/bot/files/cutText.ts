/**
 * At most `most` characters of a text: its beginning and its end, where reports begin and logs end, in whole lines if the
 * lines are not overlong.
 */
export function cutText(text: string, most: number): { readonly text: string; readonly whole: boolean } {
  if (text.length <= most) return { text, whole: true };
  const half = Math.floor(most / 2);
  const head = text.slice(0, half);
  const tail = text.slice(text.length - half);
  const lastBreak = head.lastIndexOf('\n');
  const firstBreak = tail.indexOf('\n');
  const begins = lastBreak > half / 2 ? head.slice(0, lastBreak) : head;
  const ends = firstBreak >= 0 && firstBreak < half / 2 ? tail.slice(firstBreak + 1) : tail;
  return { text: `${begins}\n…\n${ends}`.toWellFormed(), whole: false };
}
