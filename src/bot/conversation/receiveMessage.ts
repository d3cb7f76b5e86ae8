import { TurnContext } from 'botbuilder';
import { findEndpoints } from '../../base/findEndpoints.js';
import { domainOfAddress } from '../../base/mailDomain.js';
import {
  choosesHere,
  describe,
  enterTree,
  offersCommand,
  receive,
  retry,
  waitsForProbe,
} from '../../dialogTree/activeTree.js';
import type { Facts } from '../../dialogTree/dialogServices.js';
import { errorFamilies, type RecognizedError } from '../../recognizer/errorMatch.js';
import { type Command, commands } from '../../recognizer/signatures.js';
import { askForHuman, reasonToAsk } from '../handoff/askForHuman.js';
import { chosenHere, dropAsking } from '../handoff/asking.js';
import { offerHuman } from '../handoff/offerHuman.js';
import { pleadsForHuman } from '../handoff/pleadsForHuman.js';
import { pressHandoff } from '../handoff/pressHandoff.js';
import { takeAsking } from '../handoff/takeAsking.js';
import { pointToField } from '../handoff/takeMailAddress.js';
import { autodiscoverFacts, emptyCase, errorFacts, noEndpoint } from './caseFacts.js';
import { askAnew } from './changeAnswer.js';
import { certificatesInText } from './givenCertificates.js';
import { interrupt } from './interruptions.js';
import { lookingTree } from './lookingTree.js';
import { chosenEndpoint, type FoundEndpoint, namedEndpoints } from './namedEndpoints.js';
import { takeOffered } from './offerChoices.js';
import { asksAutodiscover } from './readInput.js';
import { say } from './say.js';
import { sayOfFile } from './sayOfFile.js';
import { showPlace } from './showPlace.js';
import type { SupportTurn } from './supportTurn.js';
import { takeCertificates } from './takeCertificates.js';
import { takeReport } from './takeReport.js';

/** After so many messages in a row that the bot could make nothing of, it offers a human. */
const mostMisunderstood = 2;

/** An unknown text this long is more likely an error than a slip at a question with buttons. */
const errorLength = 60;

/**
 * A message of the person, in this order: a pressed button, a report of the Router's computer, a choice that they see,
 * pasted certificates, an interruption, what the bot asks before it asks a human, a pasted error, an answer that the tree
 * waits for, an endpoint or what leads to one, an unknown text.
 */
export async function receiveMessage(support: SupportTurn): Promise<void> {
  const { memory } = support;
  const before = memory.misunderstood ?? 0;
  await answer(support);
  if (memory.misunderstood === before) memory.misunderstood = 0;
}

async function answer(support: SupportTurn): Promise<void> {
  TurnContext.removeRecipientMention(support.context.activity);
  for (const note of support.fileNotes) await sayOfFile(support, note);
  const { activity } = support.context;
  const text = (activity.text ?? '').trim();
  const offered = takeOffered(support, text) ?? chosenHere(support, text);
  if (await pressed(support, activity.value ?? offered)) return;
  if (text === '') return noText(support);
  if (await pointToField(support, text)) return;
  if (await takeReport(support, text)) return dropAsking(support.memory);
  if (
    support.memory.asking?.step !== 'words' &&
    choosesHere(support.dc) &&
    (await received(support)) === 'done'
  )
    return;
  const certificates = await certificatesInText(text);
  if (certificates !== null) dropAsking(support.memory);
  if (certificates !== null) return takeCertificates(support, certificates, factsAround(support, text));
  const { recognizer } = support.knowledge;
  const command = recognizer.recognizeCommand(text);
  if (command !== null) return interrupt(support, command.command, command.wantedLocale);
  if (await takeAsking(support, text)) return;
  const error = recognizer.recognizeError(text);
  const endpoints = namedEndpoints(text);
  if (error.family !== null) return newCase(support, text, error, endpoints);
  if (pleadsForHuman(recognizer, text)) return askForHuman(support, reasonToAsk(support), text);
  // While a look runs, another address is a correction of it.
  if (endpoints.length > 0 && waitsForProbe(support.dc)) return lookAt(support, endpoints);
  if ((await received(support)) === 'done') return;
  if (error.candidates.length > 0) return askWhichError(support, text);
  if (endpoints.length > 0) return lookAt(support, endpoints);
  const domain = domainOfAddress(text);
  if (domain !== null) return lookFor(support, autodiscoverFacts(domain));
  if (asksAutodiscover(text)) return findServer(support);
  await unknown(support, text);
}

/** A dump of the certificate in words, as OpenSSL prints it, holds URLs and messages of its own. */
const mostWordsAround = 600;

