import { Field, Radio, RadioGroup, Select, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { useDesk, useStore } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';
import { DeskDialog } from './deskDialog.js';
import type { CaseDialogProps } from './resolveDialog.js';

const presenceOrder = ['available', 'away', 'offline'];

/** To a colleague, who has it at once, or to a queue. */
export function TransferDialog({ view, onClose }: CaseDialogProps) {
  const { t } = useTexts();
  const store = useStore();
  const me = useDesk((state) => state.me);
  const agents = useDesk((state) => state.agents);
  const busy = useDesk((state) => state.busy === 'transfer');
  const colleagues = agents
    .filter(({ id }) => id !== me.agent.id)
    .toSorted((one, other) => presenceOrder.indexOf(one.presence) - presenceOrder.indexOf(other.presence));
  const [first] = colleagues.filter(({ presence }) => presence !== 'offline');
  const [to, setTo] = useState<'agent' | 'queue'>(first === undefined ? 'queue' : 'agent');
  const [agentId, setAgentId] = useState(first?.id ?? '');
  const [queue, setQueue] = useState(me.queues[0]?.id ?? '');
  const chosen = colleagues.find(({ id }) => id === agentId);

  const run = async () => {
    if (to === 'agent' && agentId === '') return;
    if (await store.transfer(view.caseId, to === 'agent' ? { agentId } : { queue })) onClose();
  };

  return (
    <DeskDialog
      title={t('transfer.title', { reference: view.reference })}
      onClose={onClose}
      action={{ name: t('action.transfer'), busy, run: () => void run() }}
    >
      <Field label={t('transfer.to')}>
        <RadioGroup value={to} onChange={(_, { value }) => setTo(value === 'agent' ? 'agent' : 'queue')}>
          <Radio value="agent" label={t('transfer.agent')} disabled={first === undefined} />
          <Radio value="queue" label={t('transfer.queue')} />
        </RadioGroup>
      </Field>
      {to === 'agent' ? (
        <Field label={t('transfer.whom')}>
          <Select value={agentId} onChange={(_, { value }) => setAgentId(value)}>
            {colleagues.map(({ id, name, presence }) => (
              <option key={id} value={id} disabled={presence === 'offline'}>
                {t('transfer.option', { name, presence: t(`presence.${presence}`) })}
              </option>
            ))}
          </Select>
        </Field>
      ) : (
        <Field label={t('transfer.which')}>
          <Select value={queue} onChange={(_, { value }) => setQueue(value)}>
            {me.queues.map(({ id, name, open }) => (
              <option key={id} value={id}>
                {open ? name : t('transfer.closed', { name })}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {to === 'agent' && chosen?.presence === 'away' && (
        <Text>{t('transfer.absent', { name: chosen.name })}</Text>
      )}
    </DeskDialog>
  );
}
