import { CodedError } from '../base/codedError.js';

/** A wrong command line: exit code 64. */
export function usageError(message: string, mend = 'See `trustdesk help`.'): CodedError {
  return new CodedError('usage', message, mend);
}

/** A file that cannot be used: exit code 66. */
export function inputError(message: string, mend: string, cause?: unknown): CodedError {
  return new CodedError('input-unreadable', message, mend, { cause });
}
