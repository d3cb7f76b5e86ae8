import { expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/base/json.js';
import { maskActivity } from '../../../src/channels/messages/maskActivity.js';

const masked = (attachment: JsonObject) => {
  const { attachments } = maskActivity({ type: 'message', attachments: [attachment] });
  return (attachments as readonly JsonObject[])[0];
};
const download =
  'https://contoso.sharepoint.com/download.aspx?UniqueId=1&tempauth=eyJ0eXAi.eyJhdWQi.c2ln&token=abc';

test('where a file is to be fetched stays whole, and its other strings are masked', () => {
  const contentUrl = 'https://smba.trafficmanager.net/v3/attachments/1?access_token=abc';
  const content = { downloadUrl: download, fileType: 'txt', note: 'password: Hunter2' };
  const attachment = masked({ contentType: 'x', name: 'error.txt', contentUrl, content });
  expect(attachment).toEqual({
    ...{ contentType: 'x', name: 'error.txt', contentUrl },
    content: { downloadUrl: download, fileType: 'txt', note: 'password: ***' },
  });
});

test.each([
  'https://bob:hunter2@files.contoso.com/a.txt',
  'http://files.contoso.com/a.txt?token=abc',
  'data:text/plain;base64,dGhlIHZlcnkgZXJyb3I=',
  'not a URL',
])('what cannot be fetched, or is the file itself, does not reach the log: %s', (contentUrl) => {
  const attachment = masked({ contentType: 'text/plain', name: 'a.txt', contentUrl });
  expect(attachment).toEqual({ contentType: 'text/plain', name: 'a.txt' });
  const content = masked({ contentType: 'x', content: { downloadUrl: contentUrl } })?.['content'];
  expect(JSON.stringify(content)).not.toMatch(/hunter2|token=abc/);
});

test('attachments that are no objects are no reason to fail', () => {
  expect(maskActivity({ attachments: [null, 'x', ['https://bob:hunter2@x']] })['attachments']).toEqual([
    null,
    'x',
    ['https://***@x'],
  ]);
  expect(maskActivity({ attachments: 'password: Hunter2' })['attachments']).toBe('password: ***');
});
