import { stringify } from 'yaml';
import type { WrittenArticle } from './readArticle.js';

/** A conversation that pastes each error text of an article, and walks through its tree to the end. */
export function newConversation({ title, symptoms }: WrittenArticle, locale: string): string {
  const [first, ...others] = symptoms;
  // The choices by their numbers, as the bot shows them: the steps, it still fails, the steps again, it works.
  const walk = ['1', '2', '1', '1'];
  const turns = [...others.map(({ text }) => text), first.text, ...walk].map((person) => ({ person }));
  return stringify({ about: title, locale, turns }, { lineWidth: 0, blockQuote: 'literal' });
}
