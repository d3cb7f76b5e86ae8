import { locales } from '../../answers/locales.js';
import type { JsonObject } from '../../base/json.js';
import { jsonSchemaOf } from '../../dialogTree/shape/jsonSchemaOf.js';
import { list, optional, record, required, type Shape } from '../../dialogTree/shape/shape.js';
import { hubIds } from '../hubs/hubIds.js';
import { weekdays } from './queuesFile.js';

const idPattern = /^[a-z][a-z0-9-]*$/;
const id = (what: string): Shape => ({ is: 'string', what, pattern: idPattern });
const queue = id('the id of a queue such as "support"');
const text: Shape = { is: 'string', what: 'a text', pattern: /\S/ };
const locale: Shape = { is: 'word', words: locales };
const time: Shape = {
  is: 'string',
  what: 'a time such as "2min", "1h" or "3d"',
  pattern: /^[1-9]\d{0,3}(min|h|d)$/,
};
const range: Shape = {
  is: 'string',
  what: 'a range of hours such as "08:00-12:30", "22:00-06:00" or "00:00-24:00"',
  pattern: /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
};
const date: Shape = {
  is: 'string',
  what: 'a day as "2026-12-24", or as "12-24" for every year',
  pattern: /^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
};

const hours = record(
  Object.fromEntries(
    weekdays.map((day) => [
      day,
      optional({ is: 'oneOrMany', of: range }, 'When it is open on that day; over midnight is allowed.'),
    ]),
  ),
  { min: 1 },
);

const holiday = record({
  date: required(date, 'The day, as "2026-12-24", or as "12-24" for every year.'),
  name: required(text, 'What is celebrated, for whoever reads this file.'),
});

const mail = record({
  to: required(text, 'The address that gets requests which nobody takes at once.'),
  locale: required(locale, 'The language of those mails.'),
});

const entry = record({
  name: required(
    record(
      Object.fromEntries(locales.map((one) => [one, optional(text, `The name in this language: ${one}.`)])),
      {
        min: 1,
      },
    ),
    'What the queue is called, in each language.',
  ),
  hub: required(
    { is: 'word', words: [...hubIds, 'none'] },
    'Where its agents work; desk is the own console, none has nobody.',
  ),
  timeZone: required(text, 'IANA time zone of the hours and holidays, such as Europe/Paris.'),
  hours: optional(hours, 'When it is open, by day. Without this field it is always open.'),
  holidays: optional(list(holiday), 'Days on which it is closed.'),
  remindAfter: required(time, 'How long a person waits for an answer before the agent is reminded.'),
  releaseAfter: required(time, 'How long after that the case goes back to the queue.'),
  expireAfter: required(
    time,
    'How long a request waits for somebody at least; never less than a whole opening day.',
  ),
  mail: optional(mail, 'Who gets a mail about requests that nobody takes at once.'),
});

const rule = record(
  {
    languages: optional(list(locale), 'The person speaks one of these.'),
    families: optional(
      list(id('an error family such as "trust-relationship"')),
      'The error is one of these.',
    ),
    channels: optional(
      list(id('a channel such as "directline" or "msteams"')),
      'The person writes on one of these.',
    ),
    queue: required(queue, 'The queue of such a request.'),
  },
  { min: 2 },
);

export const queuesShape: Shape = record({
  queues: required(
    { is: 'map', what: 'the id of a queue such as "support"', keys: idPattern, of: entry, min: 1 },
    'The queues, by their ids.',
  ),
  rules: optional(list(rule), 'Which request goes to which queue; the first rule that fits decides.'),
  fallback: required(queue, 'The queue of every other request.'),
});

/** What `dialogs/queues.schema.json` holds, for editors. */
export function queuesSchema(): JsonObject {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'TrustDesk queues',
    ...jsonSchemaOf(queuesShape),
  };
}
