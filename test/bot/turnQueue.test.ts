import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ConversationState } from 'botbuilder';
import type { RunProbe } from '../../src/bot/probeJobs.js';
import type { TurnMachineryParts } from '../../src/bot/turnMachinery.js';
import type { BotLogic } from '../../src/bot/turnScope.js';
import { openSqliteStorage } from '../../src/storage/sqlite/sqliteStorage.js';
import { ownServiceUrl, said, type TestMachinery, testMachinery } from './testMachinery.js';
import { until } from './until.js';

let folder: string;
const file = () => join(folder, 'trustdesk.db');
const open: TestMachinery[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trustdesk-turns-'));
});
afterEach(async () => {
  for (const machinery of open.splice(0)) {
    await machinery.stop();
    await machinery.storage.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

function machineryOf(logic: BotLogic, more: Partial<TurnMachineryParts> = {}): TestMachinery {
  const machinery = testMachinery(logic, { storage: openSqliteStorage(file()), ...more });
  open.push(machinery);
  return machinery;
}

const message = (text: string, conversationId = 'c1') => said(ownServiceUrl, { text, conversationId });

async function replies(machinery: TestMachinery, conversation = 'test/c1'): Promise<readonly unknown[]> {
  const entries = await machinery.storage.readLog(conversation, 0, 100);
  return entries.filter(({ direction }) => direction === 'out').map(({ activity }) => activity['text']);
}

const echo: BotLogic = async (context) => {
  await context.sendActivity(context.activity.text);
};

function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

describe('order', () => {
  test('two messages at once are answered one after the other', async () => {
    let inside = 0;
    let most = 0;
    const machinery = machineryOf(async (context) => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 5));
      await context.sendActivity(context.activity.text);
      inside -= 1;
    });
    const texts = ['a', 'b', 'c', 'd'];
    await Promise.all(texts.map((text) => machinery.runTurn(message(text))));
    await until('four replies', async () => (await replies(machinery)).length === 4);
    expect(await replies(machinery)).toEqual(texts);
    expect(most).toBe(1);
  });

  test('a slow conversation does not hold the others', async () => {
    const slow = gate();
    const machinery = machineryOf(async (context) => {
      if (context.activity.text === 'slow') await slow.opened;
      await context.sendActivity(context.activity.text);
    });
    await machinery.runTurn(message('slow', 'c1'));
    await machinery.runTurn(message('quick', 'c2'));
    await until('the quick one', async () => (await replies(machinery, 'test/c2')).length === 1);
    expect(await replies(machinery, 'test/c1')).toEqual([]);
    slow.open();
  });

  test('no more conversations at once than allowed, and all of them in the end', async () => {
    let inside = 0;
    let most = 0;
    const logic: BotLogic = async (context) => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 2));
      await context.sendActivity('done');
      inside -= 1;
    };
    const machinery = machineryOf(logic, { limits: { turns: { concurrent: 2 } } });
    const conversations = Array.from({ length: 9 }, (_, index) => `c${index}`);
    for (const id of conversations) await machinery.runTurn(message('go', id));
    await until('all', async () => (await machinery.storage.conversationsWithTurns()).length === 0);
    expect(most).toBe(2);
  });
});

describe('the same activity twice', () => {
  test('runs once', async () => {
    const machinery = machineryOf(echo);
    const entry = message('once');
    const first = await machinery.runTurn(entry);
    const second = await machinery.runTurn(entry);
    expect([first.duplicate, second.duplicate]).toEqual([false, true]);
    await machinery.runTurn(message('next'));
    await until('both', async () => (await replies(machinery)).length === 2);
    expect(await replies(machinery)).toEqual(['once', 'next']);
  });

  test('a repeated invoke gets the first answer, while its turn runs and afterwards', async () => {
    let runs = 0;
    const machinery = machineryOf(async (context) => {
      runs += 1;
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: { run: runs } } });
    });
    const entry = said(ownServiceUrl, { mode: 'invoke' });
    const [first, second] = await Promise.all([machinery.runTurn(entry), machinery.runTurn(entry)]);
    const answers = [await first.response, await second.response];
    const third = await (await machinery.runTurn(entry)).response;
    for (const answer of [...answers, third]) expect(answer).toEqual({ status: 200, body: { run: 1 } });
  });
});

