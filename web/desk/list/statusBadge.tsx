import { Badge } from '@fluentui/react-components';
import type { CaseListItem } from '../../../src/handoff/desk/deskApi.js';
import { useDesk } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';

const colors = {
  requested: 'warning',
  queued: 'warning',
  claimed: 'brand',
  resolved: 'success',
  cancelled: 'subtle',
  expired: 'danger',
  failed: 'danger',
} as const satisfies Record<CaseListItem['status'], string>;

/** How the case stands, and with whom. */
export function StatusBadge({ item }: { readonly item: Pick<CaseListItem, 'status' | 'agent' | 'queue'> }) {
  const { t } = useTexts();
  const me = useDesk((state) => state.me);
  const queue = me.queues.find(({ id }) => id === item.queue)?.name ?? item.queue;
  const mine = item.agent?.id === me.agent.id;
  const name = item.agent?.name ?? '';
  const key = item.status === 'claimed' && mine ? 'mine' : item.status;
  return (
    <Badge appearance="tint" color={colors[item.status]} className="status-badge">
      {t(`status.${key}`, { name, queue })}
    </Badge>
  );
}
