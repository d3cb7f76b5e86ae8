import { Button, Spinner } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { SentFile } from '../../../src/handoff/desk/deskApi.js';
import { Icon } from '../icon.js';
import { errorCode } from '../server/deskError.js';
import { useStore } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';

interface ChosenFile {
  readonly key: string;
  readonly file: File;
  /** Null until the server has it. */
  readonly sent: SentFile | null;
  readonly error: string | null;
}

export interface FilesToSend {
  readonly chosen: readonly ChosenFile[];
  readonly ready: readonly SentFile[];
  readonly busy: boolean;
  readonly choose: () => void;
  readonly add: (files: readonly File[]) => void;
  readonly remove: (key: string) => void;
  readonly clear: () => void;
}

/** Files go to the server when they are chosen, so that sending the message is quick. Dropped ones count too while `active`. */
export function useChosenFiles(caseId: string, active: boolean): FilesToSend {
  const store = useStore();
  const [chosen, setChosen] = useState<readonly ChosenFile[]>([]);
  const addRef = useRef<(files: readonly File[]) => void>(() => {});

  const add = (files: readonly File[]) => {
    for (const file of files) {
      const key = crypto.randomUUID();
      const settle = (change: Partial<ChosenFile>) =>
        setChosen((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
      setChosen((all) => [...all, { key, file, sent: null, error: null }]);
      store.sendFile(caseId, file).then(
        (sent) => settle({ sent }),
        (error: unknown) => settle({ error: errorCode(error) }),
      );
    }
  };
  addRef.current = add;
  useEffect(() => (active ? watchDrop((files) => addRef.current(files)) : undefined), [active]);

  return {
    chosen,
    ready: chosen.flatMap(({ sent }) => sent ?? []),
    busy: chosen.some(({ sent, error }) => sent === null && error === null),
    choose: () => chooseFiles(add),
    add,
    remove: (key) => setChosen((all) => all.filter((one) => one.key !== key)),
    clear: () => setChosen([]),
  };
}

export function filesOf(data: DataTransfer | null): readonly File[] {
  return data === null ? [] : [...data.files];
}

function chooseFiles(add: (files: readonly File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.onchange = () => add([...(input.files ?? [])]);
  input.click();
}

/** Files may be let go of anywhere: without this the browser would leave the desk and open them. */
function watchDrop(add: (files: readonly File[]) => void): () => void {
  const over = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };
  const drop = (event: DragEvent) => {
    const files = filesOf(event.dataTransfer);
    if (files.length === 0) return;
    event.preventDefault();
    add(files);
  };
  document.addEventListener('dragover', over);
  document.addEventListener('drop', drop);
  return () => {
    document.removeEventListener('dragover', over);
    document.removeEventListener('drop', drop);
  };
}

export function ChosenFiles({ files }: { readonly files: FilesToSend }) {
  const { t, has } = useTexts();
  if (files.chosen.length === 0) return null;
  return (
    <ul className="chosen-files">
      {files.chosen.map(({ key, file, sent, error }) => (
        <li key={key} data-failed={error !== null}>
          {sent === null && error === null ? (
            <Spinner size="extra-tiny" />
          ) : (
            <Icon name={error ? 'failed' : 'file'} />
          )}
          <span className="chosen-files__name" dir="auto">
            {file.name}
          </span>
          {error !== null && (
            <span role="alert">{t(has(`error.${error}`) ? `error.${error}` : 'error.unexpected')}</span>
          )}
          <Button
            appearance="subtle"
            size="small"
            icon={<Icon name="close" />}
            aria-label={t('composer.removeFile', { name: file.name })}
            onClick={() => files.remove(key)}
          />
        </li>
      ))}
    </ul>
  );
}
