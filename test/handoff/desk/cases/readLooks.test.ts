import { expect, test } from '@jest/globals';
import { readLooks } from '../../../../src/handoff/desk/cases/readLooks.js';
import type { LogEntry } from '../../../../src/storage/storage.js';

const record = { conversation: 'msteams/a' };

function look(seq: number, host: string, at = `2026-03-01T08:00:0${seq}.000Z`): LogEntry {
  const activity = { type: 'event', name: 'trustdesk/probeResult', value: { record: { host } } };
  return { seq, at, direction: 'internal', activity };
}

/** A log that counts what is read of it. */
function logOf(entries: readonly LogEntry[]) {
  const log = { entries, read: 0 };
  const readLog = async (_conversation: string, after: number, limit: number) => {
    const page = log.entries.filter(({ seq }) => seq > after).slice(0, limit);
    log.read += page.length;
    return page;
  };
  return { log, storage: { readLog } };
}

test('what was read once is not read again', async () => {
  const { log, storage } = logOf(Array.from({ length: 9 }, (_, at) => look(at + 1, `host ${at + 1}`)));
  await readLooks(storage, record);
  log.entries = [...log.entries, look(10, 'host 10', '2026-03-01T08:01:00.000Z')];
  log.read = 0;
  expect((await readLooks(storage, record)).at(-1)).toEqual({ host: 'host 10' });
  expect(log.read).toBeLessThan(4);
});

test('nothing is remembered of a person who was erased and comes again', async () => {
  const { log, storage } = logOf([look(1, 'old.contoso.com'), look(2, 'old.contoso.com')]);
  expect(await readLooks(storage, record)).toHaveLength(2);
  log.entries = [];
  expect(await readLooks(storage, record)).toEqual([]);

  log.entries = [look(1, 'old.contoso.com'), look(2, 'old.contoso.com')];
  await readLooks(storage, record);
  log.entries = [1, 2, 3].map((seq) => look(seq, 'new.contoso.com', `2026-03-02T08:00:0${seq}.000Z`));
  expect(await readLooks(storage, record)).toEqual(Array(3).fill({ host: 'new.contoso.com' }));
});

test('nor what retention has taken', async () => {
  const { log, storage } = logOf([look(1, 'old.contoso.com'), look(2, 'new.contoso.com')]);
  await readLooks(storage, record);
  log.entries = log.entries.slice(1);
  expect(await readLooks(storage, record)).toEqual([{ host: 'new.contoso.com' }]);
});
