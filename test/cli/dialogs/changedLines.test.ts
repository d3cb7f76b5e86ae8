import { expect, test } from '@jest/globals';
import { changedLines } from '../../../src/cli/dialogs/changedLines.js';

function lines(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

test.each([
  ['the same', 'a b c', 'a b c', '…'],
  ['one line changed, far from others', 'a b c d e f g', 'a b c D e f g', '…|  b|  c|- d|+ D|  e|  f|…'],
  ['a line more', 'a b', 'a x b', '  a|+ x|  b'],
  ['a line less', 'a x b', 'a b', '  a|- x|  b'],
  ['nothing before', '', 'a b', '+ a|+ b'],
  ['nothing after', 'a b', '', '- a|- b'],
])('%s', (_what, before, after, shown) => {
  expect(changedLines(lines(before), lines(after)).join('|')).toBe(shown);
});

test('very long texts are shown whole instead of compared', () => {
  const long = Array.from({ length: 5000 }, (_, index) => `line ${index}`);
  expect(changedLines(long, ['x'])).toHaveLength(5001);
});
