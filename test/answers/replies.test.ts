import { describe, expect, test } from '@jest/globals';
import { card, codeContainer, textBlock } from '../../src/answers/cards.js';
import { bestLocale } from '../../src/answers/locales.js';
import { renderPrompt } from '../../src/answers/renderPrompt.js';
import { toActivity } from '../../src/answers/toActivity.js';
import { withChoices } from '../../src/answers/withChoices.js';

const choices = [
  { title: 'Check again', value: { trustdesk: { tree: 't@1', node: 'n', choice: 'again' } } },
  { title: 'Another *problem*', value: { trustdesk: { tree: 't@1', node: 'n', choice: 'other' } } },
];
const answer = {
  text: '## Whole',
  summary: 'One sentence.',
  card: card([textBlock('Whole')], 'One sentence.', 'en'),
};

describe('withChoices', () => {
  test('gives the card buttons that carry their value, in the form that Teams shows too', () => {
    const { actions } = withChoices(answer, choices).card;
    expect(actions).toMatchObject([
      {
        type: 'Action.Submit',
        title: 'Check again',
        data: {
          trustdesk: { choice: 'again' },
          msteams: {
            type: 'messageBack',
            displayText: 'Check again',
            value: { trustdesk: { choice: 'again' } },
          },
        },
      },
      { title: 'Another *problem*' },
    ]);
  });

  test('gives the text a numbered list', () => {
    expect(withChoices(answer, choices).text).toBe('## Whole\n\n1. Check again\n2. Another \\*problem\\*');
  });

  test('more buttons than Teams draws in a row go into several rows, in order', () => {
    const many = Array.from({ length: 8 }, (_, index) => ({ title: `c${index}`, value: { index } }));
    const { body, actions } = withChoices(answer, many).card;
    expect(actions).toBeUndefined();
    expect(body).toMatchObject([
      { type: 'TextBlock' },
      { type: 'ActionSet', actions: many.slice(0, 6).map(({ title }) => ({ title })) },
      { type: 'ActionSet', actions: many.slice(6).map(({ title }) => ({ title })) },
    ]);
  });

  test('no choices change nothing', () => {
    expect(withChoices(answer, [])).toBe(answer);
  });
});

describe('toActivity', () => {
  test('one sentence beside the card where cards work', () => {
    const activity = toActivity(answer, {
      cards: true,
      channelData: { trustdesk: { kind: 'x' } },
      locale: 'fr',
    });
    expect(activity).toMatchObject({
      type: 'message',
      text: 'One sentence.',
      textFormat: 'markdown',
      locale: 'fr',
      channelData: { trustdesk: { kind: 'x' } },
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: answer.card }],
    });
  });

  test('the whole as Markdown elsewhere', () => {
    const activity = toActivity(answer, { cards: false });
    expect(activity.text).toBe('## Whole');
    expect(activity).not.toHaveProperty('attachments');
  });

  test('a prompt without buttons is text alone, one with buttons has a card of nothing else', () => {
    expect(toActivity(renderPrompt('Which URL?', [], 'en'), { cards: true })).not.toHaveProperty(
      'attachments',
    );
    const withButtons = toActivity(renderPrompt('Which one?', choices, 'en'), { cards: true });
    expect(withButtons.text).toBe('Which one?');
    expect(withButtons.attachments).toMatchObject([{ content: { body: [], actions: [{}, {}] } }]);
    expect(toActivity(renderPrompt('Which one?', choices, 'en'), { cards: false }).text).toContain(
      '2. Another',
    );
  });
});

test('code on a card is literal text, a block a line', () => {
  const { items } = codeContainer('certutil -store Root\n\nreg add "HKLM\\A_B*"');
  expect(items).toMatchObject([
    { type: 'RichTextBlock', inlines: [{ text: 'certutil -store Root', fontType: 'Monospace' }] },
    { type: 'RichTextBlock', inlines: [{ text: 'reg add "HKLM\\A_B*"' }] },
  ]);
});

test.each([
  ['fr-CA', 'fr'],
  ['VI_vn', 'vi'],
  [' en ', 'en'],
  ['de-DE', null],
  ['français', null],
  ['fr; drop', null],
  ['', null],
  [null, null],
  [undefined, null],
])('bestLocale(%s) is %s', (tag, locale) => {
  expect(bestLocale(tag)).toBe(locale);
});
