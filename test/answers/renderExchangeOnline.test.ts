import { expect, test } from '@jest/globals';
import { renderExchangeOnline } from '../../src/answers/renderExchangeOnline.js';
import { makeTexts } from '../../src/answers/texts.js';
import { shippedResources } from './shippedTexts.js';

const texts = makeTexts(shippedResources());

test.each([
  ['2026-09-30T23:59:59Z', 'still work'],
  ['2026-10-01T00:00:00Z', 'without its own allow list. An E-mail Router that reads'],
  ['2027-03-31T23:59:59Z', 'without its own allow list. An E-mail Router that reads'],
  ['2027-04-01T00:00:00Z', 'switched off in Exchange Online for everybody'],
])('what is true on %s is said', (at, said) => {
  expect(renderExchangeOnline(new Date(at), texts.in('en')).text).toContain(said);
});
