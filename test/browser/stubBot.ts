import type { JsonObject } from '../../src/base/json.js';
import type { StubBot } from '../channels/directLine/startDirectLine.js';

const greetings: Readonly<Record<string, string>> = {
  fr: 'Bonjour ! Collez ici le message d’erreur.',
  vi: 'Xin chào! Hãy dán thông báo lỗi vào đây. Chứng chỉ của máy chủ sẽ được kiểm tra ngay.',
};

/** Words that the bot leaves to a human. */
export const humans = 'this is for a human';

/** Greets in the page's language, answers a message with a card, a button with its value and a language with its name. */
export const stubBot: StubBot = ({ activity }) => {
  const { type, text, value, name, locale } = activity;
  if (type === 'conversationUpdate') {
    return [message(greetings[String(locale).slice(0, 2)] ?? 'Hello! Paste the error message here.')];
  }
  if (type === 'event' && name === 'trustdesk/locale')
    return [message(`Language: ${String(value)} (${String(locale)})`)];
  if (value !== undefined) return [message(`Pressed: ${(value as { choice?: string }).choice}`)];
  if (text === 'Français')
    return [{ type: 'event', name: 'trustdesk/locale', value: 'fr' }, message('D’accord.')];
  if (text === humans) return [];
  if (text === 'code') return [message('Run this:\n\n```\ncertutil -store Root\n```')];
  return [card(`Received: ${String(text)}`)];
};

function message(text: string): JsonObject {
  return { type: 'message', text, textFormat: 'markdown' };
}

/** Of the shape of a diagnosis: title, facts, paragraphs, commands, buttons. */
function card(title: string): JsonObject {
  const lines = [
    'Get-ExchangeCertificate | Format-List Subject, Services',
    'certutil -verify -urlfetch mail.contoso.com.cer',
  ];
  const content = {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      {
        type: 'TextBlock',
        text: title,
        wrap: true,
        size: 'Medium',
        weight: 'Bolder',
        color: 'Attention',
        style: 'heading',
      },
      {
        type: 'FactSet',
        facts: [
          { title: 'Issued to', value: 'mail.contoso.com' },
          { title: 'Issued by', value: 'mail.contoso.com (itself)' },
          { title: 'Valid until', value: '22 November 2027, 10:00 UTC' },
        ],
      },
      {
        type: 'TextBlock',
        text: 'The server made its certificate itself, so no computer trusts it.',
        wrap: true,
      },
      {
        type: 'Container',
        style: 'emphasis',
        items: lines.map((text) => ({
          type: 'RichTextBlock',
          spacing: 'None',
          inlines: [{ type: 'TextRun', text, fontType: 'Monospace' }],
        })),
      },
    ],
    actions: [
      { type: 'Action.Submit', title: 'Show the steps', data: { choice: 'steps' } },
      { type: 'Action.Submit', title: 'Check again', data: { choice: 'again' } },
    ],
  };
  return {
    type: 'message',
    text: 'This is what I found.',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  };
}
