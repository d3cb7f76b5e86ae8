import type { BoxKind } from './treeGraph.js';

/** Side of the square that an icon stands on. */
export const iconSize = 18;

/** Strokes within 18 × 18. */
const strokes: { readonly [K in BoxKind]: string } = {
  message: 'M4 5h10v7H9l-3 2.5V12H4z',
  prompt: 'M6.5 7a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M9 13.4v.2',
  recognizeError: 'M8 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8M11 11l3.5 3.5',
  probeEndpoint: 'M9 3v3M9 12v3M3 9h3M12 9h3M9 6a3 3 0 1 1 0 6a3 3 0 0 1 0-6',
  branch: 'M3.5 9h4l6-4M7.5 9l6 4',
  answer: 'M4 9.5l3.5 3.5L14 6',
  goto: 'M4 9h9M9.5 5l4 4l-4 4',
  handoff: 'M9 4a2.2 2.2 0 1 1 0 4.4a2.2 2.2 0 0 1 0-4.4M4.5 14.5c.6-2.8 2.3-4 4.5-4s3.9 1.2 4.5 4',
  end: 'M6 6h6v6H6z',
  choices: 'M4 5h10M4 9h10M4 13h10',
};

/** The icon of a kind with its left upper corner at `x`, `y`; its colours come from the style sheet. */
export function kindIcon(kind: BoxKind, x: number, y: number): string {
  return `<g class="icon icon--${kind}" transform="translate(${x} ${y})"><rect width="${iconSize}" height="${iconSize}" rx="4"/><path d="${strokes[kind]}"/></g>`;
}
