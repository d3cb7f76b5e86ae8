import { remembering } from './remembering.js';

/** Which stems of the signatures a word holds, as they are written there. */
export type StemsOf = (word: string) => readonly string[];

interface Letter {
  readonly next: Map<string, Letter>;
  /** The stem that ends here, where a word may begin with it and where it may stand anywhere. */
  beginning: string | null;
  anywhere: string | null;
}

const none: readonly string[] = [];

/**
 * Many stems looked for at once: `zertifikat*` begins a word, `*zertifikat*` stands anywhere in it, so that endings and
 * compounds need no entry of their own. A word costs its length, not the number of stems.
 */
export function makeStemIndex(stems: Iterable<string>): StemsOf {
  const root = letter();
  for (const stem of stems) addStem(root, stem);
  return remembering((word) => stemsIn(root, word));
}

function letter(): Letter {
  return { next: new Map(), beginning: null, anywhere: null };
}

function addStem(root: Letter, stem: string): void {
  let at = root;
  for (const sign of stem.replaceAll('*', '').split('')) {
    let next = at.next.get(sign);
    if (next === undefined) {
      next = letter();
      at.next.set(sign, next);
    }
    at = next;
  }
  if (stem.startsWith('*')) at.anywhere = stem;
  else at.beginning = stem;
}

function stemsIn(root: Letter, word: string): readonly string[] {
  let found: string[] | null = null;
  for (let start = 0; start < word.length; start += 1) {
    let at: Letter | undefined = root;
    for (let end = start; end < word.length; end += 1) {
      at = at.next.get(word.charAt(end));
      if (at === undefined) break;
      if (start === 0 && at.beginning !== null) found = [...(found ?? []), at.beginning];
      if (at.anywhere !== null) found = [...(found ?? []), at.anywhere];
    }
  }
  return found ?? none;
}
