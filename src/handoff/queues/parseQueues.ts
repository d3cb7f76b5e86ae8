import { isMailAddress } from '../../base/mailAddress.js';
import { suggest } from '../../dialogTree/didYouMean.js';
import { inFileOrder, makeProblem, type Problem, type ProblemCode } from '../../dialogTree/problem.js';
import { readShaped, type ShapedSource } from '../../dialogTree/shape/readShaped.js';
import { type HourRange, rangesOf, readRange } from './hourRange.js';
import { isTimeZone } from './localTime.js';
import { type QueueEntry, type QueuesFile, weekdays } from './queuesFile.js';
import { queuesShape } from './queuesShape.js';

export interface ParsedQueues {
  /** Null when the problems leave nothing that could be used. */
  readonly queues: QueuesFile | null;
  /** In the order of the file, one hundred at most. */
  readonly problems: readonly Problem[];
}

/**
 * Reads dialogs/queues.yaml. What is wrong with it is returned, never thrown.
 *
 * @param families the error families that are recognised
 */
export function parseQueues(file: string, text: string, families: readonly string[]): ParsedQueues {
  const { source, problems } = readShaped<QueuesFile>(file, text, {
    shape: queuesShape,
    maxSize: 256 * 1024,
    tooLarge: 'Take out past holidays and queues that nobody uses.',
    empty: { code: 'not-queues', mend: 'Begin with queues and fallback.' },
  });
  if (source === null) return { queues: null, problems };
  const found = new Findings(file, source);
  for (const [id, entry] of Object.entries(source.value.queues)) checkQueue(`queues/${id}`, entry, found);
  checkRules(source.value, families, found);
  const sound = found.problems.every(({ severity }) => severity === 'warning');
  return { queues: sound ? source.value : null, problems: inFileOrder(found.problems) };
}

class Findings {
  readonly problems: Problem[] = [];
  readonly #file: string;
  readonly #source: ShapedSource<QueuesFile>;

  constructor(file: string, source: ShapedSource<QueuesFile>) {
    this.#file = file;
    this.#source = source;
  }

  add(path: string, code: ProblemCode, message: string, mend: string): void {
    this.problems.push(makeProblem(this.#file, this.#source.at(path), code, message, mend));
  }
}

function checkQueue(path: string, entry: QueueEntry, found: Findings): void {
  if (!isTimeZone(entry.timeZone)) {
    const message = `There is no time zone "${entry.timeZone.slice(0, 60)}".`;
    const mend = 'Write its IANA name, such as Europe/Paris, Asia/Ho_Chi_Minh or Etc/UTC.';
    found.add(`${path}/timeZone`, 'unknown-time-zone', message, mend);
  }
  if (entry.mail !== undefined && !isMailAddress(entry.mail.to)) {
    const mend = 'Write one address alone, such as support@contoso.com.';
    found.add(`${path}/mail/to`, 'wrong-value', 'This is no e-mail address.', mend);
  }
  entry.holidays?.forEach(({ date }, index) => {
    if (isDay(date)) return;
    const message = `There is no day ${date}.`;
    found.add(`${path}/holidays/${index}/date`, 'wrong-value', message, 'Correct the day.');
  });
  checkHours(`${path}/hours`, entry, found);
}

/** In a year that has all days, when it names none. */
function isDay(date: string): boolean {
  const whole = date.length === 5 ? `2024-${date}` : date;
  const instant = new Date(`${whole}T00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(whole);
}

function checkHours(path: string, { hours }: QueueEntry, found: Findings): void {
  if (hours === undefined) return;
  const week = weekdays.map((day) => rangesOf(hours[day]).map(readRange));
  week.forEach((ranges, day) => {
    const before = week[(day + 6) % 7] ?? [];
    const taken: HourRange[] = before.map(({ from, to }) => ({
      from: from - dayMinutes,
      to: to - dayMinutes,
    }));
    ranges.forEach((range, index) => {
      const at = `${path}/${weekdays[day]}/${index}`;
      if (range.from === range.to) {
        const mend = 'Write 00:00-24:00 for the whole day, or leave the day out when it is closed.';
        found.add(at, 'wrong-hours', 'This range ends when it begins.', mend);
      } else if (taken.some(({ from, to }) => range.from < to && from < range.to)) {
        const message = 'This range overlaps with another one.';
        found.add(at, 'wrong-hours', message, 'Join the two; one over midnight reaches into the next day.');
      }
      taken.push(range);
    });
  });
}

const dayMinutes = 24 * 60;

function checkRules(
  { queues, rules, fallback }: QueuesFile,
  families: readonly string[],
  found: Findings,
): void {
  const known = Object.keys(queues);
  const unknown = (path: string, queue: string): void => {
    if (known.includes(queue)) return;
    const mend = suggest(queue, known, 'Name a queue of this file.');
    found.add(path, 'unknown-queue', `There is no queue "${queue}".`, mend);
  };
  unknown('fallback', fallback);
  rules?.forEach((rule, index) => {
    unknown(`rules/${index}/queue`, rule.queue);
    rule.families?.forEach((family, at) => {
      if (families.includes(family)) return;
      const mend = suggest(family, families, 'Name an error family that is recognised.');
      const message = `No error is of the family "${family}", so this never fits.`;
      found.add(`rules/${index}/families/${at}`, 'unmatched-rule', message, mend);
    });
  });
}
