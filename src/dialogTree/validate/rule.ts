import type { TreeSource } from '../parseTree.js';
import type { Problem } from '../problem.js';
import type { TextLookup } from '../treeTexts.js';

/** The words that other stations own; a tree may use no others. */
export interface KnownWords {
  readonly families: readonly string[];
  readonly findingCodes: readonly string[];
  /** Those that can stand in the way of a connection; each needs a way on. */
  readonly blockingFindings: readonly string[];
  readonly verdicts: readonly string[];
  /** What an answer node may show, with the ids of `of`; an empty list means that it takes no `of`. */
  readonly shows: { readonly [show: string]: readonly string[] };
  readonly expects: readonly string[];
  readonly commands: readonly string[];
  readonly locales: readonly string[];
}

/** Bytes of the message that a node makes, its card included; `text` is empty for an answer. */
export type SizeOf = (content: {
  readonly locale: string;
  readonly text: string;
  readonly titles: readonly string[];
  readonly answer: { readonly show: string; readonly of: string | null } | null;
}) => number;

/** What a rule may look at. */
export interface RuleContext {
  readonly source: TreeSource;
  /** All trees being checked, this one included. */
  readonly sources: readonly TreeSource[];
  /** Files that could not be read into a tree; what others say about those trees is not judged. */
  readonly unread: readonly string[];
  readonly known: KnownWords;
  readonly texts: TextLookup;
  readonly sizeOf: SizeOf;
}

export type Rule = (context: RuleContext) => readonly Problem[];
