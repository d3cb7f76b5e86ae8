import { changedLines } from './changedLines.js';
import type { ConversationSource } from './parseConversation.js';

/** A place at which the bot does not say what is written. */
export interface ConversationDifference {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: 'unexpected-reply' | 'reply-not-written' | 'bot-failed';
  /** From 1. */
  readonly turn: number;
  readonly person: string;
  readonly expected: readonly string[];
  readonly said: readonly string[];
  /** For a person: the changed lines, or what went wrong. */
  readonly shown: readonly string[];
}

/** Stands between the replies of one turn, so that their number is seen too. */
const betweenReplies = '———';

/** Compares every turn, and adds what went wrong within the bot. `said` is null when the play came to no end. */
export function conversationDifferences(
  source: ConversationSource,
  said: readonly (readonly string[])[] | null,
  failures: readonly string[],
): readonly ConversationDifference[] {
  const { turns } = source.conversation;
  const differences = turns.flatMap((turn, index): readonly ConversationDifference[] => {
    const now = said?.[index];
    if (now === undefined) return [];
    const expected = turn.bot ?? [];
    const same = expected.length === now.length && expected.every((reply, place) => reply === now[place]);
    if (same && turn.bot !== undefined) return [];
    return [
      {
        file: source.file,
        ...source.at(`turns/${index}/${turn.bot === undefined ? 'person' : 'bot'}`),
        code: turn.bot === undefined ? 'reply-not-written' : 'unexpected-reply',
        turn: index + 1,
        person: turn.person,
        expected,
        said: now,
        shown: changedLines(linesOf(expected), linesOf(now)),
      },
    ];
  });
  const failed = failures.map((message) => ({
    file: source.file,
    ...source.at('turns'),
    code: 'bot-failed' as const,
    turn: 0,
    person: '',
    expected: [],
    said: [],
    shown: [message],
  }));
  return [...differences, ...failed];
}

function linesOf(replies: readonly string[]): readonly string[] {
  return replies.flatMap((reply, index) => [...(index > 0 ? [betweenReplies] : []), ...reply.split('\n')]);
}
