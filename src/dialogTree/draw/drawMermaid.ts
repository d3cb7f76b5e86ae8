import { kindColours } from './kindColours.js';
import { type Box, type BoxKind, type TreeGraph, targetName, type Way, type WayTarget } from './treeGraph.js';

/** Mermaid refuses more than 50,000 characters; in a large tree the nodes' texts give way. */
const roomForTexts = 25_000;
const longestText = 120;
const longestLabel = 80;

const shapes: { readonly [K in Box['kind']]: readonly [open: string, close: string] } = {
  message: ['(', ')'],
  prompt: ['(', ')'],
  recognizeError: ['[/', '/]'],
  probeEndpoint: ['[[', ']]'],
  branch: ['{{', '}}'],
  answer: ['[', ']'],
  goto: ['([', '])'],
  handoff: ['([', '])'],
  end: ['([', '])'],
  choices: ['[\\', '/]'],
};

/** The drawing of a tree as the source of a Mermaid flowchart, with every way as an arrow. */
export function drawMermaid(graph: TreeGraph): string {
  const { boxes } = graph;
  const room = Math.min(longestText, Math.floor(roomForTexts / boxes.length));
  const targets = boxes.flatMap(({ ways }) => ways.map(({ target }) => target));
  const beyond = [...new Set(targets.filter(({ to }) => to !== 'box').map(targetName))];
  const idOf = (target: WayTarget) =>
    target.to === 'box' ? nodeId(target.box) : `beyond_${beyond.indexOf(targetName(target))}`;
  return [
    '---',
    // Two percent signs would begin a directive even here.
    `title: ${JSON.stringify(clipped(graph.title, longestText).replace(/%{2,}/g, '%'))}`,
    '---',
    'flowchart LR',
    ...boxes.map(
      (box) =>
        `  ${nodeId(box.id)}${inShape(shapes[box.kind], boxLabel(box, room))}:::${className(box.kind)}`,
    ),
    ...beyond.map(
      (name, index) => `  beyond_${index}${inShape(shapes.goto, quoted(name, longestLabel))}:::beyond`,
    ),
    ...boxes.flatMap(({ id, ways }) =>
      ways.map((way) => `  ${nodeId(id)} ${arrow(way)} ${idOf(way.target)}`),
    ),
    ...classes(graph),
    '',
  ].join('\n');
}

/** A stroke in the kind's colour suits the light and the dark themes of Mermaid. */
function classes({ boxes }: TreeGraph): readonly string[] {
  const kinds = [...new Set(boxes.map(({ kind }) => kind))];
  const strokes = kinds.map(
    (kind) => `  classDef ${className(kind)} stroke:${kindColours[kind][0]},stroke-width:2px`,
  );
  return [...strokes, '  classDef beyond stroke-dasharray:4 3'];
}

function boxLabel({ name, text, entries }: Box, room: number): string {
  const start = entries.length === 0 ? '' : `${quoted(entries.join(' · '), longestLabel)}<br/>`;
  const said = text === '' ? '' : `<br/>${quoted(text, room)}`;
  return `${start}<b>${quoted(name, longestLabel)}</b>${said}`;
}

/** `end` alone would end a subgraph. */
function className(kind: BoxKind): string {
  return `kind_${kind}`;
}

function inShape([open, close]: readonly [string, string], label: string): string {
  return `${open}"${label}"${close}`;
}

function arrow({ label }: Way): string {
  return label === '' ? '-->' : `-->|"${quoted(label, longestLabel)}"|`;
}

/** Ids hold a to z, digits and dashes, and a dash may look like the beginning of an arrow. */
function nodeId(id: string): string {
  return id.replaceAll('-', '_');
}

/** Mermaid writes characters as `#<code>;`. What could end a label or mean something in it is written so. */
function quoted(text: string, limit: number): string {
  return clipped(text, limit).replace(/[^\p{L}\p{M}\p{N} .,:!?()'’/=+…·›–—‹▶-]/gu, (character) => {
    return `#${character.codePointAt(0)};`;
  });
}

function clipped(text: string, limit: number): string {
  const characters = [...text.toWellFormed().replace(/\s+/g, ' ').trim()];
  return characters.length <= limit ? characters.join('') : `${characters.slice(0, limit - 1).join('')}…`;
}
