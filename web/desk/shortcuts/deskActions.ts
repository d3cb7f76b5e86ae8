export type DeskAction = 'claim' | 'resolve' | 'transfer' | 'reply' | 'note' | 'search' | 'help';

type Handlers = { readonly [action in DeskAction]?: () => void };

const eventName = 'trustdesk-action';

/** Keys are pressed at the page; what they do is known where the thing is shown. */
export function sendDeskAction(action: DeskAction): void {
  document.dispatchEvent(new CustomEvent(eventName, { detail: action }));
}

/** Returns the function that ends it. */
export function onDeskAction(handlers: Handlers): () => void {
  const take = (event: Event) => handlers[(event as CustomEvent<DeskAction>).detail]?.();
  document.addEventListener(eventName, take);
  return () => document.removeEventListener(eventName, take);
}
