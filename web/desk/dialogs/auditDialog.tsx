import { Button, Spinner, Text } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import type { AuditPage } from '../../../src/handoff/desk/deskApi.js';
import { useStore } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';
import { DeskDialog } from './deskDialog.js';

/** Who saw and did what, newest first. */
export function AuditDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts();
  const store = useStore();
  const [page, setPage] = useState<AuditPage | null>(null);

  const load = useCallback(
    async (known: AuditPage | null) => {
      try {
        const next = await store.audit(known?.before ?? null);
        setPage({ lines: [...(known?.lines ?? []), ...next.lines], before: next.before });
      } catch (error) {
        store.fail(error);
        onClose();
      }
    },
    [store, onClose],
  );
  useEffect(() => void load(null), [load]);

  return (
    <DeskDialog title={t('audit.title')} onClose={onClose} wide>
      {page === null && <Spinner label={t('loading')} />}
      {page?.lines.length === 0 && <Text>{t('audit.empty')}</Text>}
      {page !== null && page.lines.length > 0 && <Lines lines={page.lines} />}
      {page !== null && page.before !== null && (
        <Button onClick={() => void load(page)}>{t('list.more')}</Button>
      )}
    </DeskDialog>
  );
}

function Lines({ lines }: Pick<AuditPage, 'lines'>) {
  const { t, has, dateTime } = useTexts();
  const written = (word: string) => (has(`audit.word.${word}`) ? t(`audit.word.${word}`) : word);
  return (
    <table className="audit">
      <thead>
        <tr>
          <th scope="col">{t('audit.at')}</th>
          <th scope="col">{t('audit.agent')}</th>
          <th scope="col">{t('audit.action')}</th>
          <th scope="col">{t('audit.case')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ at, agent, action, caseId, reference, detail }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no ids and are only ever added to at the end
          <tr key={index}>
            <td>{dateTime(at)}</td>
            <td>{written(agent)}</td>
            <td>
              {has(`audit.did.${action}`) ? t(`audit.did.${action}`) : action}
              {detail !== null && <span className="audit__detail">{written(detail)}</span>}
            </td>
            <td className="audit__case">{reference ?? (caseId === null ? '–' : t('audit.gone'))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
