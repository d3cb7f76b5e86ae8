import { findChoice, findNode, type TextKey } from '../tree.js';
import { lookupIn, qualifiedKey, textForms } from '../treeTexts.js';
import type { TreeVersion } from './treeVersion.js';

/**
 * Whether a choice means in one version of a tree what it means in another: the same question with the same title, in
 * every language that both have. Ids alone may have been given to something else.
 */
export function sameQuestion(a: TreeVersion, b: TreeVersion, nodeId: string, choiceId: string): boolean {
  if (a === b) return true;
  const [mine, theirs] = [readQuestion(a, nodeId, choiceId), readQuestion(b, nodeId, choiceId)];
  if (mine === null || theirs === null || mine.shows !== theirs.shows) return false;
  const locales = Object.keys(a.texts).filter((locale) => Object.hasOwn(b.texts, locale));
  const wording = (version: TreeVersion, { keys }: Question) =>
    JSON.stringify(locales.flatMap((locale) => keys.map((key) => wordsOf(version, locale, key))));
  return locales.length > 0 && wording(a, mine) === wording(b, theirs);
}

interface Question {
  readonly keys: readonly TextKey[];
  /** The answer it stands under. */
  readonly shows: string;
}

function readQuestion({ tree }: TreeVersion, nodeId: string, choiceId: string): Question | null {
  const node = findNode(tree, nodeId);
  const choice = findChoice(tree, nodeId, choiceId);
  if (choice === null) return null;
  if (node?.kind === 'prompt') return { keys: [node.text, choice.text], shows: 'prompt' };
  if (node?.kind === 'answer') return { keys: [choice.text], shows: `${node.show} ${node.of ?? ''}` };
  return null;
}

function wordsOf(version: TreeVersion, locale: string, key: TextKey): readonly string[] {
  const forms = textForms(lookupIn(version.texts), locale, qualifiedKey(key, version.treeId));
  return [...forms].map(([form, text]) => `${form.slice(form.lastIndexOf('_'))} ${text}`);
}
