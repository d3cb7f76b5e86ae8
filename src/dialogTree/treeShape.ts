import { list, optional, type RecordShape, record, required, type Shape } from './shape/shape.js';
import type { NodeKind } from './tree.js';

const id: Shape = { is: 'string', what: 'an id such as "ask-endpoint"', pattern: /^[a-z][a-z0-9-]*$/ };
const slot: Shape = { is: 'string', what: 'a slot such as "endpoint"', pattern: /^[a-z][A-Za-z0-9]*$/ };
const factPath: Shape = {
  is: 'string',
  what: 'a slot or a path into it such as "endpoint.host"',
  pattern: /^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9-]+)*$/,
};
const textKey: Shape = {
  is: 'string',
  what: 'a text key such as "hello" or "bot:help"',
  pattern: /^([A-Za-z][\w-]*:)?[\w-]+(\.[\w-]+)*$/,
};
const code: Shape = {
  is: 'string',
  what: 'a code such as "self-signed"',
  pattern: /^[A-Za-z][A-Za-z0-9-]*$/,
};
const line: Shape = { is: 'string', what: 'a text', pattern: /\S/ };
const day: Shape = { is: 'string', what: 'a day as YYYY-MM-DD', pattern: /^\d{4}-\d\d-\d\d$/ };
const url: Shape = { is: 'string', what: 'an http(s) URL', pattern: /^https?:\/\/\S+$/ };
const scalar: Shape = { is: 'scalar' };
const codes: Shape = { is: 'oneOrMany', of: code };

const condition = record(
  {
    verdict: optional(codes, 'The verdict is one of these: trusted, untrusted, unreachable.'),
    primary: optional(
      codes,
      'The first-ranked blocking finding is one of these; "none" when nothing blocks.',
    ),
    any: optional(list(code), 'At least one of these findings is there.'),
    all: optional(list(code), 'All these findings are there.'),
    fact: optional(factPath, 'A fact, tested by "equals", "in" or "exists".'),
    equals: optional(scalar, 'The fact has this value.'),
    in: optional(list(scalar), 'The fact has one of these values.'),
    exists: optional({ is: 'boolean' }, 'The fact is (not) known.'),
  },
  { exclusive: [['equals', 'in', 'exists']], needs: { equals: 'fact', in: 'fact', exists: 'fact' }, min: 1 },
);

const choice = record(
  {
    id: required(id, 'Comes back when the button is pressed; unique in its node.'),
    text: required(textKey, "The button's title."),
    synonyms: optional(textKey, 'What people may type instead, separated by "|".'),
    goto: optional(id, 'The node it leads to; the "next" of its node when it names no way.'),
    tree: optional(id, 'The other tree it leads to.'),
    node: optional(id, "The node of that tree; the tree's start when absent."),
    command: optional(code, 'An interruption that the bot carries out; the conversation stays at this node.'),
    set: optional(
      { is: 'map', what: 'a slot such as "endpoint"', keys: slot.pattern, of: scalar, min: 1 },
      'Facts set when it is chosen.',
    ),
    when: optional(condition, 'Offered only while this holds.'),
  },
  { exclusive: [['goto', 'tree', 'command']], needs: { node: 'tree' } },
);

const choices = list({
  is: 'markedBy',
  field: 'use',
  marked: record({ use: required(id, 'A list of "choiceSets".') }),
  plain: choice,
});

const asking = {
  choices: optional(choices, 'Buttons; they can be typed too.'),
  expect: optional(code, 'How free text is read into facts.'),
  retry: optional(textKey, 'Said to an answer that could not be read.'),
  why: optional(textKey, 'Said to "why do you ask?".'),
  dontKnow: optional(id, 'Where "I don\'t know" leads; the tree\'s "dontKnow" when absent.'),
  next: optional(id, 'After free text that could be read, and after choices that name no way.'),
};

const kind = (about: string) => required({ is: 'word', words: [] }, about);

