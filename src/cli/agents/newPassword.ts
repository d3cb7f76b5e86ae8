import { passwordProblem, shortestPassword } from '../../handoff/agents/passwordProblem.js';
import type { CliIo } from '../cliIo.js';
import { readBytes } from '../readOptions.js';
import { inputError, usageError } from '../usageError.js';

const longestInput = 65_536;

/**
 * A new password: the first line of `--password-file` (`-`: of standard input), else typed twice at the terminal. Never an
 * argument, which others on the machine can list. Throws CodedError `usage` or `input-unreadable`.
 */
export async function newPassword(passwordFile: string | null, email: string, io: CliIo): Promise<string> {
  const password = passwordFile === null ? await typed(email, io) : await read(passwordFile, io);
  const problem = passwordProblem(password);
  if (problem === null) return password;
  const from = passwordFile === null ? usageError : inputError;
  throw from(
    problems[problem],
    'A sentence of a few words that nobody else would choose is easy to type and long enough.',
  );
}

const problems = {
  'too-short': `the password is shorter than ${shortestPassword} characters`,
  'too-long': 'the password is longer than 1000 characters',
  repeats: 'the password repeats the same few characters',
} as const;

async function read(file: string, io: CliIo): Promise<string> {
  const text = file === '-' ? await readAll(io.stdin) : (await readBytes(file)).toString('utf8');
  return text.replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? '';
}

async function readAll(input: CliIo['stdin']): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += chunk.toString();
    if (text.length > longestInput) break;
  }
  return text;
}

async function typed(email: string, io: CliIo): Promise<string> {
  const first = (await io.askPassword?.(`New password of ${email}: `)) ?? null;
  if (first === null) {
    throw usageError(
      'there is no terminal to ask for a password',
      'Write it into a file that only you can read and give --password-file FILE, or --password-file - for standard input.',
    );
  }
  if (passwordProblem(first) !== null) return first;
  const second = await io.askPassword?.('The same again: ');
  if (second !== first) throw usageError('the two passwords differ', 'Run the command again.');
  return first;
}
