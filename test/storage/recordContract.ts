import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { removeRecordsOf } from '../../src/storage/removeRecordsOf.js';
import { conversationKey, personKey, type Storage } from '../../src/storage/storage.js';
import { identity, inbound, reply, type StorageDriver, writes } from './storageContract.js';

const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}`;
const at = (n: number) => `${day(n)}T08:00:00.000Z`;
const c1 = conversationKey('msteams', 'c1');
const c2 = conversationKey('msteams', 'c2');
const u1 = personKey('msteams', 'u1');
const ample = { inConversation: 1_000, inAll: 1_000 };

/** What every driver must do with records that go; the words of the contract are in src/storage/recordStore.ts. */
export function recordContract(name: string, driver: StorageDriver): void {
  describe(`${name} keeps the contract of records`, () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await driver.open();
    });
    afterEach(async () => {
      await storage.close();
      await driver.clean();
    });

    /** A message and the bot's answer to it, both done with. */
    async function exchange(conversation: string, dedupeKey: string, n: number, user = 'u1') {
      const activity = { type: 'message', text: `words ${dedupeKey}`, from: { id: user } };
      await storage.accept(inbound(dedupeKey, { conversation, activity, receivedAt: at(n) }));
      const turn = await storage.leaseTurn(conversation, 'one', at(n), at(n + 1));
      if (turn === null) throw new Error('no turn');
      const person = { personKey: personKey('msteams', user), locale: 'fr' };
      const state = new Map([[`state ${conversation}`, { standsOn: 'root@1' }]]);
      await storage.commitTurn(
        writes(turn, { person, state, outgoing: [reply(`r ${dedupeKey}`)], at: at(n) }),
      );
      const item = await storage.nextOutboxItem(conversation);
      await storage.outboxDelivered(item?.outboxId ?? 0, 'theirs', at(n));
    }

    async function openCase(caseId: string, conversation: string, n: number, end: number | null) {
      const row = {
        ...{ caseId, reference: `TD-${caseId}`, conversation, person: u1, queue: 'support', hub: 'desk' },
        ...{ status: end === null ? 'queued' : 'resolved', open: end === null, agentId: null, dueAt: null },
        ...{ openedAt: at(n), firstClaimedAt: null, endedAt: end === null ? null : at(end), search: '' },
        ...{ state: {}, identity, conversationReference: {} },
      };
      await storage.cases.change({ seen: 0, row, events: [{ type: 'requested', at: at(n) }], entries: [] });
      await storage.cases.moveCursor(caseId, 'agent', 1);
    }

    const known = async (more = {}) =>
      (await storage.records.conversations({ limit: 99, ...more })).map(({ conversation }) => conversation);

    async function drain(remove: () => Promise<number>): Promise<readonly number[]> {
      const slices: number[] = [];
      for (let gone = await remove(); gone > 0; gone = await remove()) slices.push(gone);
      return slices;
    }

    test('a conversation is known from its first day to its last, with its people', async () => {
      await exchange(c1, 'a', 1);
      await exchange(c1, 'b', 3, 'u2');
      await exchange(c2, 'a', 2);
      expect(await storage.records.conversation(c1)).toEqual({
        ...{ conversation: c1, firstDay: day(1), lastDay: day(3), people: [u1, personKey('msteams', 'u2')] },
      });
      expect(await storage.records.conversation('msteams/none')).toBeNull();
      expect(await known()).toEqual([c1, c2]);
      expect(await known({ limit: 1 })).toEqual([c1]);
      expect(await known({ person: personKey('msteams', 'u2') })).toEqual([c1]);
    });

    test('one that was begun on our own channel is known before anything is said', async () => {
      const begun = { conversationId: 'd1', userId: 'dl_1', createdAt: at(1), started: false };
      await storage.createDirectLineConversation(begun);
      expect(await known({ person: personKey('directline', 'dl_1') })).toEqual([
        conversationKey('directline', 'd1'),
      ]);
      await drain(() => storage.records.removeIdle(day(2), 9));
      expect(await storage.readDirectLineConversation('d1')).toBeNull();
    });

    test('idle conversations go whole, in slices, and their people with their last one', async () => {
      await exchange(c1, 'a', 1);
      await exchange(c2, 'a', 5);
      await exchange('msteams/c3', 'a', 1, 'u3');
      await openCase('ended', c1, 1, 1);
      await storage.saveAttachments(c1, [{ id: 'f', name: 'f', bytes: Buffer.from('f') }], ample, at(1));
      const slices = await drain(() => storage.records.removeIdle(day(5), 3));
      expect(slices.length).toBeGreaterThan(2);
      expect(await known()).toEqual([c2]);
      expect(await storage.readLog(c1, 0, 9)).toEqual([]);
      expect((await storage.readState([`state ${c1}`])).size).toBe(0);
      expect(await storage.readAttachment(c1, 'f')).toBeNull();
      expect(await storage.cases.read('ended')).toBeNull();
      expect(await storage.cases.events('ended', 0, 9)).toEqual([]);
      expect(await storage.wasAccepted(c1, 'a')).toBe(false);
      expect(await storage.readPerson(u1)).toMatchObject({ locale: 'fr' });
      expect(await storage.readPerson(personKey('msteams', 'u3'))).toBeNull();
      expect(await storage.readLog(c2, 0, 9)).toHaveLength(2);
    });

    test('a busy conversation stays, however old', async () => {
      await exchange(c1, 'a', 1);
      await openCase('open', c1, 1, null);
      await exchange(c2, 'a', 1);
      await storage.accept(inbound('waits', { conversation: c2, receivedAt: at(1) }));
      expect(await drain(() => storage.records.removeIdle(day(9), 99))).toEqual([]);
      expect(await drain(() => storage.records.trimOld(day(9), 99))).toEqual([]);
      expect(await known()).toHaveLength(2);
    });

    test('of a conversation that goes on, what is old goes and its numbering does not', async () => {
      for (const n of [1, 2, 6]) await exchange(c1, String(n), n);
      await exchange(c1, '7', 7, 'u2');
      await openCase('old', c1, 1, 2);
      await openCase('young', c1, 1, 6);
      const slices = await drain(() => storage.records.trimOld(day(5), 3));
      expect(slices.length).toBeGreaterThan(2);
      expect((await storage.readLog(c1, 0, 99)).map(({ seq }) => seq)).toEqual([5, 6, 7, 8]);
      expect(await storage.wasAccepted(c1, '2')).toBe(false);
      expect(await storage.wasAccepted(c1, '6')).toBe(true);
      expect([...(await storage.outboxStates(c1, 0, 99)).keys()]).toEqual([6, 8]);
      expect(await storage.cases.read('old')).toBeNull();
      expect(await storage.cases.read('young')).not.toBeNull();
      expect((await storage.readState([`state ${c1}`])).size).toBe(1);
      expect(await storage.records.conversation(c1)).toMatchObject({
        firstDay: day(6),
        people: [u1, expect.anything()],
      });
      await drain(() => storage.records.trimOld(day(7), 99));
      expect(await storage.records.conversation(c1)).toMatchObject({ people: [personKey('msteams', 'u2')] });
      expect(await storage.readPerson(u1)).toBeNull();
    });

    test('the records of one person go, with conversations that others were in', async () => {
      await exchange(c1, 'a', 1);
      await exchange(c1, 'b', 1, 'u2');
      await exchange(c2, 'a', 1, 'u2');
      expect(await removeRecordsOf(storage.records, u1)).toEqual([c1]);
      expect(await known()).toEqual([c2]);
      expect(await storage.readPerson(u1)).toBeNull();
      expect(await storage.readPerson(personKey('msteams', 'u2'))).not.toBeNull();
      expect(await removeRecordsOf(storage.records, u1)).toEqual([]);
    });

    test('files go by their own age, a few at a time', async () => {
      const files = ['f', 'g', 'h'].map((id) => ({ id, name: id, bytes: Buffer.from(id) }));
      await storage.saveAttachments(c1, files, ample, at(1));
      await storage.saveAttachments(c1, [{ id: 'i', name: 'i', bytes: Buffer.from('i') }], ample, at(2));
      expect(await storage.records.attachmentIds(c1)).toEqual(['f', 'g', 'h', 'i']);
      expect(await drain(() => storage.records.removeAttachmentsBefore(at(2), 2))).toEqual([2, 1]);
      expect(await storage.readAttachment(c1, 'i')).not.toBeNull();
    });

    test('tree versions are listed by when they were last stored, and states read page by page', async () => {
      await storage.saveTreeVersion('a@1', { tree: 1 }, at(1));
      await storage.saveTreeVersion('b@1', { tree: 1 }, at(1));
      await storage.saveTreeVersion('b@1', { tree: 1 }, at(3));
      expect(await storage.records.treeVersionsBefore(at(2))).toEqual(['a@1']);
      await storage.records.removeTreeVersion('a@1', at(2));
      await storage.records.removeTreeVersion('b@1', at(2));
      expect(await storage.readTreeVersion('a@1')).toBeNull();
      expect(await storage.readTreeVersion('b@1')).not.toBeNull();
      await exchange(c1, 'a', 1);
      await exchange(c2, 'a', 1);
      const first = await storage.records.statesAfter('', 1);
      expect(first).toEqual({ states: [{ standsOn: 'root@1' }], after: `state ${c1}` });
      expect(await storage.records.statesAfter(String(first.after), 2)).toMatchObject({ after: null });
    });
  });
}
