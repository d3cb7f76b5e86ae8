import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyEvent } from '../../../src/handoff/case/applyEvent.js';
import { type CaseState, isEnded } from '../../../src/handoff/case/caseState.js';
import { decideCase } from '../../../src/handoff/case/decideCase.js';
import { nextDue } from '../../../src/handoff/case/nextDue.js';
import { minute, standingOf } from '../caseFixtures.js';
import { histories, live, type Taken } from './caseRun.js';

const numRuns = Number(process.env['HANDOFF_RUNS'] ?? 2_000);

function always(check: (taken: readonly Taken[]) => void): void {
  fc.assert(
    fc.property(histories, (history) => check(live(history).taken)),
    { numRuns },
  );
}

const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString();

test('what was stored tells the case anew: the events, one after the other, make the state', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const { taken, events } = live(history);
      const stored = JSON.parse(JSON.stringify(events)) as typeof events;
      expect(stored.reduce<CaseState | null>(applyEvent, null)).toEqual(taken.at(-1)?.after ?? null);
      expect(events.map(({ n }) => n)).toEqual(events.map((_, at) => at + 1));
    }),
    { numRuns },
  );
});

test('somebody has the case exactly while it is claimed, and each change of who has it has a number of its own', () => {
  always((taken) => {
    for (const { before, after } of taken) {
      if (after === null) continue;
      expect(after.agent !== null).toBe(after.status === 'claimed');
      if (before?.agent?.id !== after.agent?.id) expect(after.holding).toBe((before?.holding ?? 0) + 1);
    }
  });
});

test('whoever has not the case, or had it before, is refused and changes nothing', () => {
  always((taken) => {
    for (const { before, after, command, decision } of taken) {
      if (!('holding' in command) || before === null || isEnded(before)) continue;
      const may = before.holding === command.holding && before.agent?.id === command.agent.id;
      expect(decision.ok).toBe(may);
      if (!may) expect(after).toBe(before);
    }
  });
});

test('a case that is claimed stays with its agent whoever else claims it', () => {
  always((taken) => {
    for (const { before, after, command, decision } of taken) {
      if (command.type !== 'claim' || before?.status !== 'claimed') continue;
      expect(after).toBe(before);
      expect(decision.ok).toBe(before.agent?.id === command.agent.id);
    }
  });
});

test('an end is an end: nobody has the case, nothing is due, and only what is known of it may still change', () => {
  always((taken) => {
    for (const { before, after, command, decision } of taken) {
      if (before === null || after === null || !isEnded(before)) continue;
      expect([after.status, after.agent, after.holding]).toEqual([before.status, null, before.holding]);
      expect([after.unansweredSince, after.endedAt === null, nextDue(after)]).toEqual([null, false, null]);
      const mayFollow = ['note', 'outcome', 'mail-address'].includes(command.type);
      expect(decision.ok).toBe(mayFollow);
    }
  });
});

test('nobody is stranded: from wherever a case stands, time alone leads it to its end', () => {
  always((taken) => {
    let state = taken.at(-1)?.after ?? null;
    for (let ticks = 0; state !== null && !isEnded(state); ticks += 1) {
      expect(ticks).toBeLessThan(4);
      const due = nextDue(state);
      if (due === null) {
        // The human had the last word, or the queue's data say that a case waits for ever.
        const waits = state.status === 'claimed' ? state.unansweredSince : state.standing.expiresAt;
        expect(waits).toBeNull();
        return;
      }
      const standing = standingOf({ expiresAt: later(due.at, 60 * minute) });
      const decision = decideCase(state, 0, { type: 'tick', standing }, due.at);
      expect(decision).toMatchObject({ ok: true, events: [{ n: 1 }] });
      if (decision.ok) state = decision.events.reduce<CaseState | null>(applyEvent, state);
    }
  });
});

test('a person who writes is always waited upon: the agent is reminded, or the queue has an end', () => {
  always((taken) => {
    const { after: state, now } = taken.at(-1) ?? { after: null, now: '' };
    if (state === null || isEnded(state)) return;
    const spoke = decideCase(state, 0, { type: 'person-spoke' }, now);
    const after = spoke.ok ? spoke.events.reduce<CaseState | null>(applyEvent, state) : null;
    expect(after?.unansweredSince).not.toBeNull();
    if (after?.status === 'claimed') expect(nextDue(after)).not.toBeNull();
  });
});

test('time does nothing before it is due, and then one thing', () => {
  always((taken) => {
    for (const { before, now, command, decision } of taken) {
      if (command.type !== 'tick' || before === null || isEnded(before)) continue;
      const due = nextDue(before);
      const come = due !== null && due.at <= now;
      expect(decision.ok && decision.events.length).toBe(come ? 1 : 0);
    }
  });
});

test('an agent is reminded no sooner than their queue says after they got the case or were written to', () => {
  always((taken) => {
    for (const { before, after, now } of taken) {
      if (after === null || after.remindedAt === null || after.remindedAt === before?.remindedAt) continue;
      expect(before?.claimedAt).not.toBeNull();
      const since = [before?.claimedAt, before?.unansweredSince].map((at) => Date.parse(String(at)));
      expect(Date.parse(now) - Math.max(...since)).toBeGreaterThanOrEqual(after.standing.remindAfterMs);
    }
  });
});
