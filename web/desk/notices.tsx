import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useEffect } from 'react';
import { Icon } from './icon.js';
import type { Notice } from './state/deskState.js';
import { useDesk, useStore } from './state/useDesk.js';
import { useTexts } from './texts/useTexts.js';

/** What went wrong stays longer: it has to be understood, not only seen. */
const shownMs = { success: 4_000, warning: 10_000, error: 10_000 } as const;

/** Tells once what came of a command. */
export function Notices() {
  const notices = useDesk((state) => state.notices);
  return (
    <div className="notices" role="status">
      {notices.map((notice) => (
        <NoticeBar key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeBar({ notice }: { readonly notice: Notice }) {
  const { t, has } = useTexts();
  const store = useStore();
  useEffect(() => {
    const timer = window.setTimeout(() => store.dismiss(notice), shownMs[notice.kind]);
    return () => window.clearTimeout(timer);
  }, [store, notice]);
  return (
    <MessageBar intent={notice.kind} layout="multiline">
      <MessageBarBody>{t(has(notice.key) ? notice.key : 'error.unexpected', notice.values)}</MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            icon={<Icon name="close" />}
            aria-label={t('close')}
            onClick={() => store.dismiss(notice)}
          />
        }
      />
    </MessageBar>
  );
}
