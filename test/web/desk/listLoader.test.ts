import { expect, test } from '@jest/globals';
import type { CaseListItem, CasePage, Me } from '../../../src/handoff/desk/deskApi.js';
import { withId, withItem } from '../../../web/desk/state/caseLists.js';
import { beginningState, type DeskState } from '../../../web/desk/state/deskState.js';
import { ListLoader } from '../../../web/desk/state/listLoader.js';

const item = (caseId: string) => ({ caseId, version: 1, status: 'queued' }) as CaseListItem;

/** A loader whose answers come when the test says so. */
function openLoader() {
  let state: DeskState = beginningState({ agents: [] } as unknown as Me, []);
  const waiting: ((page: CasePage | Error) => void)[] = [];
  const failures: unknown[] = [];
  const loader = new ListLoader({
    server: {
      cases: () =>
        new Promise((resolve, reject) => {
          waiting.push((page) => (page instanceof Error ? reject(page) : resolve(page)));
        }),
    },
    state: () => state,
    set: (change) => {
      state = { ...state, ...change };
    },
    onFailure: (error) => failures.push(error),
  });
  return {
    loader,
    failures,
    state: () => state,
    answer: (at: number, ids: readonly string[], before: string | null = null) =>
      waiting[at]?.({ cases: ids.map(item), before }),
    fail: (at: number) => waiting[at]?.(new Error('away')),
    /** As the socket brings it. */
    arrive(caseId: string) {
      const items = withItem(state.items, item(caseId));
      state = { ...state, items, lists: { ...state.lists, waiting: withId(state.lists.waiting, caseId) } };
    },
  };
}

test('a first page takes the old list’s place, but not that of what came meanwhile', async () => {
  const { loader, state, answer, arrive } = openLoader();
  arrive('old');
  const loading = loader.load('waiting', '', null);
  arrive('new');
  answer(0, ['a', 'b'], 'next');
  await loading;
  expect(state().lists.waiting).toEqual({ ids: ['new', 'a', 'b'], before: 'next', state: 'ready' });
});

test('a further page goes behind', async () => {
  const { loader, state, answer } = openLoader();
  const first = loader.load('ended', '', null);
  answer(0, ['a'], 'next');
  await first;
  const second = loader.load('ended', '', 'next');
  answer(1, ['a', 'b']);
  await second;
  expect(state().lists.ended).toEqual({ ids: ['a', 'b'], before: null, state: 'ready' });
});

test('of two searches the later one counts, whichever answer comes first', async () => {
  const { loader, state, answer } = openLoader();
  const searches = [loader.load('open', 'con', null), loader.load('open', 'contoso', null)];
  answer(1, ['right']);
  answer(0, ['wrong', 'right']);
  await Promise.all(searches);
  expect(state().found.ids).toEqual(['right']);
});

test('a failure keeps what is there and says so', async () => {
  const { loader, state, fail, arrive, failures } = openLoader();
  arrive('a');
  const loading = loader.load('waiting', '', null);
  fail(0);
  await loading;
  expect(state().lists.waiting).toMatchObject({ ids: ['a'], state: 'failed' });
  expect(failures).toHaveLength(1);
});
