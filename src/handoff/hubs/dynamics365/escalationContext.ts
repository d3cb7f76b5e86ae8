import { visibleText } from '../../../answers/escapeMarkdown.js';
import type { HubPiece } from '../hub.js';
import type { ContextValue } from './dynamicsTags.js';

/** Characters; a context variable of a workstream holds little more. */
const longestValue = 2_000;
const mostPhrases = 10;

/**
 * The context variables by which a workstream routes and which its agents see: Copilot Studio's names, so that one set of
 * rules serves both, and our own beside them. Only texts and whole numbers.
 */
export function escalationContext({ state, record, transcript }: Extract<HubPiece, { kind: 'requested' }>): {
  readonly [name: string]: ContextValue;
} {
  const { request, reference, caseId } = state;
  const phrases = phrasesOf(transcript.content.activities, record.conversationReference['user']);
  const topic = request.place?.treeId ?? '';
  const bot = record.conversationReference['bot'] as { id?: unknown } | undefined;
  const context: Record<string, string> = {
    va_Scope: 'bot',
    va_LastTopic: topic,
    va_Topics: topic,
    va_LastPhrases: phrases.at(-1) ?? '',
    va_Phrases: phrases.join('\n'),
    va_ConversationId: record.conversation,
    va_AgentMessage: request.words ?? '',
    va_BotId: String(bot?.id ?? ''),
    va_Language: request.locale,
    TrustDeskCase: caseId,
    TrustDeskReference: reference,
    TrustDeskFamily: request.family ?? '',
    TrustDeskReason: request.reason,
    TrustDeskQueue: state.standing.queue,
  };
  return Object.fromEntries(
    Object.entries(context).flatMap(([name, value]) =>
      value === '' ? [] : [[name, value.slice(-longestValue)]],
    ),
  );
}

function phrasesOf(activities: readonly { readonly [field: string]: unknown }[], user: unknown): string[] {
  const id = (user as { id?: unknown } | undefined)?.id;
  return activities
    .filter(({ from }) => id !== undefined && (from as { id?: unknown } | undefined)?.id === id)
    .flatMap(({ text }) => (typeof text === 'string' && text !== '' ? [visibleText(text)] : []))
    .slice(-mostPhrases);
}
