import type { Locale } from '../../answers/locales.js';
import type { Clock } from '../../base/clock.js';
import type { JsonObject } from '../../base/json.js';
import type { Log } from '../../base/log.js';
import type { ByteRoom } from '../../channels/byteRoom.js';
import type { OwnOrigin } from '../../channels/directLine/ownOrigin.js';
import type { RateLimit } from '../../channels/directLine/rateLimit.js';
import type { RunTurn } from '../../channels/runTurn.js';
import type { PageFiles } from '../../channels/widget/pageFiles.js';
import type { CaseRecord } from '../../storage/caseStore.js';
import type { ConversationFeed } from '../../storage/conversationFeed.js';
import type { Storage, StoredActivity } from '../../storage/storage.js';
import type { Audit } from '../audit.js';
import type { CaseFeed } from '../caseFeed.js';
import type { ExportRequest } from '../export/exportSource.js';
import type { Handoff } from '../handoff.js';
import type { Presence } from '../presence.js';
import type { Queues } from '../queues/queues.js';
import type { Eraser, Erasure } from '../rights/erasePerson.js';
import type { CaseReader } from './caseReader.js';
import type { FileLinks } from './files/fileLinks.js';
import type { OidcSignIn } from './signIn/oidcAgent.js';
import type { CheckPassword } from './signIn/passwordCheck.js';

/** What the desk needs from the house. */
export interface DeskServices {
  readonly storage: Pick<
    Storage,
    | 'agents'
    | 'audit'
    | 'cases'
    | 'records'
    | 'readLog'
    | 'lastSeq'
    | 'outboxStates'
    | 'saveAttachments'
    | 'readAttachment'
  >;
  readonly handoff: Handoff;
  readonly runTurn: RunTurn;
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
    /** Null: agents do not sign in with passwords of ours. */
    readonly passwords: CheckPassword | null;
    /** Null: no issuer is configured. */
    readonly oidc: OidcSignIn | null;
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
  readonly fileLinks: FileLinks;
  /** Whether a conversation, by its reference, is on our own Direct Line. */
  readonly servedHere: (conversationReference: JsonObject) => boolean;
  /** Fetches the `index`-th attachment of a person's message from the service that holds it; null when it can't be had. */
  readonly fetchForeign: (
    record: CaseRecord,
    activity: StoredActivity,
    index: number,
  ) => Promise<{ readonly name: string; readonly bytes: Buffer } | null>;
  readonly ownOrigin: OwnOrigin;
  /** True when agents come over https, so that the cookie never travels in the clear. */
  readonly secure: boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** A fresh unguessable id, letters and digits. */
  readonly newId: () => string;
}
