import { expect, test } from '@jest/globals';
import { nearestWord, parseArguments } from '../../src/cli/parseArguments.js';

const specs = {
  json: { value: null, help: '' },
  locale: { value: 'LOCALE', help: '' },
  'connect-to': { value: 'RULE', help: '', many: true },
} as const;

test('reads flags, values in both forms, repeated options and positionals in any order', () => {
  const parsed = parseArguments(
    ['a', '--json', '--locale=fr', '--connect-to', 'x', 'b', '--connect-to', 'y', '--', '--c'],
    specs,
  );
  expect(parsed.positionals).toEqual(['a', 'b', '--c']);
  expect(parsed.flag('json')).toBe(true);
  expect(parsed.value('locale')).toBe('fr');
  expect(parsed.values('connect-to')).toEqual(['x', 'y']);
  expect(parseArguments([], specs).value('locale')).toBeNull();
});

test.each([
  [['--jsno'], 'Did you mean --json?'],
  [['--toString'], 'trustdesk help'],
  [['-json'], 'Did you mean --json?'],
  [['--locale'], 'trustdesk help'],
  [['--locale', '--json'], 'trustdesk help'],
  [['--locale='], 'trustdesk help'],
  [['--json=1'], 'trustdesk help'],
  [['--locale', 'fr', '--locale', 'vi'], 'trustdesk help'],
])('refuses %j', (argv, mend) => {
  expect(() => parseArguments(argv, specs)).toThrow(
    expect.objectContaining({ code: 'usage', mend: expect.stringContaining(mend) }),
  );
});

test('nearestWord knows a slip from another word', () => {
  expect(nearestWord('diagnsoe', ['diagnose', 'inspect'])).toBe('diagnose');
  expect(nearestWord('x', ['diagnose', 'inspect'])).toBeNull();
});
