import type { Clock } from '../../base/clock.js';
import type { Storage } from '../../storage/storage.js';
import type { TokenSigner } from '../directLine/tokenSigner.js';

/** What stands before a link's token in the page's address. Behind the #, so that it reaches no server and no server's log. */
const mark = '#resume=';

/** The link that opens a conversation in any browser, and until when it does; null for a conversation that is gone. */
export type ResumeLinks = (
  conversationId: string,
) => Promise<{ readonly url: string; readonly until: Date } | null>;

/** @param publicUrl where people open the page; null when nobody has said: then there are no links */
export function makeResumeLinks(
  storage: Pick<Storage, 'readDirectLineConversation'>,
  links: TokenSigner,
  publicUrl: string | null,
  clock: Clock,
): ResumeLinks {
  return async (conversationId) => {
    const conversation = await storage.readDirectLineConversation(conversationId);
    if (publicUrl === null || conversation === null) return null;
    const until = new Date(clock.now().getTime() + links.lifetimeSeconds * 1000);
    const token = await links.mint({ conversationId, userId: conversation.userId, locale: null });
    return { url: `${publicUrl}/${mark}${token}`, until };
  };
}
