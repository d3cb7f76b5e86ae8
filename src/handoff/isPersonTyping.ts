import type { StoredActivity } from '../storage/storage.js';

/** Whether an ephemeral activity says that the person types; the bot's and the agent's typing go the same way. */
export function isPersonTyping({ type, from }: StoredActivity): boolean {
  return type === 'typing' && (from as { readonly role?: unknown } | null | undefined)?.role === 'user';
}
