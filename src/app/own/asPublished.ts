import { isScalar, parseDocument } from 'yaml';

/** A draft's tree file with the state "published"; nothing else of it changes. */
export function asPublished(text: string): string {
  const node = parseDocument(text, { uniqueKeys: false }).get('state', true);
  if (!isScalar(node) || !node.range) return text;
  const [start, end] = node.range;
  return `${text.slice(0, start)}published${text.slice(end)}`;
}
