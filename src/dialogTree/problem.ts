/** What is wrong in a file of trees, procedures, signatures, sources or queues. Tests and tools read the code; people read message and mend. */
export const problemCodes = [
  'yaml-syntax',
  'yaml-alias',
  'file-too-large',
  'not-a-tree',
  'not-a-conversation',
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
  'no-dont-know',
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
  'message-too-large',
  'title-too-long',
  'unanswered-family',
  'unanswered-finding',
  'outdated-review',
  'procedures-invalid',
  'signatures-invalid',
  'sources-invalid',
  'not-queues',
  'unknown-queue',
  'unknown-time-zone',
  'wrong-hours',
  'unmatched-rule',
  'unknown-language',
  'wrong-file-name',
  'missing-owner',
  'unread-file',
  'unreadable-file',
  'outside-link',
  'not-texts',
  'taken-error',
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
  /** A file with an error cannot be used; a warning says that something is likely not meant. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly mend: string;
}

const warnings: ReadonlySet<ProblemCode> = new Set([
  'unreachable-node',
  'unused-choice-set',
  'outdated-review',
  'missing-owner',
  'unread-file',
  'taken-error',
  // It does no harm, and an article that is withdrawn takes its family along.
  'unmatched-rule',
  // The bot offers a human then, so nobody is stuck.
  'no-dont-know',
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

export function inFileOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column,
  );
}
