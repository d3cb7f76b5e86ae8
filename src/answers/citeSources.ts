import { textBlock } from './cards.js';
import { citation } from './citation.js';
import type { RenderedAnswer } from './renderedAnswer.js';
import type { Source } from './source.js';
import type { LocaleTexts } from './texts.js';

/** As many as fit a line of a phone screen or two. */
const most = 4;

/** Ends an answer with what it rests on. */
export function citeSources(
  rendered: RenderedAnswer,
  sources: readonly Source[],
  texts: LocaleTexts,
): RenderedAnswer {
  const cited = [...new Map(sources.map((source) => [source.id, source])).values()].slice(0, most);
  if (cited.length === 0) return rendered;
  const line = citation(cited, texts);
  const body = Array.isArray(rendered.card['body']) ? rendered.card['body'] : [];
  return {
    ...rendered,
    text: `${rendered.text}\n\n${line}`,
    card: { ...rendered.card, body: [...body, textBlock(line, { size: 'Small', isSubtle: true })] },
  };
}
