import type { Store } from './webChat.js';

/** Web Chat takes files by its button alone: this lets them be dropped anywhere on the page, and pasted. Returns the function that ends it. */
export function watchFileDrop(page: Document, store: Store): () => void {
  const onOver = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Without this the browser would leave the chat and open the file.
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  };
  const onDrop = (event: DragEvent) => {
    const files = event.dataTransfer?.files;
    if (files === undefined || files.length === 0) return;
    event.preventDefault();
    attach(store, [...files]);
  };
  const onPaste = (event: ClipboardEvent) => {
    const { clipboardData } = event;
    // Office puts a picture of a text beside the text.
    if (clipboardData === null || clipboardData.files.length === 0 || clipboardData.getData('text') !== '')
      return;
    event.preventDefault();
    attach(store, [...clipboardData.files]);
  };
  page.addEventListener('dragover', onOver);
  page.addEventListener('drop', onDrop);
  page.addEventListener('paste', onPaste);
  return () => {
    page.removeEventListener('dragover', onOver);
    page.removeEventListener('drop', onDrop);
    page.removeEventListener('paste', onPaste);
  };
}

/** Puts them into the send box, beside what stands there. */
function attach(store: Store, files: readonly File[]): void {
  const { sendBoxAttachments = [] } = store.getState();
  const attachments = [...sendBoxAttachments, ...files.map((blob) => ({ blob }))];
  store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX_ATTACHMENTS', payload: { attachments } });
}
