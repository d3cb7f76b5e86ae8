import type { TurnContext } from 'botbuilder';
import type { DialogContext } from 'botbuilder-dialogs';
import type { Locale } from '../../answers/locales.js';
import { activeFacts } from '../../dialogTree/activeTree.js';
import { DialogServicesKey, type NodeListener } from '../../dialogTree/dialogServices.js';
import type { CaseState } from '../../handoff/case/caseState.js';
import type { Waiting } from '../../handoff/queues/waiting.js';
import type { FileNote } from '../files/takeFiles.js';
import type { TurnScope } from '../turnScope.js';
import type { ConversationMemory } from './conversationMemory.js';
import type { Knowledge } from './knowledge.js';
import { makeTreeServices } from './treeServices.js';

/** How a case that waits for a human stands in its queue. */
export type WaitingOf = (state: Pick<CaseState, 'queuedAt' | 'standing'>) => Promise<Waiting>;

/** One turn of the support bot, as the parts of it see it. */
export interface SupportTurn {
  readonly knowledge: Knowledge;
  readonly context: TurnContext;
  readonly turn: TurnScope;
  readonly memory: ConversationMemory;
  readonly dc: DialogContext;
  /** What is to be said of the message's files; what could be read in them stands in its text. */
  readonly fileNotes: readonly FileNote[];
  readonly cards: boolean;
  locale: Locale;
  /** Whether the person may start one more look now; counts it if so. */
  readonly admitsLook: () => boolean;
  readonly waiting: WaitingOf;
  /** A tree leads to a human; the person is asked when it has said what it has to say. */
  wantsHuman: boolean;
  readonly onNode?: NodeListener | undefined;
}

/** The dialogs see the world through these; a change of language makes them anew. */
export function openServices(support: SupportTurn): void {
  const { context, knowledge, turn, locale, cards, dc, admitsLook, onNode } = support;
  const services = makeTreeServices({
    ...{ knowledge, turn, locale, cards, admitsLook, onNode },
    facts: () => activeFacts(dc),
    askForHuman: () => {
      support.wantsHuman = true;
    },
  });
  context.turnState.set(DialogServicesKey, services);
}
