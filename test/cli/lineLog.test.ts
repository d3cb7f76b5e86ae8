import { expect, test } from '@jest/globals';
import { lineLog } from '../../src/cli/lineLog.js';

const clock = { now: () => new Date('2026-11-22T10:00:00Z') };

function written(least: 'debug' | 'warn' | 'silent'): string[] {
  const lines: string[] = [];
  const log = lineLog({ write: (text) => lines.push(text) }, least, clock);
  log.debug({ a: 1 }, 'one');
  log.warn({ error: new TypeError('broken') }, 'two');
  return lines;
}

test('writes one JSON line an entry, from the least level on', () => {
  expect(JSON.parse(written('debug')[0] ?? '')).toEqual({
    level: 20,
    time: clock.now().getTime(),
    a: 1,
    msg: 'one',
  });
  const [line = '', ...more] = written('warn');
  expect(more).toEqual([]);
  expect(JSON.parse(line)).toMatchObject({
    level: 40,
    msg: 'two',
    error: { type: 'TypeError', message: 'broken' },
  });
  expect(written('silent')).toEqual([]);
});
