import type { ConversationKey, StoredActivity } from '../../storage/storage.js';
import type { CaseState } from '../case/caseState.js';

/** A turn of any conversation, as a hub sees it that speaks by activities. */
export interface HubTurn {
  readonly conversation: ConversationKey;
  /** The conversation's open case, when it has one. */
  readonly current: CaseState | null;
  /** As it came; secrets are masked. */
  readonly activity: StoredActivity;
  /** The message's text without the mention of the bot; '' for none. */
  readonly text: string;
  /** Sends into the turn's conversation, with the turn's end. */
  send(activity: StoredActivity): Promise<void>;
}

/** What a hub does with activities that are meant for it and not for the bot. */
export interface HubDoor {
  /** False: the activity is none of this hub's. A turn may run more than once. */
  take(turn: HubTurn): Promise<boolean>;
}
