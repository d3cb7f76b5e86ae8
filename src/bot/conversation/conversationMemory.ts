/** What the bot keeps of a conversation beside its dialogs. JSON, in BotState. */
export interface ConversationMemory {
  /** The language this conversation is held in; null until something told it. */
  locale: string | null;
  /** Messages of the person so far. */
  messages: number;
  /** The first message told no language, so the replies offer the others until the second message. */
  offersLanguages: boolean;
}

export const newConversation: ConversationMemory = {
  locale: null,
  messages: 0,
  offersLanguages: false,
};
