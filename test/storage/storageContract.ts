import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { removeRecordsOf } from '../../src/storage/removeRecordsOf.js';
import {
  conversationKey,
  type InboundEntry,
  type KeptAttachment,
  type LeasedTurn,
  type OutgoingActivity,
  personKey,
  type Storage,
  type TurnWrites,
} from '../../src/storage/storage.js';

export interface StorageDriver {
  /** A storage over an empty database. */
  open(): Promise<Storage>;
  /** The same database again, as after the death of the process that had it. */
  reopen(): Promise<Storage>;
  /** Removes what `open` made. */
  clean(): Promise<void>;
}

export const T0 = '2026-03-01T08:00:00.000Z';
export const T1 = '2026-03-01T08:00:10.000Z';
export const T2 = '2026-03-01T08:00:20.000Z';
export const identity = {
  claims: [{ type: 'aud', value: 'app' }],
  audience: 'https://api.botframework.com',
  callerId: null,
};
export const conversation = conversationKey('msteams', 'c1');

export function inbound(dedupeKey: string, more: Partial<InboundEntry> = {}): InboundEntry {
  const activity = { type: 'message', id: dedupeKey, text: `text of ${dedupeKey}` };
  return {
    conversation,
    activity,
    identity,
    dedupeKey,
    direction: 'in',
    mode: 'queued',
    receivedAt: T0,
    ...more,
  };
}

const ample = { inConversation: 1_000, inAll: 1_000 };

function kept(id: string, size = 3): KeptAttachment {
  return { id, name: `${id}.txt`, bytes: Buffer.alloc(size, 'x') };
}

export function reply(id: string, more: Partial<OutgoingActivity> = {}): OutgoingActivity {
  const activity = { type: 'message', id, text: id };
  return { id, kind: 'send', speaker: 'bot', activity, delivery: 'connector', ...more };
}

export function writes(turn: LeasedTurn, more: Partial<TurnWrites> = {}): TurnWrites {
  return {
    turnId: turn.turnId,
    conversation: turn.conversation,
    fence: turn.fence,
    state: new Map(),
    outgoing: [],
    probeJobs: [],
    seenCase: null,
    cases: [],
    cancelledJobs: [],
    person: null,
    response: null,
    at: T1,
    ...more,
  };
}