/** What the words before a certificate tell: the error, the URL it is for. */
function factsAround({ knowledge }: SupportTurn, text: string): Facts {
  const words = text.slice(0, Math.max(0, text.search(/[-\u2010-\u2015\u2212]\s?BEGIN /)));
  if (words.length > mostWordsAround) return {};
  const error = knowledge.recognizer.recognizeError(words);
  const endpoints = findEndpoints(words, { bareHosts: false }).filter((reading) => reading.ok);
  return {
    ...(error.family === null ? {} : { ...emptyCase, ...errorFacts(words, error) }),
    ...chosenEndpoint(endpoints),
  };
}

/** A button carries a value and no text of its own. */
async function pressed(support: SupportTurn, sent: unknown): Promise<boolean> {
  const value = (sent as { trustdesk?: Record<string, unknown> } | null | undefined)?.trustdesk;
  if (typeof value !== 'object' || value === null) return false;
  if (await pressHandoff(support, value)) return true;
  const { command, locale, again, of } = value;
  const known = commands.find((candidate) => candidate === command);
  if (known !== undefined) {
    await interrupt(support, known, typeof locale === 'string' ? locale : null);
    return true;
  }
  if (typeof again === 'string') {
    if (!(await askAnew(support, again, of))) await outdated(support);
    return true;
  }
  if ((await received(support)) === 'unmatched') await outdated(support);
  return true;
}

async function received(support: SupportTurn): Promise<'done' | 'unmatched'> {
  const outcome = await receive(support.dc);
  // The tree goes on: what was asked about a human has been passed over.
  if (outcome.outcome === 'handled') dropAsking(support.memory);
  switch (outcome.outcome) {
    case 'command':
      await interrupt(support, outcome.command as Command, null);
      return 'done';
    case 'outdated':
      await outdated(support);
      return 'done';
    case 'unmatched':
      return 'unmatched';
    default:
      return 'done';
  }
}

async function outdated(support: SupportTurn): Promise<void> {
  await say(support, 'bot:oldButton');
  await showPlace(support);
}

/** What was said of files names the way on by itself. */
async function noText(support: SupportTurn): Promise<void> {
  if (support.fileNotes.length > 0) return;
  await say(support, 'bot:emptyMessage');
  await showPlace(support);
}

/** A pasted error begins its case at once, whatever was going on; an endpoint in the same message is used at once. */
async function newCase(
  support: SupportTurn,
  text: string,
  error: RecognizedError,
  endpoints: readonly FoundEndpoint[],
): Promise<void> {
  const { dc, knowledge, locale } = support;
  const further = errorFamilies.filter((family) => error.also.includes(family));
  if (further.length > 0) {
    const { t, list } = knowledge.texts.in(locale);
    const families = list(further.map((family) => t(`answers:family.${family}`)));
    await say(support, 'bot:furtherErrors', { families });
  }
  const tree = error.family === null ? null : knowledge.registry.treeOfFamily(error.family);
  const facts: Facts = { ...emptyCase, ...errorFacts(text, error), ...chosenEndpoint(endpoints) };
  if (tree === null) await enterTree(dc, 'root', { node: 'read', facts: { ...facts, pasted: text } });
  else await enterTree(dc, tree, { entry: 'onError', facts });
}

function lookAt(support: SupportTurn, endpoints: readonly FoundEndpoint[]): Promise<void> {
  return lookFor(support, chosenEndpoint(endpoints));
}

/** "It uses Autodiscover", unasked. */
async function findServer({ dc }: SupportTurn): Promise<void> {
  await enterTree(dc, lookingTree, { node: 'autodiscover', facts: noEndpoint });
}

async function lookFor({ dc, knowledge }: SupportTurn, facts: Facts): Promise<void> {
  const place = describe(dc);
  const entry = place === null ? undefined : knowledge.registry.current(place.treeId)?.tree.onEndpoint;
  const treeId = place !== null && entry !== undefined ? place.treeId : lookingTree;
  await enterTree(dc, treeId, { entry: 'onEndpoint', facts });
}

/** The tree's own words first; a long text is more likely an error that nobody knows. */
async function unknown(support: SupportTurn, text: string): Promise<void> {
  const { dc, memory } = support;
  memory.misunderstood = (memory.misunderstood ?? 0) + 1;
  if (dc.activeDialog === undefined || text.length >= errorLength || !(await retry(dc)))
    await askWhichError(support, text);
  // One offer is enough where the question offers it too.
  if (memory.misunderstood === mostMisunderstood && !offersCommand(dc, 'human'))
    await offerHuman(support, 'loop');
}

/** The tree asks "did you mean" where the text may be one of several errors, and for the whole message otherwise. */
async function askWhichError({ dc }: SupportTurn, text: string): Promise<void> {
  await enterTree(dc, 'root', { node: 'read', facts: { pasted: text } });
}
