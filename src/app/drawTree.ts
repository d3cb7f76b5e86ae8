import { locales } from '../answers/locales.js';
import { plainText } from '../answers/plainText.js';
import type { LocaleTexts } from '../answers/texts.js';
import type { TreeVersion } from '../dialogTree/compile/treeVersion.js';
import type { TreeHref } from '../dialogTree/draw/drawBox.js';
import type { DrawingWords } from '../dialogTree/draw/drawingWords.js';
import { drawMermaid } from '../dialogTree/draw/drawMermaid.js';
import { drawSvg } from '../dialogTree/draw/drawSvg.js';
import { makeTreeGraph } from '../dialogTree/draw/treeGraph.js';
import { lookupIn, textForms } from '../dialogTree/treeTexts.js';

export interface TreeDrawing {
  readonly title: string;
  svg(options: { readonly href: TreeHref; readonly standalone: boolean }): string;
  mermaid(): string;
}

/** A tree as it can be drawn in one language; texts that this language lacks are shown in one that has them. */
export function drawTree(version: TreeVersion, texts: LocaleTexts): TreeDrawing {
  const words = drawingWords(version, texts);
  const graph = makeTreeGraph(version.tree, words);
  return {
    title: graph.title,
    svg: (options) => drawSvg(graph, { words, ...options }),
    mermaid: () => drawMermaid(graph),
  };
}

function drawingWords(version: TreeVersion, texts: LocaleTexts): DrawingWords {
  return {
    locale: texts.locale,
    label: (key, params) => texts.t(`dialogs:drawing.${key}`, params),
    text: (key) => ownText(version, texts.locale, key),
    // What other answers show depends on the case.
    shown: (show, of) =>
      show === 'procedure' || show === 'topic' ? titleOf(`${show}s:${of}.title`, texts) : null,
  };
}

/** Without its Markdown, and with its placeholders as ‹name›; the key where no language has the text. */
function ownText({ tree, texts }: TreeVersion, locale: string, key: string): string {
  const lookup = lookupIn(texts);
  for (const language of [locale, ...(tree.languages ?? []), ...locales]) {
    const form = [...textForms(lookup, language, key).values()].at(-1);
    if (form !== undefined) return plainText(form.replace(/\{\{-?\s*([\w.]+)[^{}]*\}\}/g, '‹$1›'));
  }
  return key;
}

function titleOf(key: string, texts: LocaleTexts): string | null {
  return texts.has(key) && !texts.takesParams(key) ? plainText(texts.t(key)) : null;
}
