import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useDesk, useStore } from './state/useDesk.js';
import { useTexts } from './texts/useTexts.js';

export function OfflineBanner() {
  const { t } = useTexts();
  const store = useStore();
  const line = useDesk((state) => state.line);
  return (
    <div role="status" className="offline">
      {line === 'offline' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t('offline.text')}</MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={() => store.wake()}>
              {t('offline.now')}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </div>
  );
}
