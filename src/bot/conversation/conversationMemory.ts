import type { Locale } from '../../answers/locales.js';
import type { JsonObject } from '../../base/json.js';
import type { CaseReason } from '../../handoff/case/caseState.js';

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
  /** Null or absent: nothing is asked. */
  asking?: Asking | null;
  /** When humans were asked for within the last hour, ISO 8601 UTC. */
  requests?: readonly string[];
  /** The look that an agent has asked for, and their language; null or absent: none is under way. */
  agentLook?: { readonly jobId: string; readonly locale: Locale } | null;
  /** How many messages in a row the bot could make nothing of. */
  misunderstood?: number;
}

/** What the person is asked before a human is. */
export interface Asking {
  /** Whether the summary is right, what is to be added to it, or where mail may reach them. */
  readonly step: 'summary' | 'words' | 'mail';
  readonly reason: CaseReason;
  /** What they added to the summary, as written; null for nothing yet. */
  readonly words: string | null;
}

export interface OfferedChoice {
  readonly title: string;
  /** What people may write instead. */
  readonly synonyms?: readonly string[];
  /** What comes back when it is pressed. */
  readonly value: JsonObject;
}

export const newConversation: ConversationMemory = {
  locale: null,
  messages: 0,
  offersLanguages: false,
};
