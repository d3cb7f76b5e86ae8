import type { JsonObject } from '../base/json.js';
import { card, codeContainer, section, textBlock, titleBlock } from './cards.js';
import { citation } from './citation.js';
import { codeBlock } from './escapeMarkdown.js';
import { type CaseWording, familyTexts } from './familyTexts.js';
import type { Locale } from './locales.js';
import { markdownToCard } from './markdownToCard.js';
import type { CommandStep, Procedure, Shell } from './procedures.js';
import {
  fillCommand,
  type ProcedureParams,
  type ProcedureValues,
  placeholdersIn,
  procedureValues,
} from './procedureValues.js';
import type { RenderedAnswer } from './renderedAnswer.js';
import { publicCaAdvice } from './requestAdvice.js';
import type { LocaleTexts, Texts } from './texts.js';

export interface RenderProcedureOptions {
  /** What is known of the server; what is not known is shown as a sample, and said to be one. */
  readonly params: ProcedureParams;
  /** The day of the answer, which tells what a public CA issues then; absent: nothing of that is said. */
  readonly at?: Date;
  readonly locale: Locale;
  readonly texts: Texts;
  /** The case that it is shown in; some texts read otherwise in it. */
  readonly wording?: CaseWording;
}

/**
 * One procedure: where it runs and with which rights, its numbered steps with each command in a code block, and, when
 * it changes something, who is affected, how to undo it and how to see that it worked.
 */
export function renderProcedure(procedure: Procedure, options: RenderProcedureOptions): RenderedAnswer {
  const texts = familyTexts(options.texts.in(options.locale), options.wording ?? {});
  const filled = procedureValues(options.params);
  const parts = procedureParts(procedure, texts, filled, requestNotes(procedure, options, texts));
  const title = texts.t(`procedures:${procedure.id}.title`, filled.values);
  const summary = texts.t('procedures:labels.summary', { title });
  const text = [`## ${title}`, ...parts.flatMap(({ pieces }) => pieces.map(toMarkdown))].join('\n\n');
  // Nobody can copy a script out of a card.
  if (procedure.steps.some((step) => 'command' in step && step.isScript))
    return { text, summary: text, speak: summary, card: card([], summary, options.locale) };
  return {
    text,
    summary,
    card: card([titleBlock(title), ...parts.flatMap(toElements)], summary, options.locale),
  };
}

/** Markdown, or a command with the name of the window it is typed into. */
type Piece = string | { readonly command: string; readonly shell: Shell; readonly shellName: string };

interface Part {
  readonly separated: boolean;
  readonly pieces: readonly Piece[];
}

/** Beside the steps of a request: what a public CA refuses of these names, and how long it lets a certificate live. */
function requestNotes(
  { steps }: Procedure,
  { params, at }: RenderProcedureOptions,
  texts: LocaleTexts,
): readonly string[] {
  const asks = steps.some((step) => 'command' in step && /\{\{name(?:s|Lines)\}\}/.test(step.command));
  if (!asks || at === undefined) return [];
  const host = params.host ?? null;
  return [publicCaAdvice(host, params.certificateNames ?? [], at, texts).join(' ')];
}

function procedureParts(
  procedure: Procedure,
  texts: LocaleTexts,
  filled: ProcedureValues,
  notes: readonly string[],
): readonly Part[] {
  const own = (key: string) => texts.t(`procedures:${procedure.id}.${key}`, filled.values);
  const labelled = (key: string) =>
    texts.t('procedures:labels.labelled', { label: texts.t(`procedures:labels.${key}`), text: own(key) });
  const commands = (steps: readonly CommandStep[]) => steps.map((step) => toPiece(step, texts, filled));
  const consequences = (): readonly Part[] => [
    { separated: true, pieces: [labelled('affects')] },
    { separated: false, pieces: [labelled('undo'), ...commands(procedure.undo)] },
    { separated: false, pieces: [labelled('verify'), ...commands(procedure.verify)] },
  ];
  return [
    { separated: false, pieces: [labelled('where'), labelled('rights')] },
    { separated: true, pieces: stepPieces(procedure, own, texts, filled) },
    ...(notes.length > 0 ? [{ separated: true, pieces: notes }] : []),
    ...(procedure.changes
      ? consequences()
      : [{ separated: true, pieces: [texts.t('procedures:labels.readOnly')] }]),
    {
      separated: false,
      pieces: [...sampleNote(procedure, texts, filled), citation(procedure.sources, texts)],
    },
  ];
}

/**
 * Numbered texts, each followed by its commands. The numbers are bold words and no Markdown list: a code block in
 * between would start the list anew at 1 in some clients, and the numbers of a list are those of the choices.
 */
function stepPieces(
  { steps }: Procedure,
  own: (key: string) => string,
  texts: LocaleTexts,
  filled: ProcedureValues,
): readonly Piece[] {
  let number = 0;
  return steps.map((step) => {
    if ('command' in step) return toPiece(step, texts, filled);
    number += 1;
    return `**${number}.** ${own(`steps.${step.text}`)}`;
  });
}

function toPiece({ command, shell }: CommandStep, texts: LocaleTexts, filled: ProcedureValues): Piece {
  return {
    command: fillCommand(command, filled),
    shell,
    shellName: texts.t(`procedures:labels.shells.${shell}`),
  };
}

/** Says which values in the commands are samples; nothing when all are the server's own. */
function sampleNote(
  procedure: Procedure,
  texts: LocaleTexts,
  { values, samples }: ProcedureValues,
): readonly string[] {
  const commands = [...procedure.steps, ...procedure.undo, ...procedure.verify].flatMap((step) =>
    'command' in step ? [step.command] : [],
  );
  const used = commands.flatMap(placeholdersIn).filter((placeholder) => samples.has(placeholder));
  const blanks = commands.flatMap((command) => command.match(/<[A-Z_]+>/g) ?? []);
  const shown = [...new Set([...used.map((placeholder) => values[placeholder]), ...blanks])];
  if (shown.length === 0) return [];
  return [texts.t('procedures:labels.sample', { values: shown.map((value) => `\`${value}\``).join(', ') })];
}

/** What a client colours the block by; what is no script has no language. */
const fenceLanguages = {
  ems: 'powershell',
  powershell: 'powershell',
  cmd: 'bat',
  sh: 'sh',
  run: '',
  browser: '',
  field: '',
  file: 'ini',
} as const satisfies Record<Shell, string>;

function toMarkdown(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  return `*${piece.shellName}*\n\n${codeBlock(piece.command, fenceLanguages[piece.shell])}`;
}

function toElements({ separated, pieces }: Part): readonly JsonObject[] {
  const elements = pieces.flatMap((piece) => {
    if (typeof piece === 'string') return markdownToCard(piece);
    return [textBlock(piece.shellName, { size: 'Small', isSubtle: true }), codeContainer(piece.command)];
  });
  return [section(elements, separated)];
}
