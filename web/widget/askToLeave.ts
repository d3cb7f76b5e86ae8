/** Asks in the page's dialog, under this title, whether the open case may be closed. */
export function askToLeave(
  dialog: HTMLDialogElement,
  title: HTMLElement,
  question: string,
): Promise<boolean> {
  title.textContent = question;
  // What was answered the last time would count when this is closed with Escape.
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'leave'), { once: true });
  });
}
