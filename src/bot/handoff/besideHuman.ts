import { type Activity, ActivityTypes } from 'botbuilder';
import { isLocale } from '../../answers/locales.js';
import { uploadRefusedEvent } from '../../base/uploadRefusal.js';
import { receive } from '../../dialogTree/activeTree.js';
import { handoffEventName } from '../../handoff/handoffEvent.js';
import { lookEventName } from '../../handoff/lookEvent.js';
import { setLanguage } from '../conversation/interruptions.js';
import { openServices, type SupportTurn } from '../conversation/supportTurn.js';
import { takeUploadRefusal } from '../conversation/takeUploadRefusal.js';
import { probeResultEvent } from '../turnScope.js';
import { hasWords } from './hasWords.js';
import { leavesHuman } from './leaveHuman.js';
import { lookForAgent, noteAgentsLook } from './lookForAgent.js';
import { tellCancelled } from './tellEnd.js';
import { tellEvent } from './tellEvent.js';

type Handler = (support: SupportTurn) => Promise<void>;

/** What the bot does with an activity while a human has the conversation; null: nothing at all. */
export function besideHuman({ type, name, value }: Activity): Handler | null {
  if (type === ActivityTypes.Message) return listen;
  if (type !== ActivityTypes.Event) return null;
  switch (name) {
    case handoffEventName:
      return tellEvent;
    case probeResultEvent:
      return noteResult;
    case lookEventName:
      return lookForAgent;
    case uploadRefusedEvent:
      return takeUploadRefusal;
    case 'trustdesk/locale':
      return isLocale(value) ? async (support) => setLanguage(support, value) : null;
    default:
      return null;
  }
}

/** The person's words are the human's: they stand in the log, and the agent's time to answer begins. */
async function listen(support: SupportTurn): Promise<void> {
  const { context, knowledge, memory, turn } = support;
  // Else they would be told, once the bot is back, that they have been away.
  memory.lastSpoke = turn.now.toISOString();
  if (leavesHuman(context.activity, knowledge.texts)) {
    const { ok } = turn.handoff.act({ type: 'cancel', reason: 'by-person' });
    if (ok) await tellCancelled(support);
  } else if (hasWords(context.activity)) {
    turn.handoff.act({ type: 'person-spoke' });
  }
}

/** The tree learns the result as ever; what it says of it is kept back and becomes a note, whole rather than a card. */
async function noteResult(support: SupportTurn): Promise<void> {
  if (noteAgentsLook(support)) return;
  const written = { ...support, cards: false };
  openServices(written);
  await receive(written.dc);
}
