import type { Clock } from '../base/clock.js';
import type { Resolve } from '../probe/resolveAddresses.js';

/** What a command knows of the world; tests pass their own. */
export interface CliIo {
  readonly stdin: AsyncIterable<Buffer | string>;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Settles when the person or the system asks `serve` to end. */
  untilStopped(): Promise<void>;
  /** Asks at the terminal without showing what is typed; null when there is none. Absent: there never is. */
  askPassword?(question: string): Promise<string | null>;
  /** Name resolution of `diagnose`; the system's when absent. */
  readonly resolve?: Resolve;
}

export interface TextSink {
  write(text: string): unknown;
}

/** The exit codes of the `trustdesk` command; the last three as in sysexits.h. */
export const exitCodes = {
  /** Also "clean" of the checks. */
  trusted: 0,
  /** Also "problems" of the checks. */
  untrusted: 1,
  unreachable: 2,
  usage: 64,
  noInput: 66,
  internal: 70,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
