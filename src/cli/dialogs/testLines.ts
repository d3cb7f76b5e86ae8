import { problemLine } from '../../dialogTree/validate/checkDialogs.js';
import type { ConversationDifference } from './conversationDifferences.js';
import type { DialogTest } from './testDialogs.js';
import type { TreeCoverage } from './treeCoverage.js';

const longestQuote = 80;
/** Nodes of a tree that are named; `--json` names them all. */
const mostNamed = 20;

/** What a person reads of a test: problems and differences, then what was reached, then the sum. */
export function testLines(test: Omit<DialogTest, 'lines'>): readonly string[] {
  return [
    ...test.problems.map(problemLine),
    ...test.played.flatMap(({ differences }) => differences).flatMap(differenceLines),
    ...test.coverage.flatMap(coverageLines),
    sumLine(test),
  ];
}

function differenceLines(difference: ConversationDifference): readonly string[] {
  const { file, line, column, turn, person, code, shown } = difference;
  const place = `${file}:${line}:${column}`;
  const what = {
    'unexpected-reply': `turn ${turn}: the bot does not say what is written (-), but (+)`,
    'reply-not-written': `turn ${turn}: what the bot says is not written yet; --update writes it`,
    'play-failed': 'the conversation came to no end, or something went wrong on the way',
  }[code];
  const heard = turn > 0 ? [`  to: ${quoted(person)}`] : [];
  return [`${place} ${code}: ${what}`, ...heard, ...shown.map((row) => `    ${visible(row)}`.trimEnd())];
}

function quoted(text: string): string {
  const oneLine = visible(text.replaceAll(/\s+/g, ' ').trim());
  return oneLine.length <= longestQuote ? oneLine : `${oneLine.slice(0, longestQuote - 1)}…`;
}

/** A certificate's names may hold what a terminal would obey. */
function visible(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '\ufffd');
}

function coverageLines({ tree, locale, waiting, leaves, missed }: TreeCoverage): readonly string[] {
  const sum = `${tree} ${locale}: ${waiting.reached} of ${waiting.all} waiting nodes, ${leaves.reached} of ${leaves.all} leaves`;
  if (missed.length === 0) return [sum];
  const more = missed.length > mostNamed ? ` and ${missed.length - mostNamed} more` : '';
  return [sum, `  not reached: ${missed.slice(0, mostNamed).join(', ')}${more}`];
}

function sumLine({ played, problems }: Omit<DialogTest, 'lines'>): string {
  const differing = played.filter(({ differences }) => differences.length > 0).length;
  const wrong = problems.length > 0 ? `, ${problems.length} problems in the files` : '';
  return `${played.length} conversations, ${differing} not as written${wrong}`;
}
