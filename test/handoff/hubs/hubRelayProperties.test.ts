import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { HubDelivery, HubPiece } from '../../../src/handoff/hubs/hub.js';
import { hubAgent } from '../../../src/handoff/hubs/hubActions.js';
import { until } from '../../bot/until.js';
import { HubHouse, later } from './hubHouse.js';

type Fault = 'down' | 'answer-lost';
type Step = 'say' | 'note' | 'restart' | 'claim' | 'release';

const anna = hubAgent('webhook', 'a', 'Anna');

/** A hub that fails as it is told, and takes a piece all the same when only its answer was lost. */
class FaultyHub {
  readonly id = 'webhook';
  readonly taken: HubPiece[] = [];
  readonly #faults: (Fault | null)[];

  constructor(faults: readonly (Fault | null)[]) {
    this.#faults = [...faults];
  }

  async deliver(piece: HubPiece): Promise<HubDelivery> {
    const fault = this.#faults.shift() ?? null;
    if (fault === 'down') return later();
    this.taken.push(piece);
    return fault === null ? { outcome: 'delivered' } : later(fault);
  }
}

const nameOf = (piece: HubPiece) =>
  piece.kind === 'message' ? piece.text : piece.kind === 'event' ? `event ${piece.event.n}` : piece.kind;

test('whatever fails, a hub that knows a key again has the whole story once and in order', async () => {
  const fault = fc.option(fc.constantFrom<Fault>('down', 'answer-lost'), { nil: null });
  const step = fc.constantFrom<Step>('say', 'say', 'say', 'note', 'restart', 'claim', 'release');
  const runs = fc.asyncProperty(
    fc.array(fault, { maxLength: 30 }),
    fc.array(step, { minLength: 1, maxLength: 25 }),
    async (faults, steps) => {
      const house = new HubHouse();
      const hub = new FaultyHub(faults);
      try {
        const expected = await play(house, hub, steps);
        const known = new Map(hub.taken.map((piece) => [piece.key, piece]));
        await until('the whole story', () => {
          for (const piece of hub.taken) known.set(piece.key, piece);
          return known.size >= expected.length;
        });
        const first = hub.taken.filter(({ key }, at) => hub.taken.findIndex((one) => one.key === key) === at);
        expect(first.map(nameOf)).toEqual(expected);
      } finally {
        await house.close();
      }
    },
  );
  await fc.assert(runs, { numRuns: 40 });
}, 60_000);

/** What a hub must have been told in the end. */
async function play(house: HubHouse, hub: FaultyHub, steps: readonly Step[]): Promise<string[]> {
  const expected = ['requested'];
  const actions = house.actions('webhook');
  let relay = await house.relay([hub]);
  await house.ask('c1', 'webhook');
  for (const [at, step] of steps.entries()) {
    if (step === 'say') {
      await house.say('c1', `words ${at}`);
      expected.push(`words ${at}`);
    } else if (step === 'restart') {
      await relay.stop();
      relay = await house.relay([hub]);
    } else {
      const result = await (step === 'note'
        ? house.handoff.act('c1', { type: 'bot-note', text: 'found' })
        : actions[step]('c1', anna));
      if (result.ok) expected.push(...result.events.map(({ n }) => `event ${n}`));
    }
  }
  return expected;
}
