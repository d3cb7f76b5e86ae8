import { CodedError } from './codedError.js';

/** A place in a file written by hand; line and column count from 1. */
export interface DataProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What is wrong in a file of data, all of it at once. */
export class DataError extends CodedError {
  readonly problems: readonly DataProblem[];

  constructor(code: string, problems: readonly DataProblem[], mend: string) {
    const lines = problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
    super(code, lines.join('\n'), mend);
    this.problems = problems;
  }
}
