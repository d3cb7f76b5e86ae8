import type { CaseListItem } from '../../../src/handoff/desk/deskApi.js';
import { isWaiting, waitingSince } from '../state/caseLists.js';
import { useTexts } from '../texts/useTexts.js';
import { StatusBadge } from './statusBadge.js';
import { WaitingTime } from './waitingTime.js';

export interface CaseRowProps {
  readonly item: CaseListItem;
  readonly selected: boolean;
  /** Whether Tab enters the list here; arrows go on from it. */
  readonly reachable: boolean;
  readonly onOpen: () => void;
}

export function CaseRow({ item, selected, reachable, onOpen }: CaseRowProps) {
  const { t, has, languageName, dateTime } = useTexts();
  const since = waitingSince(item);
  const finding = `findings:${item.primary}.label`;
  return (
    <li>
      <button
        type="button"
        className="case-row"
        aria-current={selected ? 'true' : undefined}
        tabIndex={reachable ? 0 : -1}
        onClick={onOpen}
      >
        <span className="case-row__line">
          <span className="case-row__person" dir="auto">
            {item.personName ?? t('person.unnamed')}
          </span>
          {since !== null ? (
            <WaitingTime since={since} urgent={!isWaiting(item)} />
          ) : (
            <span className="case-row__time">{item.endedAt !== null && dateTime(item.endedAt)}</span>
          )}
        </span>
        <span className="case-row__line case-row__line--subtle">
          <span className="case-row__host">{item.host ?? t('list.noHost')}</span>
          <span className="case-row__reference">{item.reference}</span>
        </span>
        <span className="case-row__line case-row__line--subtle">
          <span className="case-row__matter">
            {item.primary !== null && (has(finding) ? t(finding) : item.primary)}
          </span>
          <span className="case-row__language">{languageName(item.locale)}</span>
        </span>
        <span className="case-row__line">
          <StatusBadge item={item} />
        </span>
      </button>
    </li>
  );
}