const nodeShapes: { readonly [K in NodeKind]: RecordShape } = {
  message: record({
    kind: kind('Says a text and goes on.'),
    text: required(textKey, 'What is said.'),
    next: required(id, 'The node after it.'),
  }),
  prompt: record({
    kind: kind('Asks and waits.'),
    input: required(
      { is: 'word', words: ['text', 'choice', 'confirm'] },
      'What kind of answer is asked for.',
    ),
    text: required(textKey, 'The question.'),
    slot: optional(slot, "Keeps the answer: the text, the choice's id, or true/false."),
    ...asking,
  }),
  recognizeError: record({
    kind: kind("Recognises a pasted error and goes to its family's tree."),
    from: optional(slot, 'The slot that holds the text; the message just received when absent.'),
    unknown: required(id, 'The text is no known error.'),
    unknownAgain: optional(id, 'The text is no known error, for the second time or more.'),
    several: optional(id, 'The text may be one of several errors; the fact candidates says which.'),
  }),
  probeEndpoint: record({
    kind: kind("Looks at an endpoint's certificate and waits for the result."),
    text: required(textKey, 'Said when the probe starts.'),
    waiting: optional(textKey, 'Said to a message that comes before the result.'),
    endpoint: required(slot, 'The slot that holds the endpoint.'),
    missing: optional(id, 'Entered when the slot is empty.'),
    next: required(id, 'After the result.'),
  }),
  branch: record({
    kind: kind('Takes the first case that holds.'),
    on: required(
      { is: 'word', words: ['findings', 'facts'] },
      'Whether the findings are judged, or facts alone.',
    ),
    cases: required(
      list(
        record({
          when: required(condition, 'The condition.'),
          goto: required(id, 'The node when it holds.'),
        }),
      ),
      'Tried in order.',
    ),
    otherwise: required(id, 'When no case holds.'),
  }),
  answer: record({
    kind: kind('Shows an answer; waits when it has choices or "expect", else goes on to "next".'),
    show: required(code, 'What is shown: diagnosis, topic, procedure …'),
    of: optional(code, 'Which one of them.'),
    ...asking,
  }),
  goto: record({
    kind: kind('Goes on in another tree, with the facts.'),
    tree: required(id, 'The tree.'),
    node: optional(id, "Its node; the tree's start when absent."),
  }),
  handoff: record({
    kind: kind('Asks whether a human shall take over.'),
    text: optional(textKey, 'Said before: why a human is needed here.'),
    next: optional(id, 'After "no", and after the human; the visit ends when absent.'),
  }),
  end: record({
    kind: kind('Ends the visit.'),
    text: optional(textKey, 'Said at the end.'),
  }),
};

/** The whole file. */
export const treeShape = record({
  id: required(id, 'The name of the tree, the same as its file.'),
  families: optional(list(code), 'Error families that this tree answers.'),
  sources: optional(
    list(
      record({
        title: required(line, 'Title of the source.'),
        id: optional(line, 'Its number, e.g. KB 954584.'),
        url: optional(url, 'Where it is.'),
        reviewed: required(day, 'When the tree was last compared with it.'),
      }),
    ),
    'What the tree rests on.',
  ),
  title: optional(textKey, 'Its title, for lists and drawings.'),
  owner: optional(line, 'Who keeps it true: a role or a mail address.'),
  reviewed: optional(day, 'Day of its last review as a whole.'),
  state: optional({ is: 'word', words: ['draft', 'published'] }, 'A draft is served in a preview only.'),
  languages: optional(list(code), 'Languages that its texts exist in; every shipped one when absent.'),
  start: required(id, 'The node where a fresh visit begins.'),
  onError: optional(id, 'The node entered when an error of these families is pasted, at any moment.'),
  onEndpoint: optional(id, 'The node entered when the person gives an endpoint unasked.'),
  onReport: optional(id, "The node entered when the person pastes a report of the Router's computer."),
  dontKnow: optional(id, 'Where "I don\'t know" leads from a node that names no way for it.'),
  moved: optional(
    { is: 'map', what: 'the former id of a node', keys: id.pattern, of: id, min: 1 },
    'Former node → the node that took its place, for conversations that stand there.',
  ),
  nodes: required(
    {
      is: 'map',
      what: 'an id such as "ask-endpoint"',
      keys: id.pattern,
      of: { is: 'variants', by: 'kind', of: nodeShapes },
      min: 1,
    },
    'The nodes by id.',
  ),
  choiceSets: optional(
    { is: 'map', what: 'an id such as "common"', keys: id.pattern, of: list(choice), min: 1 },
    'Lists of choices that several nodes use.',
  ),
});
