import { ActionTypes, type TurnContext } from 'botbuilder';
import { localeNames, locales } from '../../answers/locales.js';

/** Adds one-tap language buttons to what this turn says. What is tapped comes back as an ordinary message. */
export function offerLanguages(context: TurnContext): void {
  const actions = locales.map((locale) => ({
    type: ActionTypes.ImBack,
    title: localeNames[locale],
    value: localeNames[locale],
  }));
  context.onSendActivities((_context, activities, next) => {
    const last = activities.findLast(({ type }) => type === 'message');
    if (last) last.suggestedActions = { actions, to: [] };
    return next();
  });
}
