import type { Locale } from '../../answers/locales.js';
import type { Clock } from '../../base/clock.js';
import type { Log } from '../../base/log.js';
import type { ByteRoom } from '../../channels/byteRoom.js';
import type { OwnOrigin } from '../../channels/directLine/ownOrigin.js';
import type { RateLimit } from '../../channels/directLine/rateLimit.js';
import type { PageFiles } from '../../channels/widget/pageFiles.js';
import type { ConversationFeed } from '../../storage/conversationFeed.js';
import type { Storage } from '../../storage/storage.js';
import type { CaseFeed } from '../caseFeed.js';
import type { ExportRequest } from '../export/exportSource.js';
import type { Handoff } from '../handoff.js';
import type { Presence } from '../presence.js';
import type { Queues } from '../queues/queues.js';
import type { Eraser, Erasure } from '../rights/erasePerson.js';
import type { Audit } from './audit.js';
import type { CaseReader } from './caseReader.js';

/** What the desk needs from the house. */
export interface DeskServices {
  readonly storage: Pick<
    Storage,
    'agents' | 'audit' | 'cases' | 'readLog' | 'saveAttachments' | 'readAttachment'
  >;
  readonly handoff: Handoff;
  readonly caseFeed: CaseFeed;
  readonly feed: ConversationFeed;
  readonly queues: () => Queues;
  readonly reader: CaseReader;
  /** What is said around an exported conversation. */
  readonly exportTexts: (locale: Locale) => ExportRequest['texts'];
  readonly presence: Presence;
  readonly audit: Audit;
  /** Removes everything of a person; null when there is nothing. */
  readonly erase: (person: string, by: Eraser) => Promise<Erasure | null>;
  /** Lets the person see that an agent writes. */
  readonly tellTyping: (caseId: string) => Promise<void>;
  readonly signIn: {
    /** Whether agents sign in with passwords of ours. */
    readonly passwords: boolean;
    readonly limits: {
      /** By socket address. */
      readonly address: RateLimit;
      /** By e-mail address and socket address, and by e-mail address alone. */
      readonly pair: RateLimit;
      readonly email: RateLimit;
    };
  };
  /** Null until the page is built. */
  readonly files: PageFiles | null;
  readonly uploadRoom: ByteRoom;
  readonly ownOrigin: OwnOrigin;
  /** True when agents come over https, so that the cookie never travels in the clear. */
  readonly secure: boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** A fresh unguessable id, letters and digits. */
  readonly newId: () => string;
}
