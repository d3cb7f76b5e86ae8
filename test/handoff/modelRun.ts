import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import type { CaseAgent } from '../../src/handoff/case/caseState.js';
import { caseState } from '../../src/handoff/caseRow.js';
import type { CaseRecord } from '../../src/storage/caseStore.js';
import { ownServiceUrl, said } from '../bot/testMachinery.js';
import { anna, minh, minute, standingOf } from './caseFixtures.js';
import { asksForHuman, leavesHuman, modelBot } from './modelBot.js';
import { ModelHouse } from './modelHouse.js';

export const conversation = 'test/c1';

type AgentDeed = 'claim' | 'speak' | 'repeat' | 'release' | 'transfer' | 'resolve' | 'note';

/** What somebody does, without waiting for what comes of what was done before. */
export type ModelStep = { readonly yields: number } & (
  | { readonly who: 'person'; readonly text: string; readonly twice: boolean }
  | { readonly who: 'agent'; readonly agent: CaseAgent; readonly deed: AgentDeed; readonly looks: boolean }
  | { readonly who: 'time'; readonly minutes: number }
  | { readonly who: 'crash' }
);

const yields = fc.constantFrom(0, 0, 1, 2, 5, 20, 20);
const deeds = fc.oneof<fc.WeightedArbitrary<AgentDeed>[]>(
  { weight: 6, arbitrary: fc.constant('claim') },
  { weight: 12, arbitrary: fc.constant('speak') },
  { weight: 3, arbitrary: fc.constant('repeat') },
  { weight: 1, arbitrary: fc.constantFrom('release', 'resolve') },
  { weight: 1, arbitrary: fc.constant('transfer') },
  { weight: 1, arbitrary: fc.constant('note') },
);
const words = fc.oneof(
  { weight: 6, arbitrary: fc.constant('hello') },
  { weight: 3, arbitrary: fc.constant(asksForHuman) },
  { weight: 1, arbitrary: fc.constant(leavesHuman) },
);
/** Mostly an agent sees the case as it is. */
const looks = fc.constantFrom(true, true, true, false);

const steps: fc.Arbitrary<ModelStep> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      ...{ who: fc.constant('person' as const), yields, text: words, twice: fc.boolean() },
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      ...{ who: fc.constant('agent' as const), yields, agent: fc.constantFrom(anna, minh), deed: deeds },
      looks,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      who: fc.constant('time' as const),
      yields,
      minutes: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ who: fc.constant('crash' as const), yields }) },
);

export interface ModelStory {
  readonly steps: readonly ModelStep[];
  /** How slow the bot is at its messages, over and over. */
  readonly slowness: readonly number[];
}

export const stories: fc.Arbitrary<ModelStory> = fc.record({
  steps: fc.array(steps, { minLength: 5, maxLength: 80, size: 'max' }),
  slowness: fc.array(fc.nat(6), { minLength: 1, maxLength: 8 }),
});

/** What was promised to those who acted. */
export interface Promised {
  /** Ids of the person's messages, in the order in which they were sent. */
  readonly said: readonly string[];
  /** `messageId`s of the agents' messages that were taken. */
  readonly spoken: readonly string[];
  readonly refused: readonly string[];
}

/** Lives a story to its end. The house must be closed by the caller. */
export async function liveStory(story: ModelStory): Promise<{ house: ModelHouse; promised: Promised }> {
  let now = Date.parse('2026-03-01T08:00:00.000Z');
  let cases = 0;
  let thoughts = 0;
  const bot = modelBot(
    () => {
      cases += 1;
      return `case-${cases}`;
    },
    () => {
      thoughts += 1;
      return story.slowness[thoughts % story.slowness.length] ?? 0;
    },
  );
  const house = new ModelHouse({ now: () => new Date(now) }, bot);
  const under: Promise<unknown>[] = [];
  const ids: string[] = [];
  const spoken = new Set<string>();
  const refused = new Set<string>();
  /** What each agent has last seen of the conversation's case. */
  const views = new Map<string, CaseRecord | null>();
  const messages: { readonly messageId: string; readonly view: CaseRecord; readonly agent: CaseAgent }[] = [];

  async function speak({ messageId, view, agent }: (typeof messages)[number]): Promise<void> {
    const { holding } = caseState(view);
    const command = { type: 'speak', agent, holding, messageId } as const;
    const result = await house.ask(({ handoff }) => handoff.act(view.caseId, command, { text: messageId }));
    (result.ok ? spoken : refused).add(messageId);
  }

  async function act(agent: CaseAgent, deed: AgentDeed, looks: boolean): Promise<void> {
    if (looks || !views.has(agent.id)) views.set(agent.id, await house.storage.cases.latestOf(conversation));
    const view = views.get(agent.id) ?? null;
    if (view === null) return;
    const { caseId } = view;
    const by = { agent, holding: caseState(view).holding };
    const standing = standingOf();
    if (deed === 'repeat') {
      const last = messages.findLast((message) => message.agent === agent);
      if (last) await speak(last);
    } else if (deed === 'speak') {
      const message = { messageId: `m${messages.length}`, view, agent };
      messages.push(message);
      await speak(message);
    } else
      await house.ask(({ handoff }) => {
        switch (deed) {
          case 'claim':
            return handoff.act(caseId, { type: 'claim', agent });
          case 'note':
            return handoff.act(caseId, { type: 'note', agent, text: 'seen before' });
          case 'release':
            return handoff.act(caseId, { type: 'release', ...by, reason: 'by-agent', standing });
          case 'transfer': {
            const to = agent === anna ? minh : anna;
            return handoff.act(caseId, { type: 'transfer', ...by, to, standing });
          }
          case 'resolve':
            return handoff.act(caseId, { type: 'resolve', ...by, solved: true, cause: 'other', text: null });
        }
      });
    views.set(agent.id, await house.storage.cases.read(caseId));
  }

  async function pass(minutes: number): Promise<void> {
    now += minutes * minute;
    for (const { caseId } of await house.storage.cases.due(new Date(now).toISOString(), 9))
      await house.ask(({ handoff }) => handoff.act(caseId, { type: 'tick', standing: standingOf() }));
  }

  function begin(step: ModelStep): Promise<unknown> {
    switch (step.who) {
      case 'agent':
        return act(step.agent, step.deed, step.looks);
      case 'time':
        return pass(step.minutes);
      case 'crash':
        return house.crash();
      case 'person': {
        const id = `p${ids.length}`;
        ids.push(id);
        const entry = said(ownServiceUrl, { id, text: step.text });
        const post = () => house.ask(({ machinery }) => machinery.runTurn(entry));
        return step.twice ? Promise.all([post(), post()]) : post();
      }
    }
  }

  let posted: Promise<unknown> = Promise.resolve();
  for (const step of story.steps) {
    // A person's next message leaves when the last is acknowledged.
    if (step.who === 'person') await posted;
    const done = begin(step);
    if (step.who === 'person') posted = done;
    under.push(done);
    for (let left = step.yields; left > 0; left -= 1) await setImmediate();
  }
  await Promise.all(under);
  await house.settle();
  return { house, promised: { said: ids, spoken: [...spoken], refused: [...refused] } };
}
