import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AuditEntry } from '../../src/storage/auditStore.js';
import type { Storage } from '../../src/storage/storage.js';
import type { StorageDriver } from './storageContract.js';

const entry = (at: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ at, agentId: 'a1', agent: 'Desk One', action: 'claimed', caseId: 'c1', detail: null },
  ...more,
});

/** What every driver must do with the audit log; the words of the contract are in src/storage/auditStore.ts. */
export function auditContract(name: string, driver: StorageDriver): void {
  describe(`${name} keeps the contract of the audit log`, () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await driver.open();
    });
    afterEach(async () => {
      await storage.close();
      await driver.clean();
    });

    const list = (more = {}) => storage.audit.list({ limit: 99, ...more });

    test('entries come back newest first, a page at a time', async () => {
      const written = [1, 2, 3].map((day) => entry(`2026-03-0${day}T08:00:00.000Z`, { detail: `${day}` }));
      for (const one of written) await storage.audit.write(one);
      expect(await list()).toEqual(written.map((one, at) => ({ ...one, n: at + 1 })).reverse());
      const [latest] = await list({ limit: 1 });
      expect((await list({ before: latest?.n })).map(({ detail }) => detail)).toEqual(['2', '1']);
      expect(await list({ since: '2026-03-02T08:00:00.000Z' })).toHaveLength(2);
    });

    test('entries are found by case and by agent', async () => {
      await storage.audit.write(entry('2026-03-01T08:00:00.000Z'));
      await storage.audit.write(entry('2026-03-01T08:00:00.000Z', { caseId: 'c2', agentId: 'a2' }));
      await storage.audit.write(entry('2026-03-01T08:00:00.000Z', { caseId: null, agentId: null }));
      expect(await list({ caseId: 'c2' })).toMatchObject([{ agentId: 'a2' }]);
      expect(await list({ agentId: 'a1' })).toMatchObject([{ caseId: 'c1' }]);
      expect(await list()).toHaveLength(3);
    });

    test('a view is kept once per agent, case and hour; whatever else every time', async () => {
      const view = (at: string, more = {}) => storage.audit.write(entry(at, { action: 'viewed', ...more }));
      await view('2026-03-01T08:01:00.000Z');
      await view('2026-03-01T08:59:00.000Z');
      await view('2026-03-01T08:59:00.000Z', { caseId: 'c2' });
      await view('2026-03-01T08:59:00.000Z', { agentId: 'a2' });
      await view('2026-03-01T09:00:00.000Z');
      expect(await list()).toHaveLength(4);
      await storage.audit.write(entry('2026-03-01T09:00:00.000Z', { action: 'messaged' }));
      await storage.audit.write(entry('2026-03-01T09:00:00.000Z', { action: 'messaged' }));
      expect(await list()).toHaveLength(6);
    });

    test('the oldest go first when their time is over, and no more than asked for', async () => {
      for (const day of [1, 2, 3, 4]) await storage.audit.write(entry(`2026-03-0${day}T08:00:00.000Z`));
      expect(await storage.audit.removeBefore('2026-03-04T08:00:00.000Z', 2)).toBe(2);
      expect(await storage.audit.removeBefore('2026-03-04T08:00:00.000Z', 2)).toBe(1);
      expect(await storage.audit.removeBefore('2026-03-04T08:00:00.000Z', 2)).toBe(0);
      expect(await list()).toMatchObject([{ at: '2026-03-04T08:00:00.000Z', n: 4 }]);
    });
  });
}
