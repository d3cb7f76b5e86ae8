import { factAt } from '../compile/conditions.js';
import type { Visit } from '../compile/visit.js';
import type { RecognizeErrorNode } from '../tree.js';
import type { NodeHandler, Step } from './nodeHandler.js';

const keptText = 4_000;

export const recognizeError: NodeHandler<'recognizeError'> = {
  async enter(visit, node) {
    const text = node.from === undefined ? visit.typed : factAt(visit.facts, node.from);
    // Carried through every turn from here on, so it does not stay a whole log.
    if (node.from !== undefined && typeof text === 'string' && text.length > keptText)
      visit.learn({ [node.from]: text.slice(0, keptText) });
    const found = typeof text === 'string' && text !== '' ? visit.services.recognizeError(text) : null;
    if (found === null) return { to: 'node', node: unknownTarget(visit, node) };
    if (found.family === null) {
      visit.learn(found.facts);
      return { to: 'node', node: node.several ?? unknownTarget(visit, node) };
    }
    // A family whose tree is not served yet helps nobody.
    if (found.tree === null) return { to: 'node', node: unknownTarget(visit, node) };
    visit.learn({ family: found.family, ...found.facts });
    return knownStep(found.tree);
  },
};

function knownStep(tree: string): Step {
  return { to: 'tree', tree, node: null, entry: 'onError' };
}

/** Asking for the whole message again and again helps nobody, so the second time may lead elsewhere. */
function unknownTarget(visit: Visit, node: RecognizeErrorNode): string {
  visit.state.unknownTexts += 1;
  return visit.state.unknownTexts > 1 ? (node.unknownAgain ?? node.unknown) : node.unknown;
}
