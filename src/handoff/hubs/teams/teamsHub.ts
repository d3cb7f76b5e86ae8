import { escapeMarkdown } from '../../../answers/escapeMarkdown.js';
import type { JsonObject } from '../../../base/json.js';
import type { CaseRecord } from '../../../storage/caseStore.js';
import type { TurnIdentity } from '../../../storage/storage.js';
import type { CaseEvent } from '../../case/caseEvent.js';
import type { Hub, HubDelivery, HubPiece } from '../hub.js';
import type { HubWire, WirePlace, WireSent } from '../hubWire.js';
import { asAttachment, cardOf, type TeamsServices } from './teamsServices.js';
import { firstMessageOf, teamsHubId, threadBelow } from './teamsThread.js';

export interface TeamsHubParts extends TeamsServices {
  readonly wire: HubWire;
  /** The bot's own: nobody has spoken when a case comes. */
  readonly identity: TurnIdentity;
  readonly serviceUrl: string;
}

/** Characters of what a person wrote that one post shows. */
const longestPost = 12_000;

/**
 * A channel of Teams: a case is a thread that begins with its card. The card shows how the case stands, to everybody; the
 * person's words come as posts below it.
 */
export function makeTeamsHub(parts: TeamsHubParts): Hub {
  const { channel, cases, wire } = parts;
  const place = (conversationId: string): WirePlace => ({
    ...{ identity: parts.identity, serviceUrl: parts.serviceUrl, conversationId },
  });
  const addressed = (content: JsonObject, { conversationId }: WirePlace): JsonObject => ({
    ...{ channelId: 'msteams', serviceUrl: parts.serviceUrl, conversation: { id: conversationId } },
    ...{ type: 'message', ...content },
  });

  async function begin(record: CaseRecord): Promise<HubDelivery> {
    const to = place(channel);
    const content = addressed({ attachments: [asAttachment(await cardOf(parts, record))] }, to);
    const sent = await wire.send(to, content);
    if (sent.outcome !== 'delivered') return sent;
    if (sent.activityId === null) return { outcome: 'refused', error: 'Teams gave the post no id' };
    await cases.keepThread(teamsHubId, record.caseId, threadBelow(channel, sent.activityId));
    return { outcome: 'delivered' };
  }

  async function redraw(record: CaseRecord, thread: string): Promise<WireSent> {
    const to = place(thread);
    const id = firstMessageOf(thread);
    const content = { id, attachments: [asAttachment(await cardOf(parts, record))] };
    const sent = await wire.update(to, id, addressed(content, to));
    // Somebody has deleted the card; the thread goes on without it.
    return sent.outcome === 'refused' ? { outcome: 'delivered', activityId: null } : sent;
  }

  const post = (thread: string, content: JsonObject): Promise<WireSent> => {
    const to = place(thread);
    return wire.send(to, addressed(content, to));
  };

  return {
    id: teamsHubId,
    async deliver(piece) {
      const thread = await cases.threadOf(teamsHubId, piece.record.caseId);
      if (thread === null) return begin(piece.record);
      if (piece.kind === 'message') {
        const content = piece.from === 'person' ? saidBy(piece, parts) : null;
        return outcomeOf(content === null ? null : await post(thread, content));
      }
      // Twice does no harm, so it comes before the post.
      const drawn = await redraw(piece.record, thread);
      const notice = piece.kind === 'event' ? noticeOf(piece.event, parts) : null;
      if (drawn.outcome !== 'delivered' || notice === null) return outcomeOf(drawn);
      return outcomeOf(await post(thread, { text: notice, textFormat: 'markdown' }));
    },
  };
}

function outcomeOf(sent: WireSent | null): HubDelivery {
  return sent === null || sent.outcome === 'delivered' ? { outcome: 'delivered' } : sent;
}

type MessagePiece = Extract<HubPiece, { kind: 'message' }>;

/** The bot's own words stay out of the thread: the card tells what they came to. */
function saidBy({ text, files, state }: MessagePiece, services: TeamsServices): JsonObject {
  const { t } = services.texts();
  const name = state.request.personName ?? t('hubs:teams.person');
  const sent = files.map((file) => {
    const url = file.fileId === null ? null : services.fileLink(state.conversation, file.fileId);
    return url === null
      ? t('hubs:teams.file', { name: file.name })
      : t('hubs:teams.fileLink', { name: file.name, url });
  });
  const lines = [text.slice(0, longestPost), ...sent].filter((line) => line !== '');
  return { text: `${name}: ${lines.join('\n')}`, textFormat: 'plain' };
}

/** What is said of an event beside the card; null for what the agents did themselves. */
function noticeOf(event: CaseEvent, { texts }: TeamsServices): string | null {
  const { t } = texts();
  switch (event.type) {
    case 'reminded':
    case 'expired':
    case 'failed':
      return t(`hubs:teams.notice.${event.type}`);
    case 'cancelled':
      return t(`hubs:teams.notice.cancelled.${event.reason}`);
    case 'released':
      return event.reason === 'by-agent' ? null : t('hubs:teams.notice.released');
    case 'transferred':
      return t('hubs:teams.notice.transferred');
    case 'bot-noted':
      return `${t('hubs:teams.notice.botNoted')}\n\n${event.text.slice(0, longestPost)}`;
    case 'outcome':
      return t('hubs:teams.notice.outcome', { outcome: escapeMarkdown(t(`hubs:outcome.${event.outcome}`)) });
    default:
      return null;
  }
}
