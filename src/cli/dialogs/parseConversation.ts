import { type Locale, locales } from '../../answers/locales.js';
import { type UploadRefusal, uploadRefusals } from '../../base/uploadRefusal.js';
import type { Position, Problem } from '../../dialogTree/problem.js';
import { readShaped } from '../../dialogTree/shape/readShaped.js';
import { list, optional, record, required, type Shape } from '../../dialogTree/shape/shape.js';

/** Largest conversation file, in UTF-16 units. */
const maxConversationSize = 512 * 1024;

/** A conversation as a person reads it, in a YAML file. */
export interface WrittenConversation {
  /** One sentence: what it shows. */
  readonly about: string;
  readonly locale: Locale;
  readonly turns: readonly WrittenTurn[];
}

export interface WrittenTurn {
  /** How much time passes before it: `20min`, `2h`, `3d`. */
  readonly after?: string;
  /** What answers behind mail.contoso.com from now on: the name of a recorded look. */
  readonly server?: string;
  readonly person?: string;
  /** What a human agent does with the person's case, in place of a message of the person. */
  readonly agent?: AgentDeed;
  /** A certificate pasted behind these words: the name of a recorded one. */
  readonly certificate?: string;
  /** A report of the Router's computer: it stands where `person` says `{{report}}`. */
  readonly report?: string;
  /** What the person attaches: a file of the folder `files` beside the conversation. */
  readonly file?: string;
  /** What the bot reads in that file, a picture: the recognition itself is no part of a written conversation. */
  readonly reads?: string;
  /** The channel does not take that file, for this reason. */
  readonly refused?: UploadRefusal;
  /** What the bot says to it, a message each; written by `--update` and read by people before it is kept. */
  readonly bot?: readonly string[];
}

const agentDeeds = ['claim', 'say', 'solve', 'hand-back', 'release', 'fail'] as const;

/** What an agent does; `says` is the message, or the note with which a case is closed. */
export interface AgentDeed {
  readonly does: (typeof agentDeeds)[number];
  readonly says?: string;
}

export interface ConversationSource {
  readonly file: string;
  readonly text: string;
  readonly conversation: WrittenConversation;
  /** Place of the value at a path such as `turns/0/bot`, or of the nearest part around it. */
  at(path: string): Position;
}

export interface ParsedConversation {
  /** Null when the file cannot be played. */
  readonly source: ConversationSource | null;
  readonly problems: readonly Problem[];
}

/** The names that a turn may use. */
export interface RecordedNames {
  readonly servers: readonly string[];
  readonly certificates: readonly string[];
  readonly reports: readonly string[];
}

/** Reads one conversation file. What is wrong with it is returned, never thrown. */
export function parseConversation(file: string, text: string, names: RecordedNames): ParsedConversation {
  const { source, problems } = readShaped<WrittenConversation>(file, text, {
    shape: conversationShape(names),
    maxSize: maxConversationSize,
    tooLarge: 'Split the conversation in two.',
    empty: { code: 'not-a-conversation', mend: 'Begin with about, locale and turns.' },
  });
  if (source === null) return { source, problems };
  return { source: { file, text, conversation: source.value, at: source.at }, problems };
}

const sentence: Shape = { is: 'string', what: 'a text', pattern: /\S/ };
const fileName: Shape = {
  is: 'string',
  what: 'a file name such as "error.txt"',
  pattern: /^[^/\\.][^/\\]*$/,
};
const anyText: Shape = { is: 'string', what: 'a text', pattern: /^/ };
const time: Shape = {
  is: 'string',
  what: 'a time such as "20min", "2h" or "3d"',
  pattern: /^[1-9]\d{0,3}(min|h|d)$/,
};

const deed = record({
  does: required(
    { is: 'word', words: agentDeeds },
    'Takes the case, writes, closes it as solved, hands it back unsolved, puts it back in line; or it gets no further.',
  ),
  says: optional(anyText, 'The message, or the note with which it is closed.'),
});

function conversationShape({ servers, certificates, reports }: RecordedNames): Shape {
  const around = {
    after: optional(time, 'How much time passes before this message.'),
    server: optional(
      { is: 'word', words: servers },
      'What answers behind mail.contoso.com from now on; `trustdesk dialogs looks` lists the names.',
    ),
    bot: optional(list(anyText, 0), 'What the bot says to it, one entry a message.'),
  };
  const spoken = record({
    ...around,
    person: required(anyText, 'What the person writes.'),
    certificate: optional(
      { is: 'word', words: certificates },
      'A certificate that the person pastes behind these words.',
    ),
    report: optional(
      { is: 'word', words: reports },
      'A report of the Router\'s computer, which stands where "person" says {{report}}.',
    ),
    file: optional(fileName, 'What the person attaches: a file of the folder "files" beside this one.'),
    reads: optional(anyText, 'What the bot reads in that file, when it is a picture.'),
    refused: optional({ is: 'word', words: uploadRefusals }, 'The channel does not take that file, and why.'),
  });
  const ofAgent = record({
    ...around,
    agent: required(deed, "What a human agent does with the person's case."),
  });
  const turn: Shape = { is: 'markedBy', field: 'agent', marked: ofAgent, plain: spoken };
  return record({
    about: required(sentence, 'What the conversation shows.'),
    locale: required({ is: 'word', words: locales }, "The person's language."),
    turns: required(list(turn), 'What the person writes and the bot answers, in order.'),
  });
}
