import type { ConversationMemory } from './conversationMemory.js';

const mostLooks = 6;
const spanMs = 60_000;

/** Whether one more look may begin now: a person can't have servers called more than a few times a minute. Counts it. */
export function admitsLook(memory: ConversationMemory, now: Date): boolean {
  const at = now.getTime();
  const recent = (memory.looks ?? []).filter((look) => look > at - spanMs && look <= at);
  const admitted = recent.length < mostLooks;
  memory.looks = admitted ? [...recent, at] : recent;
  return admitted;
}
