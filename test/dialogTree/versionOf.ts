import { makeTreeVersion, type TreeVersion } from '../../src/dialogTree/compile/treeVersion.js';
import { parseTree } from '../../src/dialogTree/parseTree.js';
import { lookupIn, type TextResources } from '../../src/dialogTree/treeTexts.js';
import { resources } from './knownWords.js';

/** The version of a tree as its author writes it. Throws with all problems when the file has any. */
export function versionOf(
  yaml: string,
  texts: TextResources = resources,
  locales: readonly string[] = ['en', 'fr'],
): TreeVersion {
  const { source, problems } = parseTree('tree.yaml', yaml);
  if (source === null) throw new Error(JSON.stringify(problems));
  return makeTreeVersion(source.tree, locales, lookupIn(texts));
}
