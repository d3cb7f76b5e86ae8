import type { DirectLineServices } from './directLineServices.js';
import type { Grant } from './tokenSigner.js';

/** A new conversation, of a new user unless one is given. Both ids are ours, never the page's. */
export async function createConversation(
  { storage, newId, clock }: Pick<DirectLineServices, 'storage' | 'newId' | 'clock'>,
  options: { readonly userId: string | null; readonly locale: string | null },
): Promise<Grant> {
  const conversationId = newId();
  // Web Chat takes a user id from a token only when it begins with dl_.
  const userId = options.userId ?? `dl_${newId()}`;
  await storage.createDirectLineConversation({
    conversationId,
    userId,
    createdAt: clock.now().toISOString(),
    started: false,
  });
  return { conversationId, userId, locale: options.locale };
}
