import { expect, test } from '@jest/globals';
import type { CaseListItem, Me } from '../../../src/handoff/desk/deskApi.js';
import { alertOf } from '../../../web/desk/notify/alertOf.js';
import { afterNews } from '../../../web/desk/state/afterNews.js';
import { beginningState, type DeskState } from '../../../web/desk/state/deskState.js';

const agent = { id: 'anna', name: 'Anna', role: 'agent', presence: 'available' } as const;
const me = { agent, agents: [] } as unknown as Me;
const item = (more: Partial<CaseListItem>) =>
  ({ caseId: 'a', version: 1, reference: 'TD-1', personName: null, agent: null, ...more }) as CaseListItem;
const waiting = item({ status: 'queued' });
const mine = item({ status: 'claimed', agent, unansweredSince: null, version: 2 });
const nobody = beginningState(me, []);

/** What the desk says when an item comes over what it knew. */
function told(before: DeskState, next: CaseListItem): string | null {
  const news = { type: 'case', item: next } as const;
  return alertOf(news, before, afterNews(before, news, 0))?.key ?? null;
}
const knowing = (known: CaseListItem) => afterNews(nobody, { type: 'case', item: known }, 0);

test('somebody new waits, once', () => {
  expect(told(nobody, waiting)).toBe('waiting');
  expect(told(knowing(waiting), waiting)).toBeNull();
  expect(told(knowing(mine), item({ ...waiting, version: 3 }))).toBe('waiting');
});

test('a case is given to the agent, but not one that they have just claimed', () => {
  expect(told(knowing(waiting), mine)).toBe('transferred');
  expect(told({ ...knowing(waiting), busy: 'claim' }, mine)).toBeNull();
});

test('the person of an own case has written', () => {
  const spoken = { ...mine, unansweredSince: '2026-11-22T10:00:00Z', version: 3 };
  expect(told(knowing(mine), spoken)).toBe('message');
  const others = { ...spoken, agent: { id: 'minh', name: 'Minh' } };
  expect(told(knowing({ ...mine, agent: { id: 'minh', name: 'Minh' } }), others)).toBeNull();
});

test('a reminder is always told', () => {
  const known = knowing(mine);
  expect(alertOf({ type: 'reminder', caseId: 'a' }, known, known)).toMatchObject({
    ...{ key: 'reminder', values: { reference: 'TD-1' } },
  });
});
