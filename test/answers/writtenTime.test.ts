import { expect, test } from '@jest/globals';
import { quotedText } from '../../src/answers/quotedText.js';
import { writtenDuration, writtenMoment } from '../../src/answers/writtenTime.js';

const minute = 60_000;

test.each([
  [1, ['1 minute', '1 minute', '1 phút']],
  [4 * minute + 1, ['5 minutes', '5 minutes', '5 phút']],
  [89 * minute, ['89 minutes', '89 minutes', '89 phút']],
  [90 * minute, ['2 hours', '2 heures', '2 giờ']],
])('%i ms', (ms, written) => {
  const plain = (['en', 'fr', 'vi'] as const).map((locale) => writtenDuration(ms, locale));
  expect(plain.map((text) => text.replace(/[\u00a0\u202f]/g, ' '))).toEqual(written);
});

test('a moment reads as clocks there show it, over a change of clocks too', () => {
  expect(writtenMoment('2026-11-23T08:00:00Z', 'en', 'Europe/Paris')).toBe('Monday, November 23, 09:00');
  expect(writtenMoment('2026-10-25T00:30:00Z', 'fr', 'Europe/Paris')).toBe('dimanche 25 octobre, 02:30');
  expect(writtenMoment('2026-10-25T01:30:00Z', 'fr', 'Europe/Paris')).toBe('dimanche 25 octobre, 02:30');
  expect(writtenMoment('2026-11-22T20:00:00Z', 'vi', 'Asia/Kathmandu')).toBe('Thứ Hai, 23 tháng 11, 01:45');
});

test('what somebody wrote is quoted line by line and literally', () => {
  expect(quotedText('\nDone: **bold** <b>\r\n# no heading\n')).toBe(
    '> Done: \\*\\*bold\\*\\* \\<b\\>  \n> \\# no heading',
  );
});
