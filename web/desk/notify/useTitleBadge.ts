import { useEffect } from 'react';
import { casesOf } from '../state/caseLists.js';
import { useDesk } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';

/** The tab's title says for how many people the agent could do something now. */
export function useTitleBadge(): void {
  const { t } = useTexts();
  const count = useDesk(({ items, lists, me }) => {
    const mine = casesOf(items, lists.mine, 'mine', me.agent.id);
    const unanswered = mine.filter(({ unansweredSince }) => unansweredSince !== null);
    return casesOf(items, lists.waiting, 'waiting', me.agent.id).length + unanswered.length;
  });
  useEffect(() => {
    document.title = count === 0 ? t('title') : `(${count}) ${t('title')}`;
  }, [count, t]);
}
