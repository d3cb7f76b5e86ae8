import type { DrawingWords } from '../../../src/dialogTree/draw/drawingWords.js';
import { makeTreeGraph, type TreeGraph } from '../../../src/dialogTree/draw/treeGraph.js';
import { parseTree } from '../../../src/dialogTree/parseTree.js';
import type { Tree } from '../../../src/dialogTree/tree.js';
import { lookupIn, type TextResources } from '../../../src/dialogTree/treeTexts.js';
import { resources } from '../knownWords.js';
import { routerTree } from '../sampleTrees.js';

/** Words that show which label was asked for. */
export function sampleWords(locale = 'en', texts: TextResources = resources): DrawingWords {
  const lookup = lookupIn(texts);
  return {
    locale,
    label: (key, params = {}) => [key, ...Object.values(params)].join(' '),
    text: (key) => lookup(locale, key) ?? `no ${key}`,
    shown: (show, of) => `title of ${show} ${of}`,
  };
}

export function treeOf(text: string): Tree {
  const { source, problems } = parseTree('tree.yaml', text);
  if (source === null) throw new Error(JSON.stringify(problems));
  return source.tree;
}

/** The sample tree, which has every kind of node. */
export function sampleGraph(words: DrawingWords = sampleWords(), text = routerTree): TreeGraph {
  return makeTreeGraph(treeOf(text), words);
}
