import { isScalar, parseDocument } from 'yaml';

/** A tree file's text with another state; nothing else of it changes. */
export function withState(text: string, state: 'draft' | 'published'): string {
  const node = parseDocument(text, { uniqueKeys: false }).get('state', true);
  if (!isScalar(node) || !node.range) {
    // Published is what an article without a state is.
    return state === 'published' ? text : text.replace(/^id:.*$/m, `$&\nstate: ${state}`);
  }
  const [start, end] = node.range;
  return text.slice(0, start) + state + text.slice(end);
}
