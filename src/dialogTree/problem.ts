/** What is wrong in a tree file. Tests and tools read the code; people read message and mend. */
export const problemCodes = [
  'yaml-syntax',
  'yaml-alias',
  'file-too-large',
  'not-a-tree',
  'duplicate-key',
  'unknown-field',
  'missing-field',
  'wrong-type',
  'wrong-value',
  'unknown-kind',
  'conflicting-fields',
  'unknown-node',
  'missing-target',
  'dead-end',
  'endless-loop',
  'unreachable-node',
  'duplicate-id',
  'duplicate-family',
  'confirm-choices',
  'branch-subject',
  'unread-text',
  'unknown-choice-set',
  'unused-choice-set',
  'unknown-tree',
  'unknown-family',
  'unknown-finding',
  'unknown-verdict',
  'unknown-show',
  'unknown-answer',
  'unknown-expect',
  'unknown-command',
  'missing-text',
  'placeholder-mismatch',
  'unknown-language',
  'wrong-file-name',
  'missing-owner',
  'procedures-invalid',
  'signatures-invalid',
  'unread-file',
  'unreadable-file',
  'outside-link',
  'not-texts',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Both count from 1, as editors do; the column counts UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Problem extends Position {
  readonly file: string;
  readonly code: ProblemCode;
  /** A tree with an error cannot be used; a warning says that something is likely not meant. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly mend: string;
}

const warnings: ReadonlySet<ProblemCode> = new Set([
  'unreachable-node',
  'unused-choice-set',
  'missing-owner',
  'unread-file',
]);

export function makeProblem(
  file: string,
  at: Position,
  code: ProblemCode,
  message: string,
  mend: string,
): Problem {
  const severity = warnings.has(code) ? 'warning' : 'error';
  return { file, line: at.line, column: at.column, code, severity, message, mend };
}
