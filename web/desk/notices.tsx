import { Toast, Toaster, ToastTitle, useId, useToastController } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useDesk, useStore } from './state/useDesk.js';
import { useTexts } from './texts/useTexts.js';

/** Tells once what came of a command. */
export function Notices() {
  const { t, has } = useTexts();
  const store = useStore();
  const notices = useDesk((state) => state.notices);
  const toaster = useId('notices');
  const { dispatchToast } = useToastController(toaster);

  useEffect(() => {
    for (const notice of notices) {
      const key = has(notice.key) ? notice.key : 'error.unexpected';
      dispatchToast(
        <Toast>
          <ToastTitle>{t(key, notice.values)}</ToastTitle>
        </Toast>,
        { intent: notice.kind, timeout: notice.kind === 'success' ? 4_000 : 10_000, politeness: 'polite' },
      );
      store.dismiss(notice);
    }
  }, [notices, store, dispatchToast, t, has]);

  return <Toaster toasterId={toaster} position="bottom-end" pauseOnHover pauseOnWindowBlur />;
}
