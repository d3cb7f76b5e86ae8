import type { JsonObject } from '../../../base/json.js';
import type { CaseAgent, CaseState } from '../../case/caseState.js';
import { hubAgent, type NameOfHub } from '../hubActions.js';

/** The Bot Framework's name of the channel to Dynamics 365. */
export const dynamicsChannel = 'omnichannel';

/** Which of its agents has a conversation Dynamics 365 does not say. */
export function dynamicsAgent(state: CaseState, nameOf: NameOfHub): CaseAgent {
  return hubAgent('dynamics365', 'hub', nameOf(state));
}

/** Values of a context; Dynamics 365 takes no others. */
export type ContextValue = string | number;

/** `channelData.tags` of a message that passes the conversation to a human. */
export function escalateTags(context: { readonly [name: string]: ContextValue }): string {
  return JSON.stringify({ type: 'Escalate', context });
}

/** A message that ends the conversation; nobody reads it. */
export const endOfConversation: JsonObject = {
  type: 'message',
  text: 'EndConversation',
  channelData: { tags: JSON.stringify({ type: 'EndConversation', context: {} }) },
};

/** Only what is bridged is shown to the person. */
export function bridged(channelData: unknown): JsonObject {
  return { ...(channelData as JsonObject | undefined), deliveryMode: 'bridged' };
}
