import { Field, Radio, RadioGroup, Select, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { CaseView } from '../../../src/handoff/desk/deskApi.js';
import { useDesk, useStore } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';
import { DeskDialog } from './deskDialog.js';

export interface CaseDialogProps {
  readonly view: CaseView;
  readonly onClose: () => void;
}

const longestText = 4_000;

/** Closes the case: whether it is solved, what it was, and a last word that the person reads. */
export function ResolveDialog({ view, onClose }: CaseDialogProps) {
  const { t, languageName } = useTexts();
  const store = useStore();
  const causes = useDesk((state) => state.me.causes);
  const busy = useDesk((state) => state.busy === 'resolve');
  // The cause that the bot found is the likely one.
  const likely = causes.find(({ code }) => code === view.primary)?.code ?? '';
  const [solved, setSolved] = useState<boolean | null>(null);
  const [cause, setCause] = useState(likely);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);

  const run = async () => {
    setTried(true);
    if (solved === null || cause === '') return;
    if (await store.resolve(view.caseId, { solved, cause, text: text.trim() || null })) onClose();
  };
  const missing = (given: boolean) =>
    tried && !given ? ({ validationState: 'error', validationMessage: t('resolve.missing') } as const) : {};

  return (
    <DeskDialog
      title={t('resolve.title', { reference: view.reference })}
      onClose={onClose}
      action={{ name: t('action.resolve'), busy, run: () => void run() }}
    >
      <Field label={t('resolve.solved')} required {...missing(solved !== null)}>
        <RadioGroup
          value={solved === null ? '' : String(solved)}
          onChange={(_, { value }) => setSolved(value === 'true')}
        >
          <Radio value="true" label={t('resolve.yes')} />
          <Radio value="false" label={t('resolve.no')} />
        </RadioGroup>
      </Field>
      <Field label={t('resolve.cause')} required {...missing(cause !== '')}>
        <Select value={cause} onChange={(_, { value }) => setCause(value)}>
          <option value="">{t('resolve.choose')}</option>
          {causes.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('resolve.text')} hint={t('resolve.textHint', { language: languageName(view.locale) })}>
        <Textarea value={text} onChange={(_, { value }) => setText(value)} rows={4} maxLength={longestText} />
      </Field>
    </DeskDialog>
  );
}
