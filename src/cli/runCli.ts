import { CodedError } from '../base/codedError.js';
import { type CliIo, type ExitCode, exitCodes, type TextSink } from './cliIo.js';
import { commands } from './commands.js';
import { nearestWord, parseArguments } from './parseArguments.js';
import { usageError } from './usageError.js';

/**
 * Runs one command line (without node and the script). Never rejects; what went wrong stands on stderr and in the
 * exit code.
 */
export async function runCli(argv: readonly string[], world: CliIo): Promise<ExitCode> {
  const io = { ...world, stdout: withoutControls(world.stdout), stderr: withoutControls(world.stderr) };
  try {
    return await run(argv, io);
  } catch (error) {
    if (error instanceof CodedError) {
      const stop = error.message.endsWith('.') ? '' : '.';
      io.stderr.write(`trustdesk: ${error.message}${stop}\n${error.mend}\n`);
      return exitCodeOf(error.code);
    }
    io.stderr.write(
      `trustdesk: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return exitCodes.internal;
  }
}

/**
 * Files, certificates and reports may hold what a terminal would obey, a carriage return that hides what stands before it
 * among them; whatever command prints them, it shows as U+FFFD.
 */
function withoutControls(sink: TextSink): TextSink {
  return { write: (text) => sink.write(text.replace(/[^\P{Cc}\t\n]/gu, '\ufffd')) };
}

async function run(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const [name, ...rest] = argv;
  if (name === '--version' || name === '-V' || name === 'version') return version(io);
  if (name === undefined || name === 'help' || name === '--help' || name === '-h')
    return help(rest[0], name, io);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw unknownCommand(name);
  if (rest.includes('--help') || rest.includes('-h')) return help(name, 'help', io);
  const parsed = parseArguments(rest, command.options);
  const runCommand = await command.load();
  return runCommand(parsed, io);
}

async function help(topic: string | undefined, asked: string | undefined, io: CliIo): Promise<ExitCode> {
  const { commandHelp, generalHelp } = await import('./helpText.js');
  const command = topic !== undefined && Object.hasOwn(commands, topic) ? commands[topic] : undefined;
  if (topic !== undefined && !command) throw unknownCommand(topic);
  const text = topic !== undefined && command ? commandHelp(topic, command) : generalHelp();
  // Asked for, the help is the result; else it explains why there is none.
  (asked === undefined ? io.stderr : io.stdout).write(text);
  return asked === undefined ? exitCodes.usage : exitCodes.trusted;
}

async function version(io: CliIo): Promise<ExitCode> {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { version: number } = JSON.parse(text) as { readonly version: string };
  io.stdout.write(`${number}\n`);
  return exitCodes.trusted;
}

function unknownCommand(name: string): CodedError {
  const meant = nearestWord(name, Object.keys(commands));
  return usageError(
    `unknown command ${name}`,
    meant === null ? undefined : `Did you mean \`trustdesk ${meant}\`?`,
  );
}

const unreadable = ['input-unreadable', 'trust-anchors-unreadable', 'release-broken', 'release-pointer'];

function exitCodeOf(code: string): ExitCode {
  if (['usage', 'not-supported', 'settings-invalid'].includes(code)) return exitCodes.usage;
  if (unreadable.includes(code)) return exitCodes.noInput;
  return exitCodes.internal;
}
