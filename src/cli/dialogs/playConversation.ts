import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ConversationBot } from '../../app/conversationBot.js';
import type { StoredActivity } from '../../storage/storage.js';
import { comparableText } from './comparableText.js';
import type { ConversationClock } from './conversationClock.js';
import type { ConversationSource, WrittenTurn } from './parseConversation.js';
import { Person } from './person.js';
import { leave, playAgent } from './playAgent.js';
import type { WrittenPictures } from './writtenPictures.js';

/** Where conversations are played, one after the other. */
export interface Stage {
  readonly bot: ConversationBot;
  readonly clock: ConversationClock;
  readonly pictures: WrittenPictures;
  /** What a person pastes by name: PEM. */
  readonly certificates: ReadonlyMap<string, string>;
  /** Reports of the Router's computer, by name. */
  readonly reports: ReadonlyMap<string, string>;
  /** Lets this server answer behind mail.contoso.com from now on; null: none. */
  answerBy(server: string | null): Promise<void>;
}

/**
 * Plays the person's part and gives what the bot said to each turn, in a form that can be compared.
 *
 * @param id of its own among all conversations of the stage
 */
export async function playConversation(
  stage: Stage,
  id: string,
  { file, conversation: { locale, turns } }: ConversationSource,
): Promise<readonly (readonly string[])[]> {
  const person = new Person(stage.bot, { id, locale });
  const said: (readonly string[])[] = [];
  stage.clock.reset();
  await stage.answerBy(null);
  for (const turn of turns) {
    if (turn.after !== undefined) {
      stage.clock.pass(turn.after);
      await stage.bot.machinery.letTimePass();
    }
    if (turn.server !== undefined) await stage.answerBy(turn.server);
    stage.pictures.show(turn.reads ?? '');
    const replies = await take(person, stage, turn, path.join(path.dirname(file), 'files'));
    said.push(replies.map((reply) => comparableText(String(reply['text']))));
  }
  await leave(stage.bot, person.key);
  return said;
}

async function take(
  person: Person,
  stage: Stage,
  turn: WrittenTurn,
  folder: string,
): Promise<readonly StoredActivity[]> {
  const { agent, file, refused } = turn;
  if (agent !== undefined) {
    await playAgent(stage.bot, person.key, agent);
    return person.settle();
  }
  if (refused !== undefined) return person.isRefused(refused, file ?? null);
  const words = wordsOf(turn, stage);
  if (file === undefined) return person.say(words);
  return person.attach(words, { name: file, bytes: await readFile(path.join(folder, file)) });
}

/** A function as the replacement, since a text may hold `$&`. */
function wordsOf(
  { person = '', report, certificate }: WrittenTurn,
  { certificates, reports }: Stage,
): string {
  const words = report === undefined ? person : person.replace('{{report}}', () => reports.get(report) ?? '');
  return certificate === undefined ? words : `${words}\n${certificates.get(certificate)}`;
}
