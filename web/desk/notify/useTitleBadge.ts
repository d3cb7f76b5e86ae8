import { useEffect } from 'react';
import { isWaiting } from '../state/caseLists.js';
import { useDesk } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';

/** The tab's title says for how many people the agent could do something now. */
export function useTitleBadge(): void {
  const { t } = useTexts();
  const count = useDesk(
    ({ items, me }) =>
      Object.values(items).filter(
        (item) =>
          isWaiting(item) ||
          (item.status === 'claimed' && item.agent?.id === me.agent.id && item.unansweredSince !== null),
      ).length,
  );
  useEffect(() => {
    document.title = count === 0 ? t('title') : `(${count}) ${t('title')}`;
  }, [count, t]);
}
