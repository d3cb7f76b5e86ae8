import { Badge, Button, SearchBox, Spinner, Tab, TabList, Text } from '@fluentui/react-components';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import type { DeskView } from '../../../src/handoff/desk/deskApi.js';
import { Icon } from '../icon.js';
import { casesOf, deskViews, shownCases } from '../state/caseLists.js';
import { useDesk, useStore } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';
import { goTo } from '../useRoute.js';
import { CaseRow } from './caseRow.js';

export function CaseListPane({ selected }: { readonly selected: string | null }) {
  const { t } = useTexts();
  const store = useStore();
  const view = useDesk((state) => state.view);
  return (
    <>
      <div className="list__head">
        <Search />
        <TabList
          className="list__tabs"
          size="small"
          selectedValue={view}
          onTabSelect={(_, { value }) => store.show(value as DeskView)}
        >
          {deskViews.map((one) => (
            <Tab key={one} value={one} id={`tab-${one}`} aria-controls="case-list">
              {t(`view.${one}`)}
              <Count view={one} />
            </Tab>
          ))}
        </TabList>
      </div>
      <Cases selected={selected} />
    </>
  );
}

const typingPauseMs = 250;

function Search() {
  const { t } = useTexts();
  const store = useStore();
  const [words, setWords] = useState('');
  useEffect(() => {
    if (words === store.state.words) return;
    const timer = window.setTimeout(() => store.show(store.state.view, words), typingPauseMs);
    return () => window.clearTimeout(timer);
  }, [store, words]);
  return (
    <SearchBox
      id="case-search"
      className="list__search"
      value={words}
      onChange={(_, { value }) => setWords(value.trimStart())}
      placeholder={t('list.search')}
      aria-label={t('list.search')}
      dismiss={{ 'aria-label': t('list.clear') }}
      maxLength={200}
    />
  );
}

/** How many wait, and how many are the agent's. The others would be numbers nobody acts on. */
function Count({ view }: { readonly view: DeskView }) {
  const count = useDesk(({ items, lists, me }) =>
    view === 'waiting' || view === 'mine' ? casesOf(items, lists[view], view, me.agent.id).length : 0,
  );
  if (count === 0) return null;
  return (
    <Badge
      className="list__count"
      size="small"
      appearance="tint"
      color={view === 'waiting' ? 'danger' : 'brand'}
    >
      {count}
    </Badge>
  );
}

function Cases({ selected }: { readonly selected: string | null }) {
  const { t } = useTexts();
  const store = useStore();
  const view = useDesk((state) => state.view);
  const words = useDesk((state) => state.words);
  const items = useDesk((state) => state.items);
  const list = useDesk((state) => (state.words === '' ? state.lists[state.view] : state.found));
  const agentId = useDesk((state) => state.me.agent.id);
  const shown = useMemo(() => shownCases(items, list, view, agentId), [items, list, view, agentId]);
  const entrance = shown.some(({ caseId }) => caseId === selected) ? selected : shown[0]?.caseId;

  return (
    <div className="list__body" id="case-list" role="tabpanel" aria-labelledby={`tab-${view}`}>
      {shown.length > 0 && (
        <ul className="list__cases" onKeyDown={moveFocus}>
          {shown.map((item) => (
            <CaseRow
              key={item.caseId}
              item={item}
              selected={item.caseId === selected}
              reachable={item.caseId === entrance}
              onOpen={() => goTo({ caseId: item.caseId, details: false })}
            />
          ))}
        </ul>
      )}
      {shown.length === 0 && list.state === 'loading' && (
        <Spinner className="list__empty" label={t('loading')} />
      )}
      {shown.length === 0 && list.state === 'ready' && (
        <div className="list__empty">
          <Icon name="inbox" />
          <Text>{words === '' ? t(`list.empty.${view}`) : t('list.nothingFound', { words })}</Text>
        </div>
      )}
      {list.state === 'failed' && (
        <div className="list__empty" role="alert">
          <Text>{t('list.failed')}</Text>
          <Button onClick={() => store.show(view, words)}>{t('retry')}</Button>
        </div>
      )}
      {list.before !== null && (
        <Button className="list__more" onClick={() => store.showMore()}>
          {t('list.more')}
        </Button>
      )}
    </div>
  );
}

/** Up, Down, Home and End go from case to case; Tab leaves the list. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.case-row')];
  const at = rows.indexOf(document.activeElement as HTMLButtonElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  rows[Math.min(Math.max(to, 0), rows.length - 1)]?.focus();
}
