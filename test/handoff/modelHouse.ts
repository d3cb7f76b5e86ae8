import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../src/base/clock.js';
import type { TurnMachinery } from '../../src/bot/turnMachinery.js';
import type { BotLogic } from '../../src/bot/turnScope.js';
import { CaseFeed } from '../../src/handoff/caseFeed.js';
import { type Handoff, makeHandoff } from '../../src/handoff/handoff.js';
import { openSqliteStorage } from '../../src/storage/sqlite/sqliteStorage.js';
import type { Storage } from '../../src/storage/storage.js';
import { testMachinery } from '../bot/testMachinery.js';

/** The house while one process runs it. What is asked of it after its death is never answered. */
interface Life {
  readonly machinery: TurnMachinery;
  readonly handoff: Handoff;
  readonly death: Promise<'dead'>;
  die(): void;
}

/** The turns and cases of the house over one database, in a process that can die at any moment. */
export class ModelHouse {
  readonly storage: Storage = openSqliteStorage(':memory:');
  readonly #clock: Clock;
  readonly #logic: BotLogic;
  #ids = 0;
  #life: Life;

  constructor(clock: Clock, logic: BotLogic) {
    this.#clock = clock;
    this.#logic = logic;
    this.#life = this.#begin();
  }

  /** As SIGKILL and a new start: what was committed stays, what was under way is forgotten. */
  async crash(): Promise<void> {
    this.#life.die();
    const next = this.#begin();
    this.#life = next;
    // It may die while it starts.
    await Promise.race([next.machinery.start(), next.death]);
  }

  /** Asks until a process lived long enough to answer, as a client does that sends again what was not acknowledged. */
  async ask<T>(what: (life: Pick<Life, 'machinery' | 'handoff'>) => Promise<T>): Promise<T> {
    for (;;) {
      const life = this.#life;
      const answer = await Promise.race([what(life).then((value) => ({ value })), life.death]);
      if (answer !== 'dead') return answer.value;
    }
  }

  /** Waits until no turn is left to run. */
  async settle(): Promise<void> {
    for (let left = 20_000; (await this.storage.conversationsWithTurns()).length > 0; left -= 1) {
      if (left === 0) throw new Error('turns are left that nobody runs');
      await setImmediate();
    }
  }

  async close(): Promise<void> {
    await this.#life.machinery.stop();
    await this.storage.close();
  }

  #begin(): Life {
    const { promise: death, resolve } = Promise.withResolvers<'dead'>();
    let dead = false;
    const storage = mortal(this.storage, () => dead);
    const machinery = testMachinery(this.#logic, {
      ...{ storage, clock: this.#clock },
      newId: () => {
        this.#ids += 1;
        return `id-${this.#ids}`;
      },
      // A story may have more deaths than a turn is given runs, and a dead process must not keep the test waiting.
      limits: { turns: { runMs: 1_000, tries: 1_000, backOffMs: 0 } },
    });
    const { accepted } = machinery;
    const handoff = makeHandoff({ storage, feed: new CaseFeed(), accepted, clock: this.#clock });
    return {
      ...{ machinery, handoff, death },
      die() {
        dead = true;
        // Its timers alone; what is under way will never end.
        void machinery.stop();
        resolve('dead');
      },
    };
  }
}

type Method = (...given: readonly unknown[]) => Promise<unknown>;

/** A storage whose caller may die: before a call, which then never happens, or before its answer, which then never comes. */
function mortal<T extends object>(storage: T, isDead: () => boolean): T {
  const never = new Promise<never>(() => undefined);
  return new Proxy(storage, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member === 'object' && member !== null) return mortal(member, isDead);
      if (typeof member !== 'function') return member;
      return async (...given: readonly unknown[]) => {
        if (isDead()) return never;
        const result = await (member as Method)(...given);
        return isDead() ? never : result;
      };
    },
  });
}
