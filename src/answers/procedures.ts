import type { Source } from './source.js';

/** Where a command is typed. `sh` is a terminal of Linux or macOS, `browser`, `run` and `field` are what goes into the address bar, the Run box and a field of a form, `file` a file's content. */
export const shells = ['ems', 'powershell', 'cmd', 'sh', 'run', 'browser', 'field', 'file'] as const;
export type Shell = (typeof shells)[number];

export interface TextStep {
  /** Key below `<id>.steps` in the locale files. */
  readonly text: string;
}

export interface CommandStep {
  /** Literal, with `{{placeholders}}`; see procedureValues. */
  readonly command: string;
  readonly shell: Shell;
  /** A file of dialogs/scripts as a whole: it has to be copied, and a card would take it apart. */
  readonly isScript?: boolean;
}

export type ProcedureStep = TextStep | CommandStep;

export interface Procedure {
  readonly id: string;
  /** True when a step changes something: then its texts say who is affected, how to undo it, how to see that it worked. */
  readonly changes: boolean;
  readonly sources: readonly Source[];
  readonly steps: readonly ProcedureStep[];
  /** Commands after the text on undoing. */
  readonly undo: readonly CommandStep[];
  /** Commands after the text on verifying. */
  readonly verify: readonly CommandStep[];
}

export interface Procedures {
  /** In the order of the file. */
  readonly all: readonly Procedure[];
  get(id: string): Procedure | null;
}

/** Takes what parseProcedures read. */
export function makeProcedures(all: readonly Procedure[]): Procedures {
  const byId = new Map(all.map((procedure) => [procedure.id, procedure]));
  return { all, get: (id) => byId.get(id) ?? null };
}
