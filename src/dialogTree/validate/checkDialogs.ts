import { parseTree } from '../parseTree.js';
import { inFileOrder, type Problem } from '../problem.js';
import type { Tree } from '../tree.js';
import type { TextLookup } from '../treeTexts.js';
import { branchSubject } from './branchSubject.js';
import { choiceSets } from './choiceSets.js';
import { confirmChoices } from './confirmChoices.js';
import { deadEnd } from './deadEnd.js';
import { duplicateIds } from './duplicateIds.js';
import { endlessLoop } from './endlessLoop.js';
import { messageTooLarge } from './messageTooLarge.js';
import { missingTarget } from './missingTarget.js';
import { missingText } from './missingText.js';
import { noDontKnow } from './noDontKnow.js';
import type { KnownWords, Rule, SizeOf } from './rule.js';
import { unanswered } from './unanswered.js';
import { unknownAnswer } from './unknownAnswer.js';
import { unknownNode } from './unknownNode.js';
import { unknownTree } from './unknownTree.js';
import { unknownWord } from './unknownWord.js';
import { unreachableNode } from './unreachableNode.js';
import { unreadText } from './unreadText.js';

const rules: readonly Rule[] = [
  unknownNode,
  missingTarget,
  deadEnd,
  noDontKnow,
  endlessLoop,
  unreachableNode,
  duplicateIds,
  confirmChoices,
  branchSubject,
  unreadText,
  choiceSets,
  unknownTree,
  unknownWord,
  unknownAnswer,
  missingText,
  messageTooLarge,
];

export interface DialogCheck {
  /** Every problem of every file, by file and place. */
  readonly problems: readonly Problem[];
  /** The trees without errors. They may be used when `problems` holds nothing but warnings. */
  readonly trees: readonly Tree[];
}

/** Reads and checks all tree files together. */
export function checkDialogs(input: {
  readonly files: readonly { readonly file: string; readonly text: string }[];
  readonly known: KnownWords;
  readonly texts: TextLookup;
  readonly sizeOf: SizeOf;
}): DialogCheck {
  const parsed = input.files.map(({ file, text }) => parseTree(file, text));
  const sources = parsed.flatMap(({ source }) => (source === null ? [] : [source]));
  const unread = input.files.filter((_, index) => parsed[index]?.source === null).map(({ file }) => file);
  const { known, texts, sizeOf } = input;
  const context = { sources, unread, known, texts, sizeOf };
  const judged = sources.map((source) => ({
    source,
    problems: rules.flatMap((rule) => rule({ ...context, source })),
  }));
  return {
    problems: inFileOrder([
      ...[...parsed, ...judged].flatMap(({ problems }) => problems),
      // What a file that could not be read would have answered is not known.
      ...(unread.length > 0 ? [] : unanswered(sources, known)),
    ]),
    trees: judged.filter(({ problems }) => isUsable(problems)).map(({ source }) => source.tree),
  };
}

function isUsable(problems: readonly Problem[]): boolean {
  return problems.every(({ severity }) => severity === 'warning');
}

/** One line a problem: `file:line:column code message mend`. */
export function problemLine(problem: Problem): string {
  const { file, line, column, severity, code, message, mend } = problem;
  return `${file}:${line}:${column} ${severity} ${code}: ${message} ${mend}`;
}
