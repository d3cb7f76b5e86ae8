import { type Box, targetName, type Way, type WayTarget } from './treeGraph.js';
import { textWidth, wrapText } from './wrapText.js';

/** Pixels. The baseline of a text is `y`, from the top of its box. */
export const boxWidth = 288;
export const padding = 12;
const inner = boxWidth - 2 * padding;

export interface TextLine {
  readonly y: number;
  readonly text: string;
}

/** One way on, a row at the bottom of its box. */
export interface Row {
  readonly way: Way;
  readonly top: number;
  readonly height: number;
  readonly lines: readonly TextLine[];
  /** The name of the target; null for a line that leads there. */
  readonly pill: Pill | null;
}

export interface Pill {
  readonly text: string;
  readonly top: number;
  readonly width: number;
}

export const pillHeight = 20;

export interface BoxShape {
  readonly width: number;
  readonly height: number;
  readonly entries: readonly TextLine[];
  /** Where the icon stands, and where lines arrive. */
  readonly nameY: number;
  readonly name: readonly TextLine[];
  readonly detail: readonly TextLine[];
  readonly text: readonly TextLine[];
  readonly rows: readonly Row[];
}

/** Breaks what a box says into lines and says how large it is. */
export function measureBox(box: Box, lines: ReadonlySet<Way>): BoxShape {
  let y = 6;
  const block = (texts: readonly string[], lineHeight: number, gap: number): readonly TextLine[] => {
    const placed = texts.map((text, index) => ({ text, y: y + (index + 1) * lineHeight - 4 }));
    if (texts.length > 0) y += texts.length * lineHeight + gap;
    return placed;
  };
  const small = { width: inner, fontSize: 11 };
  const entries = block(wrapText(box.entries.join(' · '), { ...small, factor: 1.1 }), 15, 1);
  const nameY = y + 9;
  const name = block(wrapText(box.name, { width: inner - 24, fontSize: 13, factor: 1.12 }), 18, 0);
  const detail = block(wrapText(box.detail, small), 15, 3);
  const text = block(wrapText(box.text, { width: inner, fontSize: 13 }), 18, 3);
  y += 3;
  const rows = box.ways.map((way) => {
    const row = measureRow(way, y, lines.has(way));
    y += row.height;
    return row;
  });
  return { width: boxWidth, height: y, entries, nameY, name, detail, text, rows };
}

function measureRow(way: Way, top: number, isLine: boolean): Row {
  const label = way.label === '' && isLine ? targetText(way) : way.label;
  const texts = label === '' ? [] : wrapText(label, { width: inner, fontSize: 12, maxLines: 6 });
  const lines = texts.map((text, index) => ({ text, y: top + (index + 1) * 16 + 1 }));
  const below = 5 + texts.length * 16;
  if (isLine) return { way, top, height: below + 4, lines, pill: null };
  const pill = measurePill(way, top + below, inner);
  return { way, top, height: below + pillHeight + 5, lines, pill };
}

function measurePill(way: Way, top: number, widest: number): Pill {
  const [text = ''] = wrapText(targetText(way), { width: widest - 16, fontSize: 11, maxLines: 1 });
  return { text, top, width: Math.ceil(textWidth(text, 11)) + 16 };
}

/** What stands before the name of a target. */
export const targetSigns = { box: '→', tree: '⇢', elsewhere: '•' } as const satisfies {
  readonly [T in WayTarget['to']]: string;
};

function targetText({ target }: Way): string {
  return `${targetSigns[target.to]} ${targetName(target)}`;
}
