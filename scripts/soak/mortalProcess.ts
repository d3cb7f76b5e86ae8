import { type ChildProcess, spawn } from 'node:child_process';

export interface ProcessSpec {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** It is up when it has printed this. */
  readonly ready: RegExp;
}

const startMs = 60_000;
/** Of what it printed; the rest is of no use to whoever asks why it does not work. */
const keptLog = 20_000;

/** A Node program that is killed and started anew. */
export class MortalProcess {
  readonly #spec: ProcessSpec;
  #child: ChildProcess | null = null;
  #log = '';

  constructor(spec: ProcessSpec) {
    this.#spec = spec;
  }

  /** Resolves once it is up; rejects with what it printed when it does not come up. */
  async start(): Promise<void> {
    const { argv, environment, ready } = this.#spec;
    const child = spawn(process.execPath, argv, {
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#log = '';
    // Nothing of a soak outlives it.
    const end = () => child.kill('SIGKILL');
    process.once('exit', end);
    child.once('exit', () => process.removeListener('exit', end));
    await new Promise<void>((resolve, reject) => {
      const fail = () => reject(new Error(`${argv.join(' ')} did not come up:\n${this.#log}`));
      const timer = setTimeout(fail, startMs);
      child.once('exit', fail);
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => {
          this.#log = (this.#log + text).slice(-keptLog);
          if (!ready.test(this.#log)) return;
          clearTimeout(timer);
          resolve();
        });
    });
  }

  /** What it printed last; null while it runs. */
  get failure(): string | null {
    return this.#child?.exitCode === null && this.#child.signalCode === null ? null : this.#log;
  }

  /** As the power going out: nothing is flushed, nothing is said. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
  }
}
