import { Switch } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { DeskDialog } from '../dialogs/deskDialog.js';
import { useTexts } from '../texts/useTexts.js';
import { type DeskAction, onDeskAction, sendDeskAction } from './deskActions.js';

const keys: Readonly<Record<string, DeskAction>> = {
  '?': 'help',
  s: 'search',
  c: 'claim',
  r: 'reply',
  n: 'note',
  t: 'transfer',
  e: 'resolve',
};

const storageKey = 'trustdesk.desk.keys';

/** Single keys can be turned off, for those who speak to their computer or hit keys unawares. */
export function Shortcuts() {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const [on, setOn] = useState(() => localStorage.getItem(storageKey) !== 'off');

  useEffect(() => onDeskAction({ help: () => setOpen(true), search: focusSearch }), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const action = keys[event.key];
      if (!on || action === undefined || event.ctrlKey || event.metaKey || event.altKey || isTaken(event))
        return;
      event.preventDefault();
      sendDeskAction(action);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [on]);

  if (!open) return null;
  return (
    <DeskDialog title={t('shortcuts.title')} onClose={() => setOpen(false)}>
      <Switch
        checked={on}
        label={t('shortcuts.on')}
        onChange={(_, { checked }) => {
          localStorage.setItem(storageKey, checked ? 'on' : 'off');
          setOn(checked);
        }}
      />
      <dl className="shortcuts">
        {Object.entries(keys).map(([key, action]) => (
          <Line key={key} keys={key} text={t(`shortcuts.${action}`)} />
        ))}
        <Line keys="↑ ↓" text={t('shortcuts.list')} />
        <Line keys="/" text={t('shortcuts.canned')} />
        <Line keys={t('shortcuts.enterKey')} text={t('shortcuts.send')} />
        <Line keys={t('shortcuts.shiftEnterKey')} text={t('shortcuts.newLine')} />
      </dl>
    </DeskDialog>
  );
}

function Line({ keys: pressed, text }: { readonly keys: string; readonly text: string }) {
  return (
    <div className="shortcuts__line">
      <dt>
        <kbd>{pressed}</kbd>
      </dt>
      <dd>{text}</dd>
    </div>
  );
}

/** Where keys are letters, or a menu or dialog is open and has keys of its own. */
function isTaken({ target }: KeyboardEvent): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable], [role="menu"], [role="dialog"]') !== null
  );
}

function focusSearch(): void {
  document.getElementById('case-search')?.focus();
}
