import type { ResolutionCode, ServerGeneration } from '../diagnosis/diagnosis.js';
import type { Source } from './source.js';

export type ExchangeVersion = NonNullable<ServerGeneration['exchange']>;
export type WindowsVersion = NonNullable<ServerGeneration['windows']>;

export const exchangeVersions = [
  '2003',
  '2007',
  '2010',
  '2013',
  '2016',
  '2019',
  'se',
  'online',
] as const satisfies readonly ExchangeVersion[];
export const windowsVersions = [
  '2003',
  '2008',
  '2008r2',
  '2012',
  '2012r2',
  '2016+',
] as const satisfies readonly WindowsVersion[];

export type CertificatePages = NonNullable<ServerGeneration['certificatePages']>;
export const certificatePages = ['whole', 'reduced'] as const satisfies readonly CertificatePages[];

/** Where a command is typed. `sh` is a terminal of Linux or macOS, `browser`, `run` and `field` are what goes into the address bar, the Run box and a field of a form, `file` a file's content. */
export const shells = ['ems', 'powershell', 'cmd', 'sh', 'run', 'browser', 'field', 'file'] as const;
export type Shell = (typeof shells)[number];

/** `verification`: only looks, so it fits every plan and is offered by itself. */
export type ProcedurePurpose = ResolutionCode | 'verification';

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
  /** `any`: it ends every plan. */
  readonly resolutions: 'any' | readonly ProcedurePurpose[];
  /** Whose Windows `appliesTo.windows` means. A probe hints at Exchange's Windows only, never at the Router's. */
  readonly runsOn: 'exchange' | 'router' | 'any';
  readonly appliesTo: {
    readonly exchange: 'any' | 'on-premises' | readonly ExchangeVersion[];
    readonly windows: 'any' | readonly WindowsVersion[];
    /** Only servers whose Exchange build shows that; absent: all. See ServerGeneration. */
    readonly certificatePages?: CertificatePages;
  };
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
  /** In the order in which they are offered. */
  readonly all: readonly Procedure[];
  get(id: string): Procedure | null;
  /**
   * Ids of the procedures that serve this purpose on this server, in order. What is not known about the server
   * excludes nothing: then every variant is there, to be offered as choices.
   */
  proceduresFor(purpose: ProcedurePurpose, generation: KnownGeneration): readonly string[];
}

export type KnownGeneration = Pick<ServerGeneration, 'exchange' | 'windows'> &
  Partial<Pick<ServerGeneration, 'certificatePages'>>;

/** Takes what parseProcedures read. */
export function makeProcedures(all: readonly Procedure[]): Procedures {
  const byId = new Map(all.map((procedure) => [procedure.id, procedure]));
  return {
    all,
    get: (id) => byId.get(id) ?? null,
    proceduresFor: (purpose, generation) =>
      all
        .filter((procedure) => serves(procedure, purpose) && fits(procedure, generation))
        .map(({ id }) => id),
  };
}

function serves({ resolutions }: Procedure, purpose: ProcedurePurpose): boolean {
  return resolutions === 'any' || resolutions.includes(purpose);
}

/** On which Windows each Exchange can be installed: an Exchange known alone still rules some variants out. */
const windowsOf = {
  '2003': ['2003'],
  '2007': ['2003', '2008', '2008r2'],
  '2010': ['2008', '2008r2', '2012', '2012r2'],
  '2013': ['2008r2', '2012', '2012r2'],
  '2016': ['2012', '2012r2', '2016+'],
  '2019': ['2016+'],
  se: ['2016+'],
  online: [],
} as const satisfies Record<ExchangeVersion, readonly WindowsVersion[]>;

function fits(
  { appliesTo, runsOn }: Procedure,
  { exchange, windows, certificatePages = null }: KnownGeneration,
): boolean {
  const wanted = appliesTo.certificatePages;
  if (certificatePages !== null && wanted !== undefined && wanted !== certificatePages) return false;
  if (exchange !== null && !fitsExchange(appliesTo.exchange, exchange)) return false;
  if (runsOn !== 'exchange' || appliesTo.windows === 'any') return true;
  const possible: readonly WindowsVersion[] = windows
    ? [windows]
    : exchange
      ? windowsOf[exchange]
      : windowsVersions;
  return appliesTo.windows.some((version) => possible.includes(version));
}

function fitsExchange(applies: Procedure['appliesTo']['exchange'], exchange: ExchangeVersion): boolean {
  if (applies === 'any') return true;
  if (applies === 'on-premises') return exchange !== 'online';
  return applies.includes(exchange);
}
