import { type Locale, locales } from '../answers/locales.js';
import { plainText } from '../answers/plainText.js';
import type { LocaleTexts, TextResources } from '../answers/texts.js';
import type { TreeHref } from '../dialogTree/draw/drawBox.js';
import type { DrawingWords } from '../dialogTree/draw/drawingWords.js';
import { drawMermaid } from '../dialogTree/draw/drawMermaid.js';
import { drawSvg } from '../dialogTree/draw/drawSvg.js';
import { makeTreeGraph } from '../dialogTree/draw/treeGraph.js';
import type { Tree } from '../dialogTree/tree.js';
import { lookupIn, textForms } from '../dialogTree/treeTexts.js';

export interface TreeDrawing {
  readonly title: string;
  svg(options: { readonly href: TreeHref; readonly standalone: boolean }): string;
  mermaid(): string;
}

/** A tree as it can be drawn in one language; texts that this language lacks are shown in one that has them. */
export function drawTree(tree: Tree, texts: LocaleTexts, resources: TextResources): TreeDrawing {
  const words = drawingWords(tree, texts, resources);
  const graph = makeTreeGraph(tree, words);
  return {
    title: graph.title,
    svg: (options) => drawSvg(graph, { words, ...options }),
    mermaid: () => drawMermaid(graph),
  };
}

function drawingWords(tree: Tree, texts: LocaleTexts, resources: TextResources): DrawingWords {
  const text = readableTexts(resources, [texts.locale, ...(tree.languages ?? []), ...locales]);
  return {
    locale: texts.locale,
    label: (key, params) => texts.t(`dialogs:drawing.${key}`, params),
    text: (key) => text(key) ?? key,
    // What else is shown depends on the case and has no title.
    shown: (show, of) => (show === 'procedure' || show === 'topic' ? text(`${show}s:${of}.title`) : null),
  };
}

/** The first language's text without its Markdown, and with its placeholders as ‹name›. */
function readableTexts(
  resources: TextResources,
  languages: readonly (Locale | string)[],
): (key: string) => string | null {
  const lookup = lookupIn(resources);
  return (key) => {
    for (const language of languages) {
      const form = [...textForms(lookup, language, key).values()].at(-1);
      if (form !== undefined) return plainText(form.replace(/\{\{-?\s*([\w.]+)[^{}]*\}\}/g, '‹$1›'));
    }
    return null;
  };
}
