import type { Clock } from '../../base/clock.js';
import type { Log } from '../../base/log.js';
import type { ConversationFeed } from '../../storage/conversationFeed.js';
import type { Storage } from '../../storage/storage.js';
import type { ByteRoom } from '../byteRoom.js';
import type { PersonSignals } from '../personSignals.js';
import type { RunTurn } from '../runTurn.js';
import type { OwnOrigin } from './ownOrigin.js';
import type { RateLimit } from './rateLimit.js';
import type { TokenSigner } from './tokenSigner.js';

/** What our own Direct Line channel needs from the house. */
export interface DirectLineServices {
  readonly storage: Pick<
    Storage,
    | 'readLog'
    | 'createDirectLineConversation'
    | 'readDirectLineConversation'
    | 'startDirectLineConversation'
    | 'saveAttachments'
    | 'readAttachment'
  >;
  readonly feed: ConversationFeed;
  readonly runTurn: RunTurn;
  readonly signals: PersonSignals;
  readonly tokens: TokenSigner;
  readonly ownOrigin: OwnOrigin;
  readonly limits: {
    /** New users and conversations, by address. */
    readonly generate: RateLimit;
    /** Posted activities, by user. */
    readonly post: RateLimit;
    /** Messages with files, by user. */
    readonly upload: RateLimit;
  };
  /** What all uploads under way may hold in memory. */
  readonly uploadRoom: ByteRoom;
  readonly clock: Clock;
  readonly log: Log;
  /** A fresh unguessable id, letters and digits. */
  readonly newId: () => string;
}