/** What every driver must do; the words of the contract are in src/storage/storage.ts. */
export function storageContract(name: string, driver: StorageDriver): void {
  describe(`${name} keeps the storage contract`, () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await driver.open();
    });
    afterEach(async () => {
      await storage.close();
      await driver.clean();
    });

    async function lease(owner = 'one', now = T0, until = T1, of = conversation): Promise<LeasedTurn> {
      const turn = await storage.leaseTurn(of, owner, now, until);
      if (!turn) throw new Error('no turn to lease');
      return turn;
    }

    describe('the log and its turns', () => {
      test('entries are numbered from 1 in each conversation', async () => {
        const other = conversationKey('msteams', 'c2');
        const first = await storage.accept(inbound('a'));
        const second = await storage.accept(inbound('b'));
        const elsewhere = await storage.accept(inbound('a', { conversation: other }));
        expect([first.seq, second.seq, elsewhere.seq]).toEqual([1, 2, 1]);
        expect(await storage.lastSeq(conversation)).toBe(2);
        expect(await storage.lastSeq('msteams/none')).toBe(0);
      });

      test('a repeated dedupe key changes nothing and names the first turn', async () => {
        const first = await storage.accept(inbound('a'));
        const again = await storage.accept(inbound('a'));
        expect(again).toEqual({ turnId: first.turnId, seq: 1, duplicate: true });
        expect(await storage.readLog(conversation, 0, 10)).toHaveLength(1);
      });

      test('the log reads from a watermark, bounded', async () => {
        for (const key of ['a', 'b', 'c', 'd']) await storage.accept(inbound(key));
        const entries = await storage.readLog(conversation, 1, 2);
        expect(entries.map((entry) => entry.seq)).toEqual([2, 3]);
        expect(entries[0]).toEqual({ seq: 2, direction: 'in', activity: inbound('b').activity, at: T0 });
      });

      test('turns are leased oldest first, with their identity and mode', async () => {
        await storage.accept(inbound('a', { mode: 'invoke' }));
        await storage.accept(inbound('b'));
        const turn = await lease();
        expect(turn).toMatchObject({ conversation, seq: 1, mode: 'invoke', tries: 1, identity });
        expect(turn.activity).toEqual(inbound('a').activity);
        expect(await storage.conversationsWithTurns()).toEqual([conversation]);
      });

      test('a leased turn tells whether more wait behind it', async () => {
        await storage.accept(inbound('a'));
        await storage.accept(inbound('b'));
        expect((await lease()).moreWait).toBe(true);
        await storage.commitTurn(writes(await lease()));
        expect((await lease()).moreWait).toBe(false);
      });

      test('a leased turn is nobody else’s until the lease ends', async () => {
        await storage.accept(inbound('a'));
        const first = await lease('one', T0, T1);
        expect(await storage.leaseTurn(conversation, 'two', T0, T2)).toBeNull();
        const second = await lease('two', T1, T2);
        expect(second.tries).toBe(2);
        expect(second.fence).toBeGreaterThan(first.fence);
      });

      test('the owner leases again after a failed run', async () => {
        await storage.accept(inbound('a'));
        await lease('one', T0, T1);
        expect((await lease('one', T0, T1)).tries).toBe(2);
      });

      test('an empty conversation has nothing to lease', async () => {
        expect(await storage.leaseTurn(conversation, 'one', T0, T1)).toBeNull();
        expect(await storage.conversationsWithTurns()).toEqual([]);
      });
    });

    describe('a commit', () => {
      test('writes everything at once', async () => {
        await storage.accept(inbound('a'));
        const turn = await lease();
        const result = await storage.commitTurn(
          writes(turn, {
            state: new Map([['state/1', { step: 1 }]]),
            outgoing: [reply('r1'), reply('r2', { delivery: 'log' })],
            person: { personKey: 'msteams/u1', locale: 'vi' },
            probeJobs: [
              { jobId: 'j1', conversation, request: { host: 'mail.contoso.com' }, reference: { a: 1 } },
            ],
          }),
        );
        const entries = result.outcome === 'committed' ? result.entries : [];
        expect(entries.map(({ seq, direction }) => [seq, direction])).toEqual([
          [2, 'out'],
          [3, 'out'],
        ]);
        expect(await storage.readLog(conversation, 1, 10)).toEqual(entries);
        expect((await storage.readState(['state/1', 'state/2'])).get('state/1')).toEqual({ step: 1 });
        expect(await storage.readPerson('msteams/u1')).toMatchObject({ locale: 'vi' });
        expect(await storage.pendingProbeJobs()).toHaveLength(1);
        expect(await storage.nextOutboxItem(conversation)).toMatchObject({ id: 'r1' });
        expect(await storage.leaseTurn(conversation, 'one', T1, T2)).toBeNull();
      });

      test('with a stale fence writes nothing', async () => {
        await storage.accept(inbound('a'));
        const stale = await lease('one', T0, T1);
        const current = await lease('two', T1, T2);
        const lost = await storage.commitTurn(
          writes(stale, {
            state: new Map([['state/1', { lost: true }]]),
            outgoing: [reply('lost')],
            person: { personKey: 'msteams/u1', locale: 'fr' },
          }),
        );
        expect(lost).toEqual({ outcome: 'taken-over' });
        expect((await storage.readState(['state/1'])).size).toBe(0);
        expect(await storage.readPerson('msteams/u1')).toBeNull();
        expect(await storage.nextOutboxItem(conversation)).toBeNull();
        expect(await storage.lastSeq(conversation)).toBe(1);
        expect(await storage.commitTurn(writes(current))).toMatchObject({ outcome: 'committed' });
      });

      test('happens once', async () => {
        await storage.accept(inbound('a'));
        const turn = await lease();
        await storage.commitTurn(writes(turn, { outgoing: [reply('r1')] }));
        expect(await storage.commitTurn(writes(turn, { outgoing: [reply('r1')] }))).toEqual({
          outcome: 'taken-over',
        });
        expect(await storage.lastSeq(conversation)).toBe(2);
      });

      test('null deletes a state document', async () => {
        await storage.accept(inbound('a'));
        await storage.commitTurn(writes(await lease(), { state: new Map([['k', { a: 1 }]]) }));
        await storage.accept(inbound('b'));
        await storage.commitTurn(writes(await lease(), { state: new Map([['k', null]]) }));
        expect((await storage.readState(['k'])).size).toBe(0);
      });

      test('keeps the held response', async () => {
        const { turnId } = await storage.accept(inbound('a', { mode: 'invoke' }));
        expect(await storage.turnResponse(turnId)).toBeNull();
        const response = { status: 200, body: { ok: true } };
        await storage.commitTurn(writes(await lease(), { response }));
        expect(await storage.turnResponse(turnId)).toEqual(response);
      });
    });

    describe('a parked turn', () => {
      test('makes way for the next and leaves its apology', async () => {
        await storage.accept(inbound('bad'));
        await storage.accept(inbound('good'));
        const parked = { apology: [reply('sorry')], error: 'boom', response: null, at: T1 };
        expect(await storage.parkTurn(await lease(), parked)).toMatchObject([{ seq: 3, direction: 'out' }]);
        expect((await lease()).activity['id']).toBe('good');
        expect(await storage.nextOutboxItem(conversation)).toMatchObject({ id: 'sorry', identity });
      });

      test('with a stale fence is not parked', async () => {
        await storage.accept(inbound('a'));
        const stale = await lease('one', T0, T1);
        await lease('two', T1, T2);
        const parked = { apology: [reply('sorry')], error: 'boom', response: null, at: T1 };
        expect(await storage.parkTurn(stale, parked)).toEqual([]);
        expect(await storage.lastSeq(conversation)).toBe(1);
      });
    });

    describe('after the death of the process', () => {
      test('unfinished turns are leased again once the dead owner is out of the way', async () => {
        await storage.accept(inbound('a'));
        const before = await lease('dead', T0, T2);
        await storage.close();
        storage = await driver.reopen();
        expect(await storage.conversationsWithTurns()).toEqual([conversation]);
        await storage.recoverLeases('alive');
        const after = await lease('alive', T2, '2026-03-01T08:00:30.000Z');
        expect(after).toMatchObject({ turnId: before.turnId, tries: 2 });
        expect(await storage.commitTurn(writes(before))).toEqual({ outcome: 'taken-over' });
        expect(await storage.commitTurn(writes(after))).toMatchObject({ outcome: 'committed' });
      });

      test('what was committed is still there', async () => {
        await storage.accept(inbound('a'));
        await storage.commitTurn(
          writes(await lease(), { outgoing: [reply('r1')], state: new Map([['k', { a: 1 }]]) }),
        );
        await storage.close();
        storage = await driver.reopen();
        expect(await storage.conversationsWithOutbox()).toEqual([conversation]);
        expect((await storage.readState(['k'])).get('k')).toEqual({ a: 1 });
      });
    });

    describe('the outbox', () => {
      async function fill(outgoing: readonly OutgoingActivity[]): Promise<void> {
        const { turnId } = await storage.accept(inbound(`fill ${outgoing[0]?.kind}`));
        const turn = await lease();
        expect(turn.turnId).toBe(turnId);
        await storage.commitTurn(writes(turn, { outgoing }));
      }

      test('gives one item after the other', async () => {
        await fill([reply('r1'), reply('r2')]);
        const first = await storage.nextOutboxItem(conversation);
        expect(first).toMatchObject({ id: 'r1', kind: 'send', tries: 0, dueAt: T1, channelActivityId: null });
        expect(first?.activity).toEqual(reply('r1').activity);
        await storage.outboxDelivered(first?.outboxId ?? 0, 'channel-1', T1);
        const second = await storage.nextOutboxItem(conversation);
        expect(second).toMatchObject({ id: 'r2' });
        await storage.outboxDelivered(second?.outboxId ?? 0, null, T1);
        expect(await storage.nextOutboxItem(conversation)).toBeNull();
        expect(await storage.conversationsWithOutbox()).toEqual([]);
      });

      test('an update knows the channel’s id of our message, and passes a foreign id on', async () => {
        await fill([reply('r1')]);
        await storage.outboxDelivered(
          (await storage.nextOutboxItem(conversation))?.outboxId ?? 0,
          'channel-1',
          T1,
        );
        await fill([reply('r1', { kind: 'update' }), reply('foreign', { kind: 'delete' })]);
        const update = await storage.nextOutboxItem(conversation);
        expect(update).toMatchObject({ kind: 'update', channelActivityId: 'channel-1' });
        await storage.outboxDelivered(update?.outboxId ?? 0, null, T1);
        expect(await storage.nextOutboxItem(conversation)).toMatchObject({
          kind: 'delete',
          channelActivityId: 'foreign',
        });
      });

      test('a failure waits for its time, a given up item lets the next one pass', async () => {
        await fill([reply('r1'), reply('r2'), reply('r1', { kind: 'update' })]);
        const first = await storage.nextOutboxItem(conversation);
        await storage.outboxFailed(first?.outboxId ?? 0, '500', T2);
        expect(await storage.nextOutboxItem(conversation)).toMatchObject({ id: 'r1', tries: 1, dueAt: T2 });
        await storage.outboxFailed(first?.outboxId ?? 0, '400', null);
        const second = await storage.nextOutboxItem(conversation);
        expect(second).toMatchObject({ id: 'r2', tries: 0 });
        await storage.outboxDelivered(second?.outboxId ?? 0, 'channel-2', T2);
        expect(await storage.nextOutboxItem(conversation)).toMatchObject({
          kind: 'update',
          channelActivityId: null,
        });
      });

      test('holds only what goes through a connector', async () => {
        await fill([reply('r1', { delivery: 'log' }), reply('r2', { delivery: 'response' })]);
        expect(await storage.nextOutboxItem(conversation)).toBeNull();
        expect(await storage.lastSeq(conversation)).toBe(3);
      });
    });

    describe('probe jobs', () => {
      const job = {
        jobId: 'j1',
        conversation,
        request: { host: 'mail.contoso.com' },
        reference: { channelId: 'x' },
      };
      const result = inbound('probe j1', { direction: 'internal' });

      beforeEach(async () => {
        await storage.accept(inbound('a'));
        await storage.commitTurn(writes(await lease(), { probeJobs: [job] }));
      });

      test('are pending with their request, identity and tries', async () => {
        await storage.probeJobStarted('j1');
        expect(await storage.pendingProbeJobs()).toEqual([{ ...job, identity, tries: 1 }]);
      });

      test('finish once, with an internal entry that runs a turn', async () => {
        expect(await storage.finishProbeJob('j1', result)).toMatchObject({ seq: 2, duplicate: false });
        expect(await storage.finishProbeJob('j1', inbound('other', { direction: 'internal' }))).toBeNull();
        expect(await storage.pendingProbeJobs()).toEqual([]);
        expect((await lease()).activity).toEqual(result.activity);
        expect((await storage.readLog(conversation, 1, 9)).map((entry) => entry.direction)).toEqual([
          'internal',
        ]);
      });

      test('a cancelled job has no result', async () => {
        await storage.accept(inbound('stop'));
        await storage.commitTurn(writes(await lease(), { cancelledJobs: ['j1'] }));
        expect(await storage.pendingProbeJobs()).toEqual([]);
        expect(await storage.finishProbeJob('j1', result)).toBeNull();
      });

      test('an unknown job has no result', async () => {
        expect(await storage.finishProbeJob('none', result)).toBeNull();
      });
    });

    describe('a person', () => {
      test('keeps what a change does not name', async () => {
        await storage.accept(inbound('a'));
        await storage.commitTurn(writes(await lease(), { person: { personKey: 'p', locale: 'fr' } }));
        await storage.accept(inbound('b'));
        await storage.commitTurn(writes(await lease(), { person: { personKey: 'p' } }));
        expect(await storage.readPerson('p')).toEqual({ locale: 'fr', looks: [] });
        await storage.accept(inbound('c'));
        await storage.commitTurn(writes(await lease(), { person: { personKey: 'p', looks: [1, 2] } }));
        expect(await storage.readPerson('p')).toEqual({ locale: 'fr', looks: [1, 2] });
        await storage.accept(inbound('d'));
        await storage.commitTurn(writes(await lease(), { person: { personKey: 'p', locale: 'vi' } }));
        expect(await storage.readPerson('p')).toEqual({ locale: 'vi', looks: [1, 2] });
        expect(await storage.readPerson('q')).toBeNull();
      });
    });

    describe('Direct Line', () => {
      const mine = { conversationId: 'd1', userId: 'dl_1', createdAt: T0, started: false };
      const key = conversationKey('directline', 'd1');

      test('a conversation starts once', async () => {
        await storage.createDirectLineConversation(mine);
        expect(await storage.readDirectLineConversation('d1')).toEqual(mine);
        expect(await storage.startDirectLineConversation('d1')).toBe(true);
        expect(await storage.startDirectLineConversation('d1')).toBe(false);
        expect(await storage.readDirectLineConversation('d1')).toEqual({ ...mine, started: true });
        expect(await storage.readDirectLineConversation('none')).toBeNull();
      });

      test('forgetting a user leaves nothing of theirs and all of the others', async () => {
        const otherKey = conversationKey('directline', 'd2');
        await storage.createDirectLineConversation(mine);
        await storage.createDirectLineConversation({ ...mine, conversationId: 'd2', userId: 'dl_2' });
        for (const [of, user] of [
          [key, 'dl_1'],
          [otherKey, 'dl_2'],
        ] as const) {
          await storage.accept(inbound('a', { conversation: of }));
          const turn = await lease('one', T0, T1, of);
          const person = { personKey: personKey('directline', user), locale: 'fr' };
          const state = new Map([[`state ${of}`, { a: 1 }]]);
          const probeJobs = [{ jobId: `job ${of}`, conversation: of, request: {}, reference: {} }];
          await storage.commitTurn(writes(turn, { person, state, probeJobs, outgoing: [reply(`r ${of}`)] }));
          await storage.accept(inbound('b', { conversation: of }));
          await storage.saveAttachments(of, [kept('f1')], ample, T0);
        }
        await removeRecordsOf(storage.records, personKey('directline', 'dl_1'));
        expect(await storage.readDirectLineConversation('d1')).toBeNull();
        expect(await storage.readDirectLineConversation('d2')).not.toBeNull();
        expect(await storage.readLog(key, 0, 9)).toEqual([]);
        expect(await storage.lastSeq(otherKey)).toBe(3);
        expect([...(await storage.readState([`state ${key}`, `state ${otherKey}`])).keys()]).toEqual([
          `state ${otherKey}`,
        ]);
        expect(await storage.readPerson(personKey('directline', 'dl_1'))).toBeNull();
        expect(await storage.readPerson(personKey('directline', 'dl_2'))).toMatchObject({ locale: 'fr' });
        expect((await storage.pendingProbeJobs()).map((job) => job.jobId)).toEqual([`job ${otherKey}`]);
        expect(await storage.readAttachment(key, 'f1')).toBeNull();
        expect(await storage.readAttachment(otherKey, 'f1')).not.toBeNull();
        expect(await storage.conversationsWithTurns()).toEqual([otherKey]);
        expect(await storage.conversationsWithOutbox()).toEqual([otherKey]);
      });
    });

    describe('attachments', () => {
      const other = conversationKey('msteams', 'c2');

      test('a file is read back byte for byte, in its own conversation alone', async () => {
        const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
        const file = { id: 'f1', name: 'lỗi.txt', bytes };
        expect(await storage.saveAttachments(conversation, [file, kept('f2', 0)], ample, T0)).toBe('saved');
        expect(await storage.readAttachment(conversation, 'f1')).toEqual(file);
        expect((await storage.readAttachment(conversation, 'f2'))?.bytes).toHaveLength(0);
        expect(await storage.readAttachment(other, 'f1')).toBeNull();
        expect(await storage.readAttachment(conversation, 'f3')).toBeNull();
      });

      test('a file saved again changes nothing and takes no room', async () => {
        const room = { inConversation: 10, inAll: 10 };
        await storage.saveAttachments(conversation, [kept('f1', 10)], room, T0);
        const again = { ...kept('f1', 10), name: 'another.txt' };
        expect(await storage.saveAttachments(conversation, [again], room, T1)).toBe('saved');
        expect((await storage.readAttachment(conversation, 'f1'))?.name).toBe('f1.txt');
      });

      test('what there is no room for is not kept, not even in part', async () => {
        const room = { inConversation: 10, inAll: 15 };
        await storage.saveAttachments(conversation, [kept('f1', 8)], room, T0);
        const both = [kept('f2', 1), kept('f3', 2)];
        expect(await storage.saveAttachments(conversation, both, room, T1)).toBe('conversation-full');
        expect(await storage.readAttachment(conversation, 'f2')).toBeNull();
        expect(await storage.saveAttachments(other, [kept('f1', 8)], room, T1)).toBe('storage-full');
        expect(await storage.saveAttachments(other, [kept('f1', 7)], room, T1)).toBe('saved');
      });

      test('old files go', async () => {
        await storage.saveAttachments(conversation, [kept('f1')], ample, T0);
        await storage.saveAttachments(conversation, [kept('f2')], ample, T1);
        expect(await storage.records.removeAttachmentsBefore(T1, 9)).toBe(1);
        expect(await storage.readAttachment(conversation, 'f1')).toBeNull();
        expect(await storage.readAttachment(conversation, 'f2')).not.toBeNull();
      });
    });

    test('a tree version never changes', async () => {
      await storage.saveTreeVersion('v1', { tree: 1 }, T0);
      await storage.saveTreeVersion('v1', { tree: 2 }, T1);
      expect(await storage.readTreeVersion('v1')).toEqual({ tree: 1 });
      expect(await storage.readTreeVersion('v2')).toBeNull();
    });

    test('a secret is the first candidate for ever', async () => {
      expect(await storage.keepSecret('key', 'first')).toBe('first');
      expect(await storage.keepSecret('key', 'second')).toBe('first');
    });
  });
}
