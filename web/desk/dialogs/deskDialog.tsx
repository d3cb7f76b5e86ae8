import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/useTexts.js';

export interface DeskDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
  /** What it is for. Without one it can only be closed. */
  readonly action?: { readonly name: string; readonly busy: boolean; readonly run: () => void };
  readonly wide?: boolean;
}

/** A modal dialog: focus stays within, Escape closes it and focus goes back. */
export function DeskDialog({ title, children, onClose, action, wide = false }: DeskDialogProps) {
  const { t } = useTexts();
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={wide ? 'dialog dialog--wide' : 'dialog'}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            action?.run();
          }}
        >
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className="dialog__content">{children}</DialogContent>
            <DialogActions>
              <Button type="button" onClick={onClose}>
                {t(action === undefined ? 'close' : 'cancel')}
              </Button>
              {action !== undefined && (
                <Button type="submit" appearance="primary" disabledFocusable={action.busy}>
                  {action.name}
                </Button>
              )}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
