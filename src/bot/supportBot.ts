import { type Activity, ActivityTypes, ConversationState, type StatePropertyAccessor } from 'botbuilder';
import type { DialogState } from 'botbuilder-dialogs';
import { isLocale } from '../answers/locales.js';
import { uploadRefusedEvent } from '../base/uploadRefusal.js';
import { enterTree, receive, rerender } from '../dialogTree/activeTree.js';
import type { NodeListener } from '../dialogTree/dialogServices.js';
import { handoffEventName } from '../handoff/handoffEvent.js';
import { nextInLineEvent } from '../handoff/nextInLine.js';
import type { PersonRecord } from '../storage/storage.js';
import { type ConversationMemory, newConversation } from './conversation/conversationMemory.js';
import { drawsCards } from './conversation/drawsCards.js';
import { setLanguage } from './conversation/interruptions.js';
import type { Knowledge } from './conversation/knowledge.js';
import { makeLookAllowance } from './conversation/lookAllowance.js';
import { offerLanguages } from './conversation/offerLanguages.js';
import { receiveMessage } from './conversation/receiveMessage.js';
import { isAway, remindOfPlace } from './conversation/remindOfPlace.js';
import { settleLocale } from './conversation/settleLocale.js';
import { openServices, type SupportTurn, type WaitingOf } from './conversation/supportTurn.js';
import { takeUpLost } from './conversation/takeUpLost.js';
import { takeUploadRefusal } from './conversation/takeUploadRefusal.js';
import { type FileReaders, takeFiles } from './files/takeFiles.js';
import { isAsking, showAsking } from './handoff/asking.js';
import { besideHuman } from './handoff/besideHuman.js';
import { hasWords } from './handoff/hasWords.js';
import { isHumans } from './handoff/isHumans.js';
import { personLeaves } from './handoff/personLeaves.js';
import { tellEvent } from './handoff/tellEvent.js';
import { tellNextInLine } from './handoff/tellNextInLine.js';
import { tellWaiting } from './handoff/tellWaiting.js';
import { watchTurn } from './handoff/watchTurn.js';
import { progress } from './progress.js';
import { type BotLogic, probeResultEvent, returnedEvent } from './turnScope.js';

/** The person's stored choices, for all their conversations. */
export type ReadPerson = (personKey: string) => Promise<PersonRecord | null>;

/**
 * The bot itself: decides what an activity is, and lets the conversation's tree or an interruption answer it.
 *
 * @param current what the bot knows now; asked once a turn, so that none sees half of an exchange
 */
export function makeSupportBot(
  current: () => Knowledge,
  readPerson: ReadPerson,
  files: FileReaders,
  waiting: WaitingOf,
  onNode?: NodeListener,
): BotLogic {
  return async (context, turn) => {
    const { activity } = context;
    const knowledge = current();
    personLeaves(activity, turn);
    const beside = turn.handoff.current();
    const humans = isHumans(activity, turn);
    const handler = humans ? besideHuman(activity) : handlerOf(activity);
    if (handler === null) return;
    const state = new ConversationState(turn.state);
    const memories: StatePropertyAccessor<ConversationMemory> = state.createProperty('memory');
    const dialogs: StatePropertyAccessor<DialogState> = state.createProperty('dialogs');
    const memory = await memories.get(context, { ...newConversation });
    const person = await readPerson(turn.personKey);
    const locale = settleLocale(knowledge, activity, memory, person?.locale ?? null);
    // After the language is settled: a file's words are not the person's own.
    const isMessage = activity.type === ActivityTypes.Message && !humans;
    const { entry, personKey } = turn;
    // Who waits may go on with the bot meanwhile; the human reads it afterwards.
    if (isMessage && beside !== null && hasWords(activity)) turn.handoff.act({ type: 'person-spoke' });
    const onPicture = () =>
      context.sendActivity(progress('picture', knowledge.texts.t(locale, 'files:reading')));
    const fileNotes = isMessage ? await takeFiles(files, { activity, entry, personKey, onPicture }) : [];
    const { dc, lost } = await knowledge.registry.open(context, dialogs);
    const support: SupportTurn = {
      knowledge,
      context,
      turn,
      memory,
      dc,
      fileNotes,
      cards: drawsCards(activity),
      locale,
      admitsLook: makeLookAllowance(person?.looks ?? [], turn),
      waiting,
      wantsHuman: false,
      onNode,
    };
    openServices(support);
    if (memory.offersLanguages && activity.name !== handoffEventName) offerLanguages(context);
    const answers = lost === null || (await takeUpLost(support, lost));
    // The question has just been asked once more.
    if (lost !== null) memory.reminded = true;
    if (isMessage) await remindOfPlace(support, true);
    const watched = watchTurn(support);
    if (answers) await handler(support);
    await watched.end();
    // Written without a look whether it changed: every message counts, so nearly every turn changes it.
    await state.saveChanges(context, true);
  };
}

type Handler = (support: SupportTurn) => Promise<void>;

function handlerOf(activity: Activity): Handler | null {
  switch (activity.type) {
    case ActivityTypes.Message:
      return receiveMessage;
    case ActivityTypes.ConversationUpdate:
      return joins(activity) ? greet : null;
    case ActivityTypes.Event:
      if (activity.name === probeResultEvent) return takeProbeResult;
      if (activity.name === returnedEvent) return welcomeBack;
      if (activity.name === handoffEventName) return tellEvent;
      if (activity.name === nextInLineEvent) return tellNextInLine;
      if (activity.name === uploadRefusedEvent) return takeUploadRefusal;
      return activity.name === 'trustdesk/locale' && isLocale(activity.value) ? takeLocale : null;
    default:
      return null;
  }
}

/** True once a conversation: when the bot comes in, or on channels that tell of the person alone, when they do. */
function joins({ membersAdded, recipient }: Activity): boolean {
  return (membersAdded ?? []).some(({ id }) => id === recipient?.id);
}

async function greet({ dc }: SupportTurn): Promise<void> {
  if (dc.activeDialog === undefined) await enterTree(dc, 'root');
}

/** Who waits for a human is told how that stands, too. */
async function welcomeBack(support: SupportTurn): Promise<void> {
  const open = isAway(support) && support.memory.reminded !== true ? support.turn.handoff.current() : null;
  await remindOfPlace(support, false);
  if (open !== null) await tellWaiting(support, open, 'again');
}

async function takeProbeResult(support: SupportTurn): Promise<void> {
  await receive(support.dc);
  // What may be passed on has grown by it.
  if (isAsking(support.memory)) await showAsking(support);
}

async function takeLocale(support: SupportTurn): Promise<void> {
  const { value } = support.context.activity;
  if (!isLocale(value)) return;
  const changes = value !== support.locale;
  setLanguage(support, value);
  if (changes) await rerender(support.dc);
}
