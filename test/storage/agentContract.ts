import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AgentRecord, AgentSession } from '../../src/storage/agentStore.js';
import type { Storage } from '../../src/storage/storage.js';
import type { StorageDriver } from './storageContract.js';

const T0 = '2026-03-01T08:00:00.000Z';
const T1 = '2026-03-01T10:00:00.000Z';
const T2 = '2026-03-01T20:00:00.000Z';

function agent(name: string, more: Partial<AgentRecord> = {}): AgentRecord {
  return {
    ...{ id: `id-${name}`, email: `${name}@contoso.com`, name, role: 'agent', locale: 'fr' },
    ...{ passwordHash: 'hash', oidc: null, disabled: false, createdAt: T0, lastSeenAt: null },
    ...more,
  };
}

function session(tokenHash: string, agentId: string, more: Partial<AgentSession> = {}): AgentSession {
  return { tokenHash, agentId, csrf: 'csrf', createdAt: T0, lastSeenAt: T0, expiresAt: T2, ...more };
}

/** What every driver's agents do. */
export function agentContract(name: string, driver: StorageDriver): void {
  describe(`agents: ${name}`, () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await driver.open();
    });
    afterEach(async () => {
      await storage.close();
      await driver.clean();
    });

    test('come back as they were added, after a restart too', async () => {
      const one = agent('one', { oidc: { issuer: 'https://issuer', subject: 's' }, lastSeenAt: T1 });
      const two = agent('two', { role: 'supervisor', passwordHash: null, disabled: true });
      expect([await storage.agents.add(two), await storage.agents.add(one)]).toEqual(['added', 'added']);
      await storage.close();
      storage = await driver.reopen();
      expect(await storage.agents.list()).toEqual([one, two]);
      expect(await storage.agents.read('id-two')).toEqual(two);
      expect(await storage.agents.byEmail('one@contoso.com')).toEqual(one);
      expect(await storage.agents.byOidc({ issuer: 'https://issuer', subject: 's' })).toEqual(one);
      expect(await storage.agents.byOidc({ issuer: 'https://other', subject: 's' })).toBeNull();
      expect([await storage.agents.read('x'), await storage.agents.byEmail('x')]).toEqual([null, null]);
    });

    test('an e-mail address and a subject are one agent’s', async () => {
      const oidc = { issuer: 'https://issuer', subject: 's' };
      await storage.agents.add(agent('one', { oidc }));
      expect(await storage.agents.add(agent('two', { email: 'one@contoso.com' }))).toBe('taken');
      expect(await storage.agents.add(agent('two', { oidc }))).toBe('taken');
      await storage.agents.add(agent('two'));
      expect(await storage.agents.change('id-two', { email: 'one@contoso.com' })).toBe('taken');
      expect(await storage.agents.change('id-two', { oidc })).toBe('taken');
      expect(await storage.agents.read('id-two')).toEqual(agent('two'));
    });

    test('a change leaves the rest as it is', async () => {
      await storage.agents.add(agent('one'));
      expect(await storage.agents.change('id-one', { name: 'Other', role: 'supervisor' })).toEqual(
        agent('one', { name: 'Other', role: 'supervisor' }),
      );
      expect(await storage.agents.change('nobody', { name: 'Other' })).toBeNull();
    });

    test('a session leads to its agent until it is ended', async () => {
      await storage.agents.add(agent('one'));
      await storage.agents.openSession(session('a', 'id-one'));
      await storage.agents.sessionSeen('a', T1);
      expect(await storage.agents.readSession('a')).toEqual({
        session: session('a', 'id-one', { lastSeenAt: T1 }),
        agent: agent('one'),
      });
      await storage.agents.endSession('a');
      expect(await storage.agents.readSession('a')).toBeNull();
    });

    test.each([
      ['disabled', { disabled: true }, true],
      ['given a new password', { passwordHash: 'other' }, true],
      ['renamed', { name: 'Other' }, false],
    ] as const)('an agent who is %s: whether their sessions end', async (_what, change, ends) => {
      await storage.agents.add(agent('one'));
      await storage.agents.add(agent('two'));
      await storage.agents.openSession(session('a', 'id-one'));
      await storage.agents.openSession(session('b', 'id-two'));
      await storage.agents.change('id-one', change);
      expect((await storage.agents.readSession('a')) === null).toBe(ends);
      expect(await storage.agents.readSession('b')).not.toBeNull();
    });

    test('old sessions go, by their end and by their last use', async () => {
      await storage.agents.add(agent('one'));
      await storage.agents.openSession(session('expired', 'id-one', { expiresAt: T0, lastSeenAt: T2 }));
      await storage.agents.openSession(session('idle', 'id-one', { lastSeenAt: T0 }));
      await storage.agents.openSession(session('used', 'id-one', { lastSeenAt: T2 }));
      await storage.agents.removeSessions(T1, T1);
      const left = await Promise.all(
        ['expired', 'idle', 'used'].map((hash) => storage.agents.readSession(hash)),
      );
      expect(left.map((one) => one !== null)).toEqual([false, false, true]);
    });
  });
}
