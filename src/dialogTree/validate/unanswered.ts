import type { TreeSource } from '../parseTree.js';
import { makeProblem, type Problem } from '../problem.js';
import type { Condition, TreeNode } from '../tree.js';
import type { KnownWords } from './rule.js';

/** What can be recognised or found but leads nowhere; judged over all trees together. */
export function unanswered(sources: readonly TreeSource[], known: KnownWords): readonly Problem[] {
  return [...unansweredFamilies(sources, known), ...unansweredFindings(sources, known)];
}

/** Told where errors are recognised, since no tree is there to tell it in. */
function unansweredFamilies(sources: readonly TreeSource[], { families }: KnownWords): readonly Problem[] {
  const answered = new Set(sources.flatMap(({ tree }) => tree.families ?? []));
  const missing = families.filter((family) => !answered.has(family));
  return atFirst(sources, 'recognizeError', (source, path) =>
    missing.map((family) => {
      const message = `Errors of the family "${family}" are recognised here, but no tree answers them.`;
      const mend = `Name it in the "families" of a tree.`;
      return makeProblem(source.file, source.keyAt(path), 'unanswered-family', message, mend);
    }),
  );
}

function unansweredFindings(sources: readonly TreeSource[], known: KnownWords): readonly Problem[] {
  const answered = new Set(sources.flatMap(({ tree }) => Object.values(tree.nodes).flatMap(findingsOf)));
  const missing = known.blockingFindings.filter((code) => !answered.has(code));
  return atFirst(sources, 'probeEndpoint', (source, path) =>
    missing.map((code) => {
      const message = `A look may end with the finding "${code}", but no branch of any tree leads on from it.`;
      const mend = 'Name it in a case of a branch on findings.';
      return makeProblem(source.file, source.keyAt(path), 'unanswered-finding', message, mend);
    }),
  );
}

function findingsOf(node: TreeNode): readonly string[] {
  return node.kind === 'branch' ? node.cases.flatMap(({ when }) => codesIn(when)) : [];
}

function codesIn({ primary = [], any = [], all = [] }: Condition): readonly string[] {
  return [...(typeof primary === 'string' ? [primary] : primary), ...any, ...all];
}

function atFirst(
  sources: readonly TreeSource[],
  kind: TreeNode['kind'],
  tell: (source: TreeSource, path: string) => readonly Problem[],
): readonly Problem[] {
  for (const source of sources) {
    const [id] = Object.entries(source.tree.nodes).find(([, node]) => node.kind === kind) ?? [];
    if (id !== undefined) return tell(source, `nodes/${id}`);
  }
  return [];
}
