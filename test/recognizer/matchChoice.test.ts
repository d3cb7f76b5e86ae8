import { expect, test } from '@jest/globals';
import { matchChoice } from '../../src/recognizer/matchChoice.js';

const choices = [
  { title: 'Yes', synonyms: ['yep', 'oui', 'có'] },
  { title: 'No', synonyms: ['non', 'không'] },
  { title: 'Exchange Server 2010', synonyms: ['2010'] },
  { title: 'Exchange Server 2013', synonyms: ['2013'] },
  { title: 'Étapes détaillées', synonyms: [] },
  { title: '✅ Ça marche', synonyms: ['it works'] },
];

test.each([
  ['yes', 0],
  ['YES!', 0],
  ['Oui.', 0],
  ['co', 0],
  ['khong', 1],
  ['2', 1],
  ['2.', 1],
  ['(3)', 2],
  ['２', 1],
  ['2010', 2],
  ['exchange server 2013', 3],
  ['etapes', 4],
  ['étap', 4],
  ['ca marche', 5],
  ['It works', 5],
])('%s is choice %i', (text, index) => {
  expect(matchChoice(text, choices)).toBe(index);
});

test.each(['', '  ', '😀', 'exch', 'exchange server', 'éta', '0', '7', '99', 'maybe', 'yes but not now'])(
  '%s is no choice, or more than one',
  (text) => {
    expect(matchChoice(text, choices)).toBeNull();
  },
);

test('accents tell apart what is the same without them', () => {
  const alike = [
    { title: 'Dừng', synonyms: [] },
    { title: 'Đúng', synonyms: [] },
  ];
  expect(matchChoice('đúng', alike)).toBe(1);
  expect(matchChoice('dung', alike)).toBeNull();
});
