import type { Action, StoreMiddleware } from './webChat.js';

const id = 'attached';

/**
 * Names the files that wait in the send box, where Web Chat draws a dot only; closing the notice takes them out again.
 * `label` is what stands before the names.
 */
export function attachedNotice(label: () => string): StoreMiddleware {
  return (store) => (next) => (action) => {
    const result = next(action);
    const names = attachedNames(action);
    if (names !== null) store.dispatch(names.length === 0 ? dismissal : notice(label(), names));
    else if (isDismissal(action) && store.getState().sendBoxAttachments?.length) store.dispatch(emptied);
    return result;
  };
}

/** Null when the action doesn't touch them. */
function attachedNames({ type, payload }: Action): readonly string[] | null {
  if (type !== 'WEB_CHAT/SET_SEND_BOX_ATTACHMENTS' || payload === undefined || !('attachments' in payload))
    return null;
  return (payload.attachments as readonly { readonly blob: Blob }[]).map(({ blob }) =>
    blob instanceof File ? blob.name : '?',
  );
}

function isDismissal({ type, payload }: Action): boolean {
  return type === dismissal.type && payload !== undefined && 'id' in payload && payload.id === id;
}

const emptied: Action = { type: 'WEB_CHAT/SET_SEND_BOX_ATTACHMENTS', payload: { attachments: [] } };
const dismissal: Action = { type: 'WEB_CHAT/DISMISS_NOTIFICATION', payload: { id } };

function notice(label: string, names: readonly string[]): Action {
  // Shown as Markdown.
  const shown = names.map((name) => name.replace(/[\\`*_{}[\]<>|~&]/g, '\\$&'));
  const message = `${label} ${shown.join(', ')}`;
  return { type: 'WEB_CHAT/SET_NOTIFICATION', payload: { id, level: 'info', message } };
}
