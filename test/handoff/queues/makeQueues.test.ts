import { expect, test } from '@jest/globals';
import { makeQueues } from '../../../src/handoff/queues/makeQueues.js';
import { parseQueues } from '../../../src/handoff/queues/parseQueues.js';
import type { Queues } from '../../../src/handoff/queues/queues.js';
import { queuesText } from './queuesText.js';

function queuesOf(text: string): Queues {
  const { queues, problems } = parseQueues('queues.yaml', text, ['outlook-certificate', 'tls-protocol']);
  if (queues === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  return makeQueues(queues);
}

const queues = queuesOf(queuesText);
/** A Sunday, 11:00 in Paris. */
const sunday = new Date('2026-11-22T10:00:00Z');

test.each([
  ['fr', null, 'msteams', 'paris'],
  ['fr-CA', 'tls-protocol', 'msteams', 'paris'],
  ['fr', 'tls-protocol', 'directline', 'nights'],
  ['en', 'outlook-certificate', 'msteams', 'nights'],
  ['en', null, 'msteams', 'support'],
  ['en', 'trust-relationship', 'directline', 'support'],
])('%s, %s, %s goes to %s', (locale, family, channelId, queue) => {
  expect(queues.choose({ locale, family, channelId })).toBe(queue);
});

test('an open queue takes a case at once; it does not run out before a whole opening day has passed', () => {
  // Monday, 14:00 in Paris: the day has begun, so the next whole one is Friday, which ends at 12:00.
  expect(queues.standing('paris', new Date('2026-11-23T13:00:00Z'))).toEqual({
    queue: 'paris',
    hub: 'desk',
    opensAt: null,
    expiresAt: '2026-11-27T11:00:00.000Z',
    remindAfterMs: 120_000,
    releaseAfterMs: 180_000,
  });
});

test.each(['bot-framework', 'dynamics365'])(
  'a case of %s is never taken back, since nobody sees whether its agents answer',
  (hub) => {
    const inFront = queuesOf(queuesText.replace('hub: desk', `hub: ${hub}`));
    const { remindAfterMs } = inFront.standing('paris', new Date('2026-11-23T13:00:00Z'));
    expect(remindAfterMs).toBeGreaterThan(50 * 365 * 24 * 3_600_000);
  },
);

test('a closed queue says when it opens, holidays left out', () => {
  expect(queues.standing('paris', sunday)).toMatchObject({
    opensAt: '2026-11-23T07:00:00.000Z',
    expiresAt: '2026-11-23T16:30:00.000Z',
  });
  // The Friday between is Christmas, and the next one New Year's Day.
  expect(queues.standing('paris', new Date('2026-12-21T17:00:00Z'))).toMatchObject({
    opensAt: '2026-12-28T07:00:00.000Z',
  });
  expect(queues.standing('paris', new Date('2026-12-28T17:00:00Z'))).toMatchObject({
    opensAt: '2027-01-04T07:00:00.000Z',
  });
});

test('a queue without hours is open, and a case waits there as long as the data says', () => {
  expect(queues.standing('support', sunday)).toMatchObject({
    opensAt: null,
    expiresAt: '2026-11-25T10:00:00.000Z',
  });
});

test('a queue that is gone stands for the fallback', () => {
  expect(queues.standing('closed-down', sunday).queue).toBe('support');
  expect(queues.name('closed-down', 'fr')).toBe('Assistance');
  expect(queues.mail('closed-down')).toBeNull();
});

test('a name is told in the language, else in one that there is', () => {
  expect(queues.name('paris', 'fr')).toBe('Bureau de Paris');
  expect(queues.name('nights', 'en')).toBe('Ca đêm');
  expect(queues.mail('paris')).toEqual({ to: 'support@contoso.com', locale: 'fr' });
  expect(queues.ids).toEqual(['paris', 'nights', 'support']);
});
