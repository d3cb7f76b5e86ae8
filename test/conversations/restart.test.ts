import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { Conversation, startBot } from './conversation.js';

test('who comes back days later, to a server that was started again, is told where they stood', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-'));
  const database = path.join(folder, 'trustdesk.db');
  try {
    const before = await startBot({ now: new Date('2026-11-22T10:00:00Z'), database });
    const first = new Conversation(before, { id: 'one', locale: 'en' });
    await first.say('Could not establish trust relationship for the SSL/TLS secure channel');
    await before.close();

    const after = await startBot({ now: new Date('2026-11-26T10:00:00Z'), database });
    const later = new Conversation(after, { id: 'one', locale: 'en', sent: 1 });
    await later.settle();
    const [told, answered] = (await later.say('why?')).map(({ text }) => String(text));
    await after.close();
    expect(told).toContain('November 22, 2026');
    expect(told).toContain('no trust relationship');
    expect(answered).toContain('Server');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
