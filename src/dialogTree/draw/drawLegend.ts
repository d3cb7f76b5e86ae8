import { drawText } from './drawBox.js';
import type { DrawingWords } from './drawingWords.js';
import { iconSize, kindIcon } from './kindIcon.js';
import { targetSigns } from './measureBox.js';
import type { BoxKind, TreeGraph, WayTarget } from './treeGraph.js';
import { textWidth } from './wrapText.js';

export interface Legend {
  readonly svg: string;
  readonly height: number;
}

const rowHeight = 26;
const pillWidth = 28;

/** The kinds that the drawing has, and what its marks mean, in rows of at most `width` pixels. */
export function drawLegend({ boxes }: TreeGraph, words: DrawingWords, width: number): Legend {
  const kinds = [...new Set(boxes.map(({ kind }) => kind))];
  const targets = new Set(boxes.flatMap(({ ways }) => ways.map(({ target }) => target.to)));
  let x = 0;
  let y = 0;
  const item = (text: string, markWidth: number, mark: (x: number, y: number) => string): string => {
    const itemWidth = markWidth + 6 + Math.ceil(textWidth(text, 12)) + 18;
    if (x > 0 && x + itemWidth > width) {
      x = 0;
      y += rowHeight;
    }
    const drawn = mark(x, y) + drawText({ y: y + 14, text }, x + markWidth + 6, 'legend');
    x += itemWidth;
    return drawn;
  };
  const items = [
    ...kinds.map((kind: BoxKind) =>
      item(words.label(`kinds.${kind}`), iconSize, (left, top) => kindIcon(kind, left, top)),
    ),
    ...(['box', 'tree', 'elsewhere'] as const)
      .filter((to) => targets.has(to))
      .map((to) => item(words.label(`targets.${to}`), pillWidth, (left, top) => pillMark(to, left, top))),
  ];
  return { svg: `<g class="legends">${items.join('\n')}</g>`, height: y + rowHeight };
}

function pillMark(to: WayTarget['to'], x: number, y: number): string {
  const sign = drawText({ y: y + 13, text: targetSigns[to] }, x + 8, 'target');
  return `<g class="pill pill--${to}"><rect x="${x}" y="${y}" width="${pillWidth}" height="${iconSize}" rx="${iconSize / 2}"/>${sign}</g>`;
}
