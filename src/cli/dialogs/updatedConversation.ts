import { parseDocument } from 'yaml';

/** The conversation file's text with what the bot said now; the rest of it, comments too, stays. */
export function updatedConversation(text: string, said: readonly (readonly string[])[]): string {
  const document = parseDocument(text);
  for (const [index, replies] of said.entries()) {
    document.setIn(['turns', index, 'bot'], document.createNode(replies));
  }
  return document.toString({ lineWidth: 0, blockQuote: 'literal' });
}
