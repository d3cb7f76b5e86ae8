import { escapeXml } from '../../base/escapeXml.js';
import { iconSize, kindIcon } from './kindIcon.js';
import type { PlacedBox } from './layOut.js';
import { padding, pillHeight, type Row, type TextLine } from './measureBox.js';
import type { Box, BoxKind, Way } from './treeGraph.js';

/** The address of a tree's drawing, or of a node in it. */
export type TreeHref = (tree: string, node: string | null) => string;

/** One node: its icon, id and text, and a row for every way on. */
export function drawBox({ box, shape, x, y }: PlacedBox, href: TreeHref): string {
  const { width, height } = shape;
  const nameX = padding + iconSize + 6;
  return [
    `<g class="box box--${box.kind}" id="${escapeXml(box.id)}" data-node="${escapeXml(box.name)}" transform="translate(${x} ${y})">`,
    `<title>${escapeXml(boxTitle(box))}</title>`,
    `<path class="frame" d="${outline(box.kind, width, height)}"/>`,
    ...shape.entries.map((line) => drawText(line, padding, 'entry')),
    kindIcon(box.kind, padding, shape.nameY - iconSize / 2),
    ...shape.name.map((line) => drawText(line, nameX, 'name')),
    ...shape.detail.map((line) => drawText(line, padding, 'detail')),
    ...shape.text.map((line) => drawText(line, padding, 'text')),
    ...shape.rows.map((row) => drawRow(row, width, href)),
    '</g>',
  ].join('\n');
}

function boxTitle({ name, detail, entries }: Box): string {
  return [`${name} (${detail})`, ...entries].join(' · ');
}

function drawRow({ way, top, lines, pill }: Row, width: number, href: TreeHref): string {
  const label = lines.map((line) => drawText(line, padding, 'label')).join('');
  const parts = [
    `<g class="row" data-way="${escapeXml(way.path)}">`,
    `<path class="rule" d="M0 ${top}h${width}"/>`,
    // The end of a long line is out of sight, so its row leads there too.
    pill === null ? linked(way, 'way', label, href) : label,
  ];
  if (pill !== null) {
    const name = drawText({ y: pill.top + 14, text: pill.text }, padding + 8, 'target');
    const shape = `<rect x="${padding}" y="${pill.top}" width="${pill.width}" height="${pillHeight}" rx="${pillHeight / 2}"/>`;
    parts.push(linked(way, `pill pill--${way.target.to}`, shape + name, href));
  }
  return [...parts, '</g>'].join('');
}

function linked({ target }: Way, className: string, content: string, href: TreeHref): string {
  if (target.to === 'elsewhere') return `<g class="${className}">${content}</g>`;
  const to = target.to === 'box' ? `#${target.box}` : href(target.tree, target.node);
  return `<a class="${className}" href="${escapeXml(to)}">${content}</a>`;
}

export function drawText({ y, text }: TextLine, x: number, className: string): string {
  return `<text class="${className}" x="${x}" y="${y}">${escapeXml(text)}</text>`;
}

/** What decides has cut corners, what ends or leaves is round, what answers is square. */
function outline(kind: BoxKind, width: number, height: number): string {
  if (kind === 'branch') {
    const cut = 12;
    return `M${cut} 0H${width - cut}L${width} ${cut}V${height - cut}L${width - cut} ${height}H${cut}L0 ${height - cut}V${cut}Z`;
  }
  const round = { answer: 2, end: 20, goto: 20 } as const satisfies { readonly [K in BoxKind]?: number };
  const r = kind in round ? round[kind as keyof typeof round] : 10;
  const corner = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M${r} 0H${width - r}${corner(r, r)}V${height - r}${corner(-r, r)}H${r}${corner(-r, -r)}V${r}${corner(r, -r)}Z`;
}
