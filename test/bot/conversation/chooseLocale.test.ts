import { describe, expect, test } from '@jest/globals';
import { chooseLocale, type LocaleClues } from '../../../src/bot/conversation/chooseLocale.js';

const nothing: LocaleClues = {
  chosen: null,
  own: null,
  conversation: null,
  activity: null,
  pasted: null,
  fallback: 'en',
};

describe('chooseLocale', () => {
  test.each<[string, Partial<LocaleClues>, string]>([
    ['nothing told: the default', { fallback: 'fr' }, 'fr'],
    ['the client alone', { activity: 'vi-VN' }, 'vi'],
    ['a pasted error where the client is silent', { pasted: 'fr' }, 'fr'],
    ['the client before a pasted error', { activity: 'en-GB', pasted: 'fr' }, 'en'],
    ['an unknown client', { activity: 'tlh' }, 'en'],
    ['their own sentences before the client', { own: 'vi', activity: 'en-US' }, 'vi'],
    ['the conversation before the client', { conversation: 'vi', activity: 'en-US' }, 'vi'],
    ['their own sentences before the conversation', { own: 'fr', conversation: 'vi' }, 'fr'],
    [
      'an explicit choice before everything',
      { chosen: 'fr', own: 'vi', conversation: 'vi', activity: 'vi' },
      'fr',
    ],
  ])('%s', (_name, clues, expected) => {
    expect(chooseLocale({ ...nothing, ...clues })).toBe(expected);
  });
});
