import { changedLines } from './changedLines.js';
import type { ConversationSource } from './parseConversation.js';

/** A place at which the bot does not say what is written: the first reply that differs. */
export interface ConversationDifference {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: 'unexpected-reply' | 'reply-not-written' | 'play-failed';
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
  const compared = (said ?? []).flatMap((replies, index) => compareTurn(source, index, replies));
  const failed = failures.map(
    (message): ConversationDifference => ({
      ...{ file: source.file, ...source.at('turns'), code: 'play-failed', turn: 0, person: '' },
      ...{ expected: [], said: [], shown: [message] },
    }),
  );
  return [...compared, ...failed];
}

function compareTurn(
  source: ConversationSource,
  index: number,
  said: readonly string[],
): readonly ConversationDifference[] {
  const { person = '', bot } = source.conversation.turns[index] ?? {};
  const expected = bot ?? [];
  const first = expected.findIndex((reply, place) => reply !== said[place]);
  if (bot !== undefined && first < 0 && expected.length === said.length) return [];
  const place = bot === undefined ? 'person' : first < 0 ? 'bot' : `bot/${first}`;
  return [
    {
      ...{ file: source.file, ...source.at(`turns/${index}/${place}`) },
      ...{ code: bot === undefined ? 'reply-not-written' : 'unexpected-reply', turn: index + 1, person },
      ...{ expected, said, shown: changedLines(linesOf(expected), linesOf(said)) },
    },
  ];
}

function linesOf(replies: readonly string[]): readonly string[] {
  return replies.flatMap((reply, index) => [...(index > 0 ? [betweenReplies] : []), ...reply.split('\n')]);
}
