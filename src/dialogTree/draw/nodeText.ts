import type { Tree, TreeNode } from '../tree.js';
import { qualifiedKey } from '../treeTexts.js';
import type { DrawingWords } from './drawingWords.js';

/** What a node says, and what it does beside, in words. */
export function nodeText(
  tree: Tree,
  node: TreeNode,
  words: DrawingWords,
): { readonly detail: string; readonly text: string } {
  const detail = [words.label(`kinds.${node.kind}`), ...particulars(node)].join(' · ');
  if (node.kind === 'answer') {
    return { detail, text: node.of === undefined ? '' : (words.shown(node.show, node.of) ?? '') };
  }
  const key = 'text' in node ? node.text : undefined;
  return { detail, text: key === undefined ? '' : words.text(qualifiedKey(key, tree.id)) };
}

/** In the words of the tree file, which its authors look for. */
function particulars(node: TreeNode): readonly string[] {
  switch (node.kind) {
    case 'branch':
      return [node.on];
    case 'answer':
      return [[node.show, node.of].filter(Boolean).join(' ')];
    case 'probeEndpoint':
      return [node.endpoint];
    case 'message':
    case 'prompt':
    case 'recognizeError':
    case 'goto':
    case 'handoff':
    case 'end':
      return [];
  }
}
