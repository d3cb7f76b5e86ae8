import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { locales } from '../../answers/locales.js';
import { makeTexts } from '../../answers/texts.js';
import { drawTree, type TreeDrawing } from '../../app/drawTree.js';
import { makeTreeVersion } from '../../dialogTree/compile/treeVersion.js';
import { suggest } from '../../dialogTree/didYouMean.js';
import type { Tree } from '../../dialogTree/tree.js';
import { lookupIn } from '../../dialogTree/treeTexts.js';
import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import type { ParsedArguments } from '../parseArguments.js';
import { readLocale } from '../readOptions.js';
import { inputError, usageError } from '../usageError.js';
import { readWorkingKnowledge } from './workingKnowledge.js';

const formats = {
  svg: { ending: 'svg', draw: (drawing: TreeDrawing) => drawing.svg({ href: fileHref, standalone: true }) },
  mermaid: { ending: 'mmd', draw: (drawing: TreeDrawing) => drawing.mermaid() },
} as const;
type Format = keyof typeof formats;

/** `trustdesk dialogs graph [TREE]`: prints a drawing, or writes drawings into a folder and prints their names. */
export async function graph(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const [treeId = null, ...extra] = parsed.positionals;
  if (extra.length > 0) throw usageError('dialogs graph takes one tree, or none for all');
  const format = readFormat(parsed.value('format'));
  const locale = readLocale(parsed.value('locale'), io.env);
  const folder = parsed.value('out');
  const { files, trees: all } = (await readWorkingKnowledge(io.env)).check();
  const trees = chooseTrees(all, treeId);
  const lookup = lookupIn(files.resources);
  const texts = makeTexts(files.resources).in(locale);
  const drawings = trees.map((tree) => {
    return [tree.id, drawTree(makeTreeVersion(tree, locales, lookup), texts)] as const;
  });
  if (folder !== null) {
    for (const file of await writeDrawings(folder, drawings, format)) io.stdout.write(`${file}\n`);
    return exitCodes.trusted;
  }
  if (format === 'svg' && drawings.length > 1)
    throw usageError(
      'an SVG file holds one tree',
      'Name the tree, or a folder for all of them: --out FOLDER.',
    );
  const { draw } = formats[format ?? 'mermaid'];
  io.stdout.write(drawings.map(([, drawing]) => draw(drawing)).join('\n'));
  return exitCodes.trusted;
}

function readFormat(asked: string | null): Format | null {
  if (asked === null || asked === 'svg' || asked === 'mermaid') return asked;
  throw usageError(`--format ${asked} is none of ${Object.keys(formats).join(', ')}`);
}

function chooseTrees(trees: readonly Tree[], treeId: string | null): readonly Tree[] {
  if (treeId === null) return trees;
  const chosen = trees.filter(({ id }) => id === treeId);
  if (chosen.length > 0) return chosen;
  const ids = trees.map(({ id }) => id);
  throw usageError(
    `there is no tree "${treeId}" without errors`,
    suggest(treeId, ids, '`trustdesk dialogs check` shows what is wrong in a tree.'),
  );
}

/** Both formats when none was asked for. */
async function writeDrawings(
  folder: string,
  drawings: readonly (readonly [string, TreeDrawing])[],
  format: Format | null,
): Promise<readonly string[]> {
  const chosen = format === null ? Object.values(formats) : [formats[format]];
  const files: string[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (const [id, drawing] of drawings) {
      for (const { ending, draw } of chosen) {
        const file = path.join(folder, `${id}.${ending}`);
        await writeFile(file, draw(drawing));
        files.push(file);
      }
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw inputError(`${folder} cannot be written (${code})`, 'Name a folder that can be written to.', error);
  }
  return files;
}

/** Drawings in one folder lead to each other. */
function fileHref(tree: string, node: string | null): string {
  return node === null ? `${tree}.svg` : `${tree}.svg#node-${node}`;
}
