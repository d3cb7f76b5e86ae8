import { agentMessageActivity } from './agentMessageActivity.js';
import type { Tell } from './told.js';

export const tellAgentMessage: Tell<'agent-spoke'> = async ({ context }) => {
  await context.sendActivity(agentMessageActivity(context.activity) ?? {});
};