describe('a failing turn', () => {
  test('is run again, and nothing of the failed run is kept', async () => {
    let runs = 0;
    const logic: BotLogic = async (context, turn) => {
      if (context.activity.type !== 'message') return;
      runs += 1;
      const state = new ConversationState(turn.state);
      const seen = state.createProperty<number[]>('seen');
      await seen.set(context, [...(await seen.get(context, [])), runs]);
      await state.saveChanges(context);
      turn.rememberLocale('fr');
      turn.startProbe({ host: `run${runs}.contoso.com` });
      await context.sendActivity(`run ${runs} ${JSON.stringify(await seen.get(context))}`);
      if (runs < 3) throw new Error('boom');
    };
    const probed: unknown[] = [];
    const runProbe: RunProbe = async (request) => {
      probed.push(request['host']);
      return {};
    };
    const machinery = machineryOf(logic, { runProbe });
    await machinery.runTurn(message('go'));
    await until('the probe', () => probed.length >= 1);
    expect(probed).toEqual(['run3.contoso.com']);
    expect(await replies(machinery)).toEqual(['run 3 [3]']);
    expect(await machinery.storage.readPerson('test/user')).toMatchObject({ locale: 'fr' });
  });

  test('is parked after three tries with an apology that tells no error, and the next one runs', async () => {
    let poisoned = 0;
    const machinery = machineryOf(async (context) => {
      if (context.activity.text === 'poison') {
        poisoned += 1;
        await context.sendActivity('never seen');
        throw new Error('secret inner text');
      }
      await context.sendActivity(context.activity.text);
    });
    await machinery.runTurn(message('poison'));
    await machinery.runTurn(message('after'));
    await until('two replies', async () => (await replies(machinery)).length === 2);
    expect(await replies(machinery)).toEqual(['sorry', 'after']);
    expect(poisoned).toBe(3);
    const log = JSON.stringify(await machinery.storage.readLog('test/c1', 0, 100));
    expect(log).not.toContain('secret inner text');
  });

  test('parked in a held response, the caller gets an answer too', async () => {
    const machinery = machineryOf(async () => {
      throw new Error('secret inner text');
    });
    const invoke = await machinery.runTurn(said(ownServiceUrl, { mode: 'invoke' }));
    expect(await invoke.response).toEqual({
      status: 500,
      body: { error: { code: 'turn-failed', message: 'The request could not be worked on.' } },
    });
    const replying = await machinery.runTurn(said(ownServiceUrl, { mode: 'expectReplies' }));
    expect(await replying.response).toMatchObject({ status: 200, body: { activities: [{ text: 'sorry' }] } });
  });

  test('a run that takes too long counts as failed', async () => {
    let runs = 0;
    const logic: BotLogic = async (context) => {
      runs += 1;
      if (runs === 1) await new Promise((resolve) => setTimeout(resolve, 80));
      await context.sendActivity(`run ${runs}`);
    };
    const machinery = machineryOf(logic, { limits: { turns: { runMs: 30 } } });
    await machinery.runTurn(message('go'));
    await until('the second run', async () => (await replies(machinery)).length === 1);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(await replies(machinery)).toEqual(['run 2']);
  });

  test('an apology that fails itself still makes way', async () => {
    const machinery = machineryOf(
      async (context) => {
        if (context.activity.text === 'poison') throw new Error('boom');
        await context.sendActivity('fine');
      },
      {
        apologise: async () => {
          throw new Error('no words');
        },
      },
    );
    await machinery.runTurn(message('poison'));
    await machinery.runTurn(message('after'));
    await until('the next', async () => (await replies(machinery)).length === 1);
    expect(await replies(machinery)).toEqual(['fine']);
  });
});

test('a held response that takes too long is 504 with a code', async () => {
  const slow = gate();
  const machinery = machineryOf(() => slow.opened, { limits: { turns: { heldMs: 20 } } });
  const { response } = await machinery.runTurn(said(ownServiceUrl, { mode: 'invoke' }));
  expect(await response).toMatchObject({ status: 504, body: { error: { code: 'turn-timeout' } } });
  slow.open();
});

describe('after a crash', () => {
  test('a turn that was running is run again, once its process is gone', async () => {
    const never = gate();
    const dying = machineryOf(() => never.opened);
    await dying.runTurn(message('hello'));
    await until('the lease', async () => (await dying.storage.leaseTurn('test/c1', 'x', '', '')) === null);
    const living = machineryOf(echo);
    await living.start();
    await until('the reply', async () => (await replies(living)).length === 1);
    never.open();
    await dying.stop();
    expect(await replies(living)).toEqual(['hello']);
  });

  test('a run that comes back after another took over writes nothing', async () => {
    const zombie = gate();
    const first = machineryOf(async (context) => {
      await zombie.opened;
      await context.sendActivity('from the grave');
    });
    await first.runTurn(message('hello'));
    const second = machineryOf(echo);
    await second.start();
    await until('the reply', async () => (await replies(second)).length === 1);
    zombie.open();
    await first.stop();
    expect(await replies(second)).toEqual(['hello']);
  });

  test('a turn that takes its process down each time is given up', async () => {
    const setup = openSqliteStorage(file());
    await setup.accept(message('killer'));
    for (const owner of ['one', 'two', 'three']) {
      await setup.leaseTurn('test/c1', owner, '2026-03-01T08:00:00.000Z', '2026-03-01T07:00:00.000Z');
    }
    await setup.close();
    let runs = 0;
    const machinery = machineryOf(async () => {
      runs += 1;
    });
    await machinery.start();
    await until('the apology', async () => (await replies(machinery)).length === 1);
    expect(await replies(machinery)).toEqual(['sorry']);
    expect(runs).toBe(0);
  });
});

test('stopping waits for the turn under way and begins no other', async () => {
  const slow = gate();
  const machinery = machineryOf(async (context) => {
    await slow.opened;
    await context.sendActivity(context.activity.text);
  });
  await machinery.runTurn(message('first'));
  await machinery.runTurn(message('second'));
  const stopped = machinery.stop();
  slow.open();
  await stopped;
  expect(await replies(machinery)).toEqual(['first']);
  expect(await machinery.storage.conversationsWithTurns()).toEqual(['test/c1']);
});
