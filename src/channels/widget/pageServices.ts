import type { ConversationKey } from '../../storage/storage.js';
import type { DirectLineServices } from '../directLine/directLineServices.js';
import type { DirectLineStreams } from '../directLine/directLineStreams.js';
import type { TokenSigner } from '../directLine/tokenSigner.js';
import type { PageFiles } from './pageFiles.js';

/** What the page's own backend needs. */
export interface PageServices extends DirectLineServices {
  readonly files: PageFiles;
  readonly streams: Pick<DirectLineStreams, 'endConversation'>;
  /** Signs the cookie that brings a browser back to its user and conversation; its lifetime is the cookie's. */
  readonly cookies: TokenSigner;
  /** Signs the links that open a conversation in any browser. */
  readonly links: TokenSigner;
  /** Number of the open case that ends when its person leaves the conversation; null when there is none. */
  readonly caseEndedByLeaving: (conversation: ConversationKey) => Promise<string | null>;
  /** Removes everything of a person, by their key. */
  readonly forget: (person: string) => Promise<unknown>;
  /** True when people come over https, so that the cookie never travels in the clear. */
  readonly secure: boolean;
}
