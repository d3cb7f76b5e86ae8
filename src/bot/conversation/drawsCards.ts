import type { Activity } from 'botbuilder';

/** Channels whose clients draw Adaptive Cards; any other gets the whole answer as text. */
const channels: ReadonlySet<string> = new Set(['directline', 'webchat', 'msteams', 'emulator']);

export function drawsCards({ channelId }: Activity): boolean {
  return channels.has(channelId);
}
