import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import { useStore } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';
import { goTo } from '../useRoute.js';
import { DeskDialog } from './deskDialog.js';
import type { CaseDialogProps } from './resolveDialog.js';

/** Erases everything of the person, which nobody can undo. */
export function EraseDialog({ view, onClose }: CaseDialogProps) {
  const { t } = useTexts();
  const store = useStore();
  const [busy, setBusy] = useState(false);

  const run = async () => {
    setBusy(true);
    const erased = await store.erase(view.caseId);
    setBusy(false);
    if (!erased) return;
    onClose();
    goTo({ caseId: null, details: false });
  };

  return (
    <DeskDialog
      title={t('erase.title')}
      onClose={onClose}
      action={{ name: t('erase.confirm'), busy, run: () => void run() }}
    >
      <Text>{t('erase.text', { name: view.personName ?? t('person.unnamed') })}</Text>
    </DeskDialog>
  );
}
