import { escapeXml } from '../../base/escapeXml.js';
import { drawBox, drawText, type TreeHref } from './drawBox.js';
import { drawingStyle } from './drawingStyle.js';
import type { DrawingWords } from './drawingWords.js';
import { drawLegend } from './drawLegend.js';
import { type Line, layOut } from './layOut.js';
import type { TreeGraph } from './treeGraph.js';

export interface SvgOptions {
  readonly words: DrawingWords;
  readonly href: TreeHref;
  /** A file of its own has its title and its style sheet in it; within a page both stand around it. */
  readonly standalone: boolean;
}

const margin = 20;
const leastWidth = 620;

/** The drawing of a tree as SVG: layers from left to right, every text selectable, light and dark. */
export function drawSvg(graph: TreeGraph, { words, href, standalone }: SvgOptions): string {
  const { width, height, boxes, lines } = layOut(graph);
  const inner = Math.max(width, leastWidth);
  const legend = drawLegend(graph, words, Math.min(inner, 1_400));
  const titleHeight = standalone ? 34 : 0;
  const top = margin + titleHeight + legend.height + 12;
  const whole = { width: inner + 2 * margin, height: top + height + margin };
  const about = words.label('about', { tree: graph.title });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="drawing" lang="${escapeXml(graph.locale)}" width="${whole.width}" height="${whole.height}" viewBox="0 0 ${whole.width} ${whole.height}" role="group" aria-labelledby="drawing-title">`,
    `<title id="drawing-title">${escapeXml(about)}</title>`,
    ...(standalone ? [`<style>${drawingStyle}</style>`] : []),
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="arrow" d="M0 0L8 4L0 8Z"/></marker></defs>',
    `<rect class="paper" width="${whole.width}" height="${whole.height}"/>`,
    ...(standalone ? [drawText({ y: margin + 18, text: graph.title }, margin, 'title')] : []),
    `<g transform="translate(${margin} ${margin + titleHeight})">${legend.svg}</g>`,
    `<g transform="translate(${margin} ${top})">`,
    ...lines.map(drawLine),
    ...boxes.map((placed) => drawBox(placed, href)),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function drawLine({ from, to, turnX, row, ends }: Line): string {
  const [start, end] = ends.map(escapeXml);
  return `<path class="line" data-from="${start}" data-to="${end}" data-way="${escapeXml(row.way.path)}" marker-end="url(#arrow)" d="${elbow(from, to, turnX)}"/>`;
}

function elbow(from: Line['from'], to: Line['to'], turnX: number): string {
  const rise = to.y - from.y;
  const r = Math.min(6, Math.abs(rise) / 2);
  const turn = Math.sign(rise) * r;
  return `M${from.x} ${from.y}H${round(turnX - r)}q${r} 0 ${r} ${turn}V${to.y - turn}q0 ${turn} ${r} ${turn}H${to.x}`;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
