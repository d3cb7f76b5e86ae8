import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The server of `npm start`, as a process of its own that can be killed. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  #log = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#exited = new Promise((resolve) => child.once('exit', () => resolve()));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#log += text;
      });
    }
  }

  /** Starts it and waits until it serves. Rejects with what it printed when it does not. */
  static start(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
    return ServerProcess.run(['dist/main.js'], environment);
  }

  /** Another program that serves, and says where. */
  static async run(
    [script = '', ...argv]: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): Promise<ServerProcess> {
    const file = path.resolve(script);
    if (!existsSync(file)) throw new Error(`${script} is missing: run \`npm run build\` first`);
    const child = spawn(process.execPath, [file, ...argv], {
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const server = new ServerProcess(child);
    await server.#until(/https?:\/\/[\w.]+:\d+/);
    return server;
  }

  get url(): string {
    return /https?:\/\/[\w.]+:\d+/.exec(this.#log)?.[0] ?? '';
  }

  get log(): string {
    return this.#log;
  }

  /** As the power going out: nothing is flushed, nothing is said. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#exited;
  }

  async #until(pattern: RegExp): Promise<void> {
    for (let waited = 0; !pattern.test(this.#log); waited += 20) {
      if (this.#child.exitCode !== null || waited > 20_000) {
        this.#child.kill('SIGKILL');
        throw new Error(`the server did not start:\n${this.#log}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
