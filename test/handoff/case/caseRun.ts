import fc from 'fast-check';
import { applyEvent } from '../../../src/handoff/case/applyEvent.js';
import type { CaseEvent } from '../../../src/handoff/case/caseEvent.js';
import type { CaseAgent, CaseState, QueueStanding } from '../../../src/handoff/case/caseState.js';
import { type CaseCommand, type CaseDecision, decideCase } from '../../../src/handoff/case/decideCase.js';
import { anna, minh, minute, requestOf, standingOf } from '../caseFixtures.js';

const start = Date.parse('2026-03-01T08:00:00.000Z');

export const instant = (ms: number): string => new Date(start + ms).toISOString();

/** A command as it is drawn: which holding and standing it names follows from the state and the time in which it comes. */
export type DrawnCommand = (state: CaseState | null, now: number) => CaseCommand;

/** One command after a while. */
export interface Step {
  readonly afterMs: number;
  readonly command: DrawnCommand;
}

/** What one step did. */
export interface Taken {
  readonly now: string;
  readonly before: CaseState | null;
  readonly command: CaseCommand;
  readonly decision: CaseDecision;
  readonly after: CaseState | null;
}

const agents: fc.Arbitrary<CaseAgent> = fc.constantFrom(anna, minh);

const standings: fc.Arbitrary<(now: number) => QueueStanding> = fc
  .tuple(
    fc.constantFrom('support', 'tls'),
    fc.option(fc.integer({ min: 0, max: 90 }), { nil: null }),
    fc.nat(3),
    fc.nat(3),
  )
  .map(([queue, expires, remind, release]) => (now) => {
    const expiresAt = expires === null ? null : instant(now + expires * minute);
    return standingOf({
      ...{ queue, expiresAt, remindAfterMs: remind * minute, releaseAfterMs: release * minute },
    });
  });

/** Mostly the right one, sometimes an older or a later one. */
const holdings: fc.Arbitrary<(state: CaseState | null) => number> = fc
  .constantFrom(0, 0, 0, 0, -1, 1)
  .map((off) => (state) => (state?.holding ?? 0) + off);

const held = fc.tuple(agents, holdings).map(([agent, holding]) => (state: CaseState | null) => ({
  // Mostly the one who has it.
  agent: agent.id === anna.id ? (state?.agent ?? agent) : agent,
  holding: holding(state),
}));

const always = (command: CaseCommand): DrawnCommand => {
  return () => command;
};

const plain: fc.Arbitrary<DrawnCommand> = fc
  .constantFrom<CaseCommand>(
    { type: 'person-spoke' },
    { type: 'note', agent: minh, text: 'seen before' },
    { type: 'bot-note', text: 'it is trusted now' },
    { type: 'cancel', reason: 'by-person' },
    { type: 'cancel', reason: 'erased' },
    { type: 'fail', hub: 'webhook', error: '503' },
    { type: 'outcome', outcome: 'confirmed' },
    { type: 'mail-address', address: 'user@contoso.com' },
  )
  .map(always);

const requests: fc.Arbitrary<DrawnCommand> = standings.map(
  (standing) => (_, now) => requestOf('case', 'test/c1', standing(now)),
);

const ofAgents: fc.Arbitrary<DrawnCommand> = fc
  .tuple(
    held,
    standings,
    fc.option(agents, { nil: null }),
    fc.constantFrom('transfer', 'release', 'speak', 'speak', 'speak', 'resolve'),
  )
  .map(([by, standing, to, type]) => (state, now): CaseCommand => {
    const who = by(state);
    if (type === 'transfer') return { type, ...who, to, standing: standing(now) };
    if (type === 'release') return { type, ...who, reason: 'by-agent', standing: standing(now) };
    if (type === 'resolve') return { type, ...who, solved: to !== null, cause: 'other', text: null };
    return { type: 'speak', ...who, messageId: `at ${now}` };
  });

const commands: fc.Arbitrary<DrawnCommand> = fc.oneof(
  { weight: 1, arbitrary: requests },
  { weight: 3, arbitrary: agents.map((agent) => always({ type: 'claim', agent })) },
  { weight: 3, arbitrary: plain },
  { weight: 6, arbitrary: ofAgents },
  {
    weight: 4,
    arbitrary: standings.map(
      (standing): DrawnCommand =>
        (_, now) => ({
          type: 'tick',
          standing: standing(now),
        }),
    ),
  },
);

const steps = fc.record({ afterMs: fc.integer({ min: 0, max: 4 * minute }), command: commands });

/** What may happen to a case; mostly it begins with being asked for. */
export const histories: fc.Arbitrary<readonly Step[]> = fc
  .tuple(fc.option(requests, { nil: null, freq: 20 }), fc.array(steps, { maxLength: 30 }))
  .map(([first, rest]) => (first === null ? rest : [{ afterMs: 0, command: first }, ...rest]));

/** The case's life, command by command. Throws when an event can't follow. */
export function live(history: readonly Step[]): {
  readonly taken: readonly Taken[];
  readonly events: CaseEvent[];
} {
  let now = 0;
  let state: CaseState | null = null;
  const events: CaseEvent[] = [];
  const taken = history.map(({ afterMs, command: drawn }): Taken => {
    now += afterMs;
    const before: CaseState | null = state;
    const command = drawn(before, now);
    const decision = decideCase(before, events.length, command, instant(now));
    const made = decision.ok ? decision.events : [];
    events.push(...made);
    state = made.reduce<CaseState | null>(applyEvent, before);
    return { now: instant(now), before, command, decision, after: state };
  });
  return { taken, events };
}
