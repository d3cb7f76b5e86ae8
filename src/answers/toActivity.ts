import type { JsonObject } from '../base/json.js';
import { cardContentType } from './cards.js';
import type { RenderedAnswer } from './renderedAnswer.js';

export interface ToActivityOptions {
  /** Whether the channel draws Adaptive Cards. */
  readonly cards: boolean;
  readonly channelData?: JsonObject;
  readonly locale?: string;
  /** Waits for an answer: clients open the microphone or focus the send box. */
  readonly expectsInput?: boolean;
}

/** A reply as the Bot Framework sends it. */
export interface AnswerActivity {
  readonly type: 'message';
  readonly text: string;
  readonly textFormat: 'markdown';
  readonly attachments?: { readonly contentType: string; readonly content: JsonObject }[];
  readonly speak?: string;
  readonly locale?: string;
  readonly inputHint?: 'expectingInput' | 'acceptingInput';
  readonly channelData?: JsonObject;
}

/** One sentence and the card where cards work (an empty card is left away); the whole as Markdown elsewhere. */
export function toActivity(rendered: RenderedAnswer, options: ToActivityOptions): AnswerActivity {
  const { channelData, locale, expectsInput } = options;
  const { body, actions } = rendered.card;
  const speak = rendered.speak ?? rendered.summary;
  const showsCard = options.cards && [body, actions].some((part) => Array.isArray(part) && part.length > 0);
  return {
    type: 'message',
    text: options.cards ? rendered.summary : rendered.text,
    textFormat: 'markdown',
    inputHint: expectsInput ? 'expectingInput' : 'acceptingInput',
    ...(showsCard ? { attachments: [{ contentType: cardContentType, content: rendered.card }] } : {}),
    ...(speak ? { speak } : {}),
    ...(locale ? { locale } : {}),
    ...(channelData ? { channelData } : {}),
  };
}
