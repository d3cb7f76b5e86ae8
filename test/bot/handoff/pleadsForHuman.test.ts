import { expect, test } from '@jest/globals';
import { pleadsForHuman } from '../../../src/bot/handoff/pleadsForHuman.js';
import { shippedRecognizer } from '../../recognizer/signatureFiles.js';

test.each([
  'This is useless, let me talk to a real person!',
  'I want to talk to someone because nothing of this helps',
  'Ça ne mène à rien, je veux parler à quelqu’un.',
  'Je voudrais parler à un technicien au sujet de ma boîte aux lettres',
  'Không được gì cả, cho tôi gặp nhân viên hỗ trợ!',
  'Tôi muốn gặp người hỗ trợ vì làm hoài không được',
])('heard: %s', (text) => {
  expect(pleadsForHuman(shippedRecognizer, text)).toBe(true);
});

test.each([
  'The SQL Server Agent, support, and the operator are fine',
  'Support: call 555',
  'I talked to someone about the certificate yesterday',
  `${'word '.repeat(100)}, I want to talk to someone`,
  '',
])('not heard: %s', (text) => {
  expect(pleadsForHuman(shippedRecognizer, text)).toBe(false);
});
