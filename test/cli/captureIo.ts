import type { CliIo } from '../../src/cli/cliIo.js';
import { runCli } from '../../src/cli/runCli.js';

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, in English and at a fixed time unless the test says otherwise. */
export async function cli(
  argv: readonly string[],
  io: Partial<CliIo> & { readonly input?: string } = {},
): Promise<CliResult> {
  let out = '';
  let err = '';
  const code = await runCli(argv, {
    stdin: (async function* () {
      yield Buffer.from(io.input ?? '');
    })(),
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    env: { LANG: 'en_US.UTF-8' },
    clock: { now: () => new Date() },
    untilStopped: async () => {},
    ...io,
  });
  return { code, out, err };
}
