import { type Activity, ActivityTypes, type TurnContext } from 'botbuilder';
import { speakerOf } from '../../handoff/spoken.js';
import type { TurnHandoff } from '../../handoff/turnHandoff.js';

/** What a turn answers to its caller, or tells the Emulator, is said to nobody. */
const unheard: readonly (string | undefined)[] = [ActivityTypes.InvokeResponse, ActivityTypes.Trace];
const longestNote = 20_000;

/**
 * Keeps back whatever the bot says in this turn while a human has the conversation; only what the house says
 * (agents' words, notices) passes. The commit is refused when a human took the conversation meanwhile, so nothing else can slip through.
 *
 * @returns the function that ends the turn: the words that were kept back become a note for the agent
 */
export function keepSilent(context: TurnContext, handoff: TurnHandoff): () => void {
  const unsaid: Partial<Activity>[] = [];
  const isKept = (activity: Partial<Activity>) =>
    handoff.current()?.status === 'claimed' &&
    speakerOf(activity) === 'bot' &&
    !unheard.includes(activity.type);
  context.onSendActivities((_context, activities, next) => {
    const kept = activities.filter(isKept);
    if (kept.length === 0) return next();
    unsaid.push(...kept);
    activities.splice(0, activities.length, ...activities.filter((activity) => !kept.includes(activity)));
    // To the dialogs it is said: they must not try it another way.
    context.responded = true;
    return next();
  });
  context.onUpdateActivity(async (_context, activity, next) => {
    if (!isKept(activity)) return next();
    unsaid.push(activity);
  });
  return () => {
    const text = noteOf(unsaid);
    if (text !== '') handoff.act({ type: 'bot-note', text });
  };
}

/** The words of the bot's messages as Markdown, at most 20,000 characters; empty when there are none. */
export function noteOf(activities: readonly Partial<Activity>[]): string {
  const texts = activities.flatMap(({ type, text }) =>
    type === ActivityTypes.Message && text?.trim() ? [text.trim()] : [],
  );
  const note = texts.join('\n\n');
  return note.length > longestNote ? `${note.slice(0, longestNote).toWellFormed()} …` : note;
}
