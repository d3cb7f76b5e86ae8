import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CaseChange, type CaseRecord, type CaseRow, eventCursor } from '../../src/storage/caseStore.js';
import { removeRecordsOf } from '../../src/storage/removeRecordsOf.js';
import { conversationKey, type LeasedTurn, type Storage } from '../../src/storage/storage.js';
import {
  conversation,
  identity,
  inbound,
  reply,
  type StorageDriver,
  T0,
  T1,
  T2,
  writes,
} from './storageContract.js';

function rowOf(caseId: string, more: Partial<CaseRow> = {}): CaseRow {
  return {
    ...{
      caseId,
      reference: `TD-${caseId}`,
      conversation,
      person: 'msteams/u1',
      status: 'queued',
      open: true,
    },
    ...{ queue: 'support', hub: 'desk', agentId: null, openedAt: T0, firstClaimedAt: null, endedAt: null },
    ...{ dueAt: null, search: '', state: { of: caseId }, identity, conversationReference: { user: 'u1' } },
    ...more,
  };
}

function opening(caseId: string, more: Partial<CaseRow> = {}): CaseChange {
  return { seen: 0, row: rowOf(caseId, more), events: [{ type: 'opened', at: T0 }], entries: [] };
}

function next(record: CaseRecord | null, more: Partial<CaseRow> = {}, type = 'changed'): CaseChange {
  if (record === null) throw new Error('there is no such case');
  const { version, ...row } = record;
  return { seen: version, row: { ...row, ...more }, events: [{ type, at: T1 }], entries: [] };
}

const told = (dedupeKey: string) => inbound(dedupeKey, { direction: 'internal' });
const elsewhere = (n: number) => ({ conversation: conversationKey('msteams', `c${n}`) });

