import type { JsonObject } from '../base/json.js';

export interface RenderedAnswer {
  /** The whole, in Markdown, for channels without cards and for the transcript. */
  readonly text: string;
  /** One sentence, shown beside the card where cards work. */
  readonly summary: string;
  /** What is read aloud, where that is not the summary. */
  readonly speak?: string;
  /** Adaptive Card, version 1.5 at most. */
  readonly card: JsonObject;
}
