import type { TextSink } from './cliIo.js';

/** What of a terminal's input stream is needed; `process.stdin` is one. */
export interface Terminal {
  readonly isTTY?: boolean;
  setRawMode(on: boolean): unknown;
  setEncoding(encoding: 'utf8'): unknown;
  on(event: 'data', listener: (text: string) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  off(event: 'data', listener: (text: string) => void): unknown;
  off(event: 'end', listener: () => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/**
 * Asks at the terminal; nothing of what is typed is shown. Null when the input is no terminal, or when the person gave
 * up (Ctrl+C, Ctrl+D, end of the input).
 */
export function askPassword(question: string, input: Terminal, output: TextSink): Promise<string | null> {
  if (input.isTTY !== true) return Promise.resolve(null);
  return new Promise((resolve) => {
    let typed: readonly string[] = [];
    const finish = (password: string | null): void => {
      input.off('data', onData);
      input.off('end', onEnd);
      input.setRawMode(false);
      input.pause();
      output.write('\n');
      resolve(password);
    };
    const onEnd = (): void => finish(null);
    const onData = (text: string): void => {
      for (const key of text) {
        if (key === '\r' || key === '\n' || key === '\x03' || key === '\x04') {
          finish(key === '\r' || key === '\n' ? typed.join('') : null);
          return;
        }
        typed = edited(typed, key);
      }
    };
    output.write(question);
    input.setRawMode(true);
    input.setEncoding('utf8');
    input.on('data', onData);
    input.on('end', onEnd);
    input.resume();
  });
}

const longest = 1000;

function edited(typed: readonly string[], key: string): readonly string[] {
  if (key === '\x7f' || key === '\b') return typed.slice(0, -1);
  if (key === '\x15') return [];
  return key >= ' ' && typed.length < longest ? [...typed, key] : typed;
}