/** What every driver must do with handoff cases; the words of the contract are in src/storage/caseStore.ts. */
export function caseContract(name: string, driver: StorageDriver): void {
  describe(`${name} keeps the contract of cases`, () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await driver.open();
    });
    afterEach(async () => {
      await storage.close();
      await driver.clean();
    });

    const change = (given: CaseChange) => storage.cases.change(given);
    const read = (caseId: string) => storage.cases.read(caseId);

    describe('a change', () => {
      test('is read back whole, with the number of its events', async () => {
        const events = [
          { type: 'opened', at: T0 },
          { type: 'queued', at: T1 },
        ];
        const row = rowOf('a', { agentId: 'x', firstClaimedAt: T1, endedAt: T2, dueAt: T2, search: 'lỗi' });
        expect(await change({ ...opening('a'), row, events })).toEqual({ outcome: 'changed', accepted: [] });
        expect(await read('a')).toEqual({ ...row, version: 2 });
        expect(await read('b')).toBeNull();
      });

      test('decided on an older version writes nothing', async () => {
        await change(opening('a'));
        const stale = next(await read('a'), { agentId: 'lost', status: 'claimed' });
        await change(next(await read('a'), { agentId: 'first', status: 'claimed' }));
        expect(await change({ ...stale, entries: [told('lost')] })).toEqual({ outcome: 'conflict' });
        expect(await read('a')).toMatchObject({ agentId: 'first', version: 2 });
        expect(await storage.cases.events('a', 0, 9)).toHaveLength(2);
        expect(await storage.lastSeq(conversation)).toBe(0);
        expect(await change(opening('a'))).toEqual({ outcome: 'conflict' });
      });

      test('of a case that is gone is a conflict', async () => {
        expect(await change({ ...opening('a'), seen: 3 })).toEqual({ outcome: 'conflict' });
        expect(await read('a')).toBeNull();
      });

      test('queues the turns of its entries', async () => {
        await change(opening('a'));
        const entries = [told('told 1'), told('told 2')];
        const changed = await change({ ...next(await read('a')), entries });
        expect(changed).toMatchObject({ accepted: [{ seq: 1, duplicate: false }, { seq: 2 }] });
        expect(await storage.conversationsWithTurns()).toEqual([conversation]);
        expect(await storage.wasAccepted(conversation, 'told 2')).toBe(true);
      });

      test('whose entry is known already is refused whole', async () => {
        await change(opening('a'));
        await storage.accept(told('known'));
        const entries = [told('new'), told('known')];
        await expect(change({ ...next(await read('a'), { agentId: 'x' }), entries })).rejects.toThrow(
          'known',
        );
        expect(await read('a')).toMatchObject({ agentId: null, version: 1 });
        expect(await storage.cases.events('a', 0, 9)).toHaveLength(1);
        expect(await storage.wasAccepted(conversation, 'new')).toBe(false);
      });
    });

    describe('a conversation', () => {
      test('has one open case at most', async () => {
        await change(opening('a'));
        expect(await change(opening('b'))).toEqual({ outcome: 'conflict' });
        expect(await change(opening('c', elsewhere(2)))).toMatchObject({ outcome: 'changed' });
        await change(next(await read('a'), { open: false, status: 'resolved', endedAt: T1 }));
        expect(await change(opening('b', { openedAt: T1 }))).toMatchObject({ outcome: 'changed' });
        expect(await change(next(await read('a'), { open: true }))).toEqual({ outcome: 'conflict' });
      });

      test('tells its open case and its newest', async () => {
        expect(await storage.cases.openOf(conversation)).toBeNull();
        expect(await storage.cases.latestOf(conversation)).toBeNull();
        await change(opening('a'));
        expect(await storage.cases.openOf(conversation)).toMatchObject({ caseId: 'a' });
        await change(next(await read('a'), { open: false }));
        expect(await storage.cases.openOf(conversation)).toBeNull();
        expect(await storage.cases.latestOf(conversation)).toMatchObject({ caseId: 'a' });
        // Within the same millisecond.
        await change(opening('0'));
        expect(await storage.cases.latestOf(conversation)).toMatchObject({ caseId: '0' });
      });
    });

    describe('events', () => {
      test('stand behind the entry that was the last when they happened', async () => {
        await storage.accept(inbound('m1'));
        await change(opening('a'));
        await change({ ...next(await read('a')), entries: [told('t1'), told('t2')] });
        await change(next(await read('a'), {}, 'last'));
        const events = await storage.cases.events('a', 0, 9);
        expect(events.map(({ n, seq, at }) => [n, seq, at])).toEqual([
          [1, 1, T0],
          [2, 1, T1],
          [3, 3, T1],
        ]);
        expect(events[2]?.event).toEqual({ type: 'last', at: T1 });
      });

      test('are read from one on, bounded', async () => {
        const events = Array.from({ length: 5 }, (_, at) => ({ type: `e${at + 1}`, at: T0 }));
        await change({ ...opening('a'), events });
        expect((await storage.cases.events('a', 1, 2)).map(({ n }) => n)).toEqual([2, 3]);
        expect(await storage.cases.events('a', 5, 2)).toEqual([]);
      });
    });

    test('what is due is told oldest first, of open cases alone', async () => {
      expect(await storage.cases.earliestDue()).toBeNull();
      await change(opening('late', { ...elsewhere(1), dueAt: T2 }));
      await change(opening('second', { ...elsewhere(2), dueAt: T1 }));
      await change(opening('first', { ...elsewhere(3), dueAt: T0 }));
      await change(opening('never', elsewhere(4)));
      await change(opening('ended', { ...elsewhere(5), open: false, dueAt: T0 }));
      const due = async (limit: number) => (await storage.cases.due(T1, limit)).map(({ caseId }) => caseId);
      expect(await due(9)).toEqual(['first', 'second']);
      expect(await due(1)).toEqual(['first']);
      expect(await storage.cases.earliestDue()).toBe(T0);
      await change(next(await read('first'), { dueAt: null }));
      expect(await storage.cases.earliestDue()).toBe(T1);
    });

    test('who has open cases of a hub is told once each', async () => {
      await change(opening('a', { ...elsewhere(1), agentId: 'x' }));
      await change(opening('b', { ...elsewhere(2), agentId: 'x' }));
      await change(opening('c', { ...elsewhere(3), agentId: 'w' }));
      await change(opening('d', { ...elsewhere(4), agentId: 'y', hub: 'teams' }));
      await change(opening('e', { ...elsewhere(5), agentId: 'z', open: false }));
      await change(opening('f', elsewhere(6)));
      expect(await storage.cases.holders('desk')).toEqual(['w', 'x']);
      expect(await storage.cases.holders('none')).toEqual([]);
    });

    test('waits are those of the latest claims of a queue', async () => {
      await change(opening('a', { ...elsewhere(1), firstClaimedAt: T2 }));
      await change(opening('b', { ...elsewhere(2), firstClaimedAt: T1 }));
      await change(opening('c', elsewhere(3)));
      await change(opening('d', { ...elsewhere(4), queue: 'other', firstClaimedAt: T1 }));
      const night = { of: 'e', standing: { opensAt: T1 } };
      await change(opening('e', { ...elsewhere(5), firstClaimedAt: T2, state: night }));
      expect(await storage.cases.waits('support', T0, 9)).toEqual([20_000, 10_000]);
      expect(await storage.cases.waits('support', T0, 1)).toEqual([20_000]);
      expect(await storage.cases.waits('support', T2, 9)).toEqual([20_000]);
      expect(await storage.cases.waits('none', T0, 9)).toEqual([]);
    });

    test('before a case wait those that came into its queue earlier', async () => {
      const since = (queuedAt: string) => ({ state: { queuedAt } });
      await change(opening('a', { ...elsewhere(1), ...since(T0) }));
      await change(opening('b', { ...elsewhere(2), ...since(T1) }));
      await change(opening('c', { ...elsewhere(3), ...since(T0), status: 'claimed' }));
      await change(opening('d', { ...elsewhere(4), ...since(T0), open: false, endedAt: T1 }));
      await change(opening('e', { ...elsewhere(5), ...since(T0), queue: 'other' }));
      expect(await storage.cases.waitingBefore('support', T0)).toBe(0);
      expect(await storage.cases.waitingBefore('support', T1)).toBe(1);
      expect(await storage.cases.waitingBefore('support', T2)).toBe(2);
      expect(await storage.cases.firstWaiting('support')).toMatchObject({ caseId: 'a' });
      expect(await storage.cases.firstWaiting('other')).toMatchObject({ caseId: 'e' });
      expect(await storage.cases.firstWaiting('none')).toBeNull();
    });

    describe('a list', () => {
      beforeEach(async () => {
        const claimed = { agentId: 'x', status: 'claimed', person: 'p2' };
        await change(opening('a', { ...elsewhere(1), search: 'td-1 the trust relationship' }));
        await change(opening('b', { ...elsewhere(2), openedAt: T1, search: 'td-2 100%', ...claimed }));
        await change(opening('c', { ...elsewhere(3), openedAt: T2, open: false, queue: 'other' }));
      });
      const ids = async (query: object) =>
        (await storage.cases.list({ limit: 9, ...query })).map(({ caseId }) => caseId);

      test('is newest first and bounded', async () => {
        expect(await ids({})).toEqual(['c', 'b', 'a']);
        expect(await ids({ limit: 2 })).toEqual(['c', 'b']);
        expect(await ids({ before: { openedAt: T1, caseId: 'b' } })).toEqual(['a']);
      });

      test('gives each case once, page by page, also when many were opened in the same millisecond', async () => {
        for (let n = 10; n < 20; n += 1) await change(opening(`t${n}`, { ...elsewhere(n), openedAt: T1 }));
        const seen: string[] = [];
        let page = await storage.cases.list({ limit: 3 });
        while (page.length > 0) {
          seen.push(...page.map(({ caseId }) => caseId));
          const before = page.at(-1);
          page = await storage.cases.list({ limit: 3, ...(before && { before }) });
        }
        expect(seen).toHaveLength(13);
        expect(new Set(seen).size).toBe(13);
        expect(seen).toEqual(await ids({ limit: 99 }));
      });

      test('is narrowed by each part of the query, and by all together', async () => {
        expect(await ids({ open: true })).toEqual(['b', 'a']);
        expect(await ids({ open: false })).toEqual(['c']);
        expect(await ids({ queue: 'other' })).toEqual(['c']);
        expect(await ids({ agentId: 'x' })).toEqual(['b']);
        expect(await ids({ person: 'p2' })).toEqual(['b']);
        expect(await ids({ open: true, queue: 'other' })).toEqual([]);
      });

      test('finds all words, as they stand', async () => {
        expect(await ids({ words: ['td-'] })).toEqual(['b', 'a']);
        expect(await ids({ words: ['relationship', 'trust'] })).toEqual(['a']);
        expect(await ids({ words: ['trust', '100%'] })).toEqual([]);
        expect(await ids({ words: ['0%'] })).toEqual(['b']);
        expect(await ids({ words: ["' OR 1=1 --"] })).toEqual([]);
      });
    });

    test('a case lags behind a cursor until that has come to its last event', async () => {
      await change(opening('a', elsewhere(1)));
      await change(opening('b', { ...elsewhere(2), openedAt: T1 }));
      await change(opening('c', { ...elsewhere(3), openedAt: T2, open: false, endedAt: T1 }));
      const lagging = async (endedAfter: string, limit = 9) =>
        (await storage.cases.lagging('mail', endedAfter, limit)).map(({ caseId }) => caseId);
      expect(await lagging(T1)).toEqual(['a', 'b', 'c']);
      expect(await lagging(T1, 1)).toEqual(['a']);
      expect(await lagging(T2)).toEqual(['a', 'b']);
      await storage.cases.moveCursor('a', 'mail', 1);
      await storage.cases.moveCursor('b', 'agent', 1);
      expect(await lagging(T2)).toEqual(['b']);
    });

    test('a cursor never goes back, and is nobody else’s', async () => {
      await change(opening('a'));
      await storage.cases.moveCursor('a', 'agent', 5);
      await storage.cases.moveCursor('a', 'agent', 3);
      await storage.cases.moveCursor('a', 'person', 1);
      await storage.cases.moveCursor('gone', 'agent', 1);
      expect(await storage.cases.cursors('a')).toEqual({ agent: 5, person: 1 });
      expect(await storage.cases.cursors('gone')).toEqual({});
    });

    describe('a hub', () => {
      const behind = async () => (await storage.cases.behind('webhook', T0, 9)).map(({ caseId }) => caseId);

      test('is behind with the open cases of its queues, and with those of whose events it knows not all', async () => {
        await change(opening('own', { ...elsewhere(1), hub: 'webhook', openedAt: T1 }));
        await change(opening('desk', elsewhere(2)));
        await change(opening('gone', { ...elsewhere(3), hub: 'webhook' }));
        await storage.cases.moveCursor('gone', eventCursor('webhook'), 1);
        await change(next(await read('gone'), { hub: 'desk' }));
        expect(await behind()).toEqual(['gone', 'own']);
        await storage.cases.moveCursor('gone', eventCursor('webhook'), 2);
        expect(await behind()).toEqual(['own']);
      });

      test('is behind with a case that has ended, unless that was long ago or it never knew of it', async () => {
        for (const [caseId, endedAt] of [
          ['late', T1],
          ['old', T0],
          ['unknown', T1],
        ] as const) {
          await change(opening(caseId, { ...elsewhere(caseId.length), hub: 'webhook' }));
          if (caseId !== 'unknown') await storage.cases.moveCursor(caseId, eventCursor('webhook'), 1);
          await change(next(await read(caseId), { open: false, endedAt }));
        }
        expect(await behind()).toEqual(['late']);
      });

      test('keeps the first thread of a case, and finds the case by it', async () => {
        await change(opening('a'));
        await storage.cases.keepThread('teams', 'a', '17');
        await storage.cases.keepThread('teams', 'a', '18');
        await storage.cases.keepThread('teams', 'none', '19');
        expect(await storage.cases.threadOf('teams', 'a')).toBe('17');
        expect(await storage.cases.threadOf('webhook', 'a')).toBeNull();
        expect(await storage.cases.caseOfThread('teams', '17')).toBe('a');
        for (const thread of ['18', '19'])
          expect(await storage.cases.caseOfThread('teams', thread)).toBeNull();
      });
    });

    describe('a turn', () => {
      async function turnOf(key: string): Promise<LeasedTurn> {
        await storage.accept(inbound(key));
        const turn = await storage.leaseTurn(conversation, 'one', T0, T1);
        if (!turn) throw new Error('no turn to lease');
        return turn;
      }

      test('commits what it does to its case with its replies, the events before them', async () => {
        const turn = await turnOf('m1');
        const committed = await storage.commitTurn(
          writes(turn, { cases: [opening('a')], outgoing: [reply('r1')] }),
        );
        expect(committed).toMatchObject({ outcome: 'committed', entries: [{ seq: 2 }] });
        expect(await storage.cases.openOf(conversation)).toMatchObject({ caseId: 'a', version: 1 });
        expect((await storage.cases.events('a', 0, 9))[0]?.seq).toBe(1);
      });

      const before = {
        'opened one': async () => null,
        'changed it': async () => {
          await change(opening('a'));
          return { caseId: 'a', version: 1 };
        },
        'ended it': async () => {
          await change(opening('a'));
          return { caseId: 'a', version: 1 };
        },
      };
      const meanwhile = {
        'opened one': () => change(opening('a')),
        'changed it': async () => change(next(await read('a'), { agentId: 'x' })),
        'ended it': async () => change(next(await read('a'), { open: false })),
      };

      test.each(['opened one', 'changed it', 'ended it'] as const)(
        'is to run again, with nothing kept, when somebody %s meanwhile',
        async (what) => {
          const seenCase = await before[what]();
          const turn = await turnOf('m1');
          await meanwhile[what]();
          const probeJobs = [{ jobId: 'j1', conversation, request: {}, reference: {} }];
          const lost = writes(turn, {
            ...{ seenCase, probeJobs, outgoing: [reply('lost')], state: new Map([['k', { lost: true }]]) },
            person: { personKey: 'p', locale: 'fr' },
          });
          expect(await storage.commitTurn(lost)).toEqual({ outcome: 'case-changed' });
          expect(await storage.lastSeq(conversation)).toBe(1);
          expect((await storage.readState(['k'])).size).toBe(0);
          expect(await storage.readPerson('p')).toBeNull();
          expect(await storage.pendingProbeJobs()).toEqual([]);
          expect(await storage.nextOutboxItem(conversation)).toBeNull();
          const open = await storage.cases.openOf(conversation);
          const seen = open === null ? null : { caseId: open.caseId, version: open.version };
          // The lease still holds.
          expect(await storage.commitTurn(writes(turn, { seenCase: seen }))).toMatchObject({
            outcome: 'committed',
          });
        },
      );

      test('is to run again as well when the ended case that it changes was changed meanwhile', async () => {
        await change(opening('a', { open: false, status: 'resolved' }));
        const turn = await turnOf('m1');
        const late = next(await read('a'), {}, 'outcome');
        await change(next(await read('a'), {}, 'noted'));
        const lost = writes(turn, { cases: [late], outgoing: [reply('r')] });
        expect(await storage.commitTurn(lost)).toEqual({ outcome: 'case-changed' });
        expect(await storage.lastSeq(conversation)).toBe(1);
        const again = writes(turn, { cases: [next(await read('a'), {}, 'outcome')] });
        expect(await storage.commitTurn(again)).toMatchObject({ outcome: 'committed' });
      });

      test('that would open a second case commits nothing at all', async () => {
        await change(opening('a'));
        const turn = await turnOf('m1');
        const seenCase = { caseId: 'a', version: 1 };
        await expect(
          storage.commitTurn(writes(turn, { seenCase, cases: [opening('b')], outgoing: [reply('r')] })),
        ).rejects.toThrow('conflict');
        expect(await storage.lastSeq(conversation)).toBe(1);
        expect(await storage.commitTurn(writes(turn, { seenCase }))).toMatchObject({ outcome: 'committed' });
      });

      test('that is given up says nothing while a human has the conversation', async () => {
        await change(opening('a', { agentId: 'x' }));
        const parked = { apology: [reply('sorry')], error: 'boom', response: null, at: T1 };
        expect(await storage.parkTurn(await turnOf('m1'), parked)).toEqual([]);
        expect(await storage.lastSeq(conversation)).toBe(1);
        await change(next(await read('a'), { agentId: null }));
        expect(await storage.parkTurn(await turnOf('m2'), parked)).toHaveLength(1);
        expect(await storage.conversationsWithTurns()).toEqual([]);
      });
    });

    describe('what waits to be sent', () => {
      const r1 = reply('r1');
      const said = [
        r1,
        reply('r2', { speaker: 'house' }),
        reply('r1', { kind: 'update' }),
        reply('r1', { kind: 'delete' }),
        reply('r3', { delivery: 'log' }),
      ];
      beforeEach(async () => {
        await storage.accept(inbound('m1'));
        const turn = await storage.leaseTurn(conversation, 'one', T0, T1);
        if (turn) await storage.commitTurn(writes(turn, { outgoing: said }));
      });
      const claim = () => change(opening('a', { agentId: 'x', status: 'claimed' }));

      /** Sends all that waits, and says of each whom it is silenced by. */
      async function drain(): Promise<readonly (string | null)[]> {
        const silenced: (string | null)[] = [];
        for (;;) {
          const item = await storage.nextOutboxItem(conversation);
          if (item === null) return silenced;
          silenced.push(await storage.outboxSilencedBy(item.outboxId));
          await storage.outboxDelivered(item.outboxId, 'channel', T1);
        }
      }

      test('may go while nobody has the conversation', async () => {
        await change(opening('a'));
        await change(opening('b', { ...elsewhere(2), agentId: 'x' }));
        expect(await drain()).toEqual([null, null, null, null]);
      });

      test('is silenced by a human, if it is the bot’s and says something', async () => {
        await claim();
        expect(await drain()).toEqual(['a', null, 'a', null]);
      });

      test('is taken out with the change that keeps its words, or not at all', async () => {
        await claim();
        const item = await storage.nextOutboxItem(conversation);
        const noted = next(await read('a'), {}, 'bot-noted');
        const taken = () => storage.outboxWithheld(item?.outboxId ?? 0, noted);
        await change(next(await read('a')));
        expect(await taken()).toEqual({ outcome: 'conflict' });
        expect(await storage.nextOutboxItem(conversation)).toMatchObject({ id: 'r1', kind: 'send' });
        const again = next(await read('a'), {}, 'bot-noted');
        expect(await storage.outboxWithheld(item?.outboxId ?? 0, again)).toMatchObject({
          outcome: 'changed',
        });
        expect(await storage.nextOutboxItem(conversation)).toMatchObject({ id: 'r2', speaker: 'house' });
        expect((await storage.cases.events('a', 2, 9)).map(({ event }) => event['type'])).toEqual([
          'bot-noted',
        ]);
      });

      test('tells what became of its messages', async () => {
        await claim();
        const item = await storage.nextOutboxItem(conversation);
        await storage.outboxWithheld(item?.outboxId ?? 0, next(await read('a')));
        const second = await storage.nextOutboxItem(conversation);
        await storage.outboxFailed(second?.outboxId ?? 0, '400', null);
        const states = await storage.outboxStates(conversation, 2, 9);
        expect([...states]).toEqual([
          [2, 'withheld'],
          [3, 'given-up'],
        ]);
        expect([...(await storage.outboxStates(conversation, 3, 3)).keys()]).toEqual([3]);
      });
    });

    test('all is there after the death of the process', async () => {
      await storage.accept(inbound('m1'));
      await change(opening('a', { dueAt: T2 }));
      await change({ ...next(await read('a'), { agentId: 'x', status: 'claimed' }), entries: [told('t')] });
      await storage.cases.moveCursor('a', 'agent', 2);
      const record = await read('a');
      const events = await storage.cases.events('a', 0, 9);
      await storage.close();
      storage = await driver.reopen();
      expect(await storage.cases.openOf(conversation)).toEqual(record);
      expect(await storage.cases.events('a', 0, 9)).toEqual(events);
      expect(await storage.cases.cursors('a')).toEqual({ agent: 2 });
      expect(await storage.cases.earliestDue()).toBe(T2);
      expect(await change({ ...next(record), seen: 1 })).toEqual({ outcome: 'conflict' });
    });

    test('forgetting a person takes their cases, events and cursors along, and nobody else’s', async () => {
      const mine = { conversationId: 'd1', userId: 'dl_1', createdAt: T0, started: true };
      const key = conversationKey('directline', 'd1');
      await storage.createDirectLineConversation(mine);
      await change(opening('mine', { conversation: key }));
      await change(opening('other'));
      for (const id of ['mine', 'other']) await storage.cases.moveCursor(id, 'agent', 1);
      for (const id of ['mine', 'other']) await storage.cases.keepThread('teams', id, `thread of ${id}`);
      await removeRecordsOf(storage.records, 'directline/dl_1');
      expect(await read('mine')).toBeNull();
      expect(await storage.cases.events('mine', 0, 9)).toEqual([]);
      expect(await storage.cases.cursors('mine')).toEqual({});
      expect(await storage.cases.threadOf('teams', 'mine')).toBeNull();
      expect(await storage.cases.threadOf('teams', 'other')).toBe('thread of other');
      expect(await storage.cases.events('other', 0, 9)).toHaveLength(1);
      expect(await storage.cases.cursors('other')).toEqual({ agent: 1 });
      expect(await change(next({ ...rowOf('mine', { conversation: key }), version: 1 }))).toEqual({
        outcome: 'conflict',
      });
    });
  });
}
