import type { JsonObject } from '../../base/json.js';

/**
 * What the bot keeps of a conversation beside its dialogs. JSON, in BotState; the optional ones are absent in what an
 * earlier release stored.
 */
export interface ConversationMemory {
  /** The language this conversation is held in; null until something told it. */
  locale: string | null;
  /** Messages of the person so far. */
  messages: number;
  /** The first message told no language, so the replies offer the others until the second message. */
  offersLanguages: boolean;
  /** When the person last wrote, ISO 8601 UTC. */
  lastSpoke?: string | null;
  /** They have come back since and were told where they stood. */
  reminded?: boolean;
  /** Buttons of the bot's own in its latest reply, which the next message may name. */
  offered?: readonly OfferedChoice[] | null;
}

export interface OfferedChoice {
  readonly title: string;
  /** What comes back when it is pressed. */
  readonly value: JsonObject;
}

export const newConversation: ConversationMemory = {
  locale: null,
  messages: 0,
  offersLanguages: false,
};
