import { readSignatureFiles } from '../app/knowledgeFiles.js';
import { makeSignatures } from '../app/makeSignatures.js';
import { noOwnFiles, ofKind } from '../app/own/ownFiles.js';
import { readOwnFiles } from '../app/own/readOwnFiles.js';
import type { ErrorMatch } from '../recognizer/errorMatch.js';
import { makeErrorRecognizer } from '../recognizer/recognizeError.js';
import type { Signatures } from '../recognizer/signatures.js';
import { type CliIo, type ExitCode, exitCodes } from './cliIo.js';
import { knowledgeFolder } from './dialogs/knowledgeFolder.js';
import { jsonLine } from './humanText.js';
import type { ParsedArguments } from './parseArguments.js';
import { inputError, usageError } from './usageError.js';

/** Characters of standard input, for one text or for one line. */
const longestText = 10_000_000;

/** `trustdesk recognize`: one text, or with --lines one JSON string a line. */
export async function recognizeCommand(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  if (parsed.positionals.length > 0) {
    throw usageError(
      'recognize reads standard input, not arguments',
      'For example: trustdesk recognize < error.txt',
    );
  }
  const { recognizeError } = makeErrorRecognizer(await signaturesOf(io.env));
  const answer = ({ family, score, locale, because, candidates, also }: ErrorMatch): ErrorMatch => ({
    ...{ family, score, locale, because, candidates, also },
  });
  if (parsed.flag('lines')) {
    let number = 0;
    for await (const line of linesOf(io.stdin)) {
      number += 1;
      io.stdout.write(jsonLine(answer(recognizeError(readJsonString(line, number)))));
    }
    return exitCodes.trusted;
  }
  const match = answer(recognizeError(await wholeText(io.stdin)));
  io.stdout.write(parsed.flag('json') ? jsonLine(match) : forPeople(match));
  return exitCodes.trusted;
}

/** The shipped signatures, and those of KNOWLEDGE_DIR, drafts included. */
async function signaturesOf(env: CliIo['env']): Promise<Signatures> {
  const folder = knowledgeFolder(env);
  const own = folder === null ? noOwnFiles : await readOwnFiles(folder);
  return makeSignatures([...readSignatureFiles(), ...ofKind(own, 'signatures')]);
}

function forPeople({ family, score, locale, because }: ErrorMatch): string {
  const lines = [`family: ${family ?? 'none'}`, `score:  ${score}`, `locale: ${locale ?? 'unknown'}`];
  return `${[...lines, ...because.map((reason) => `because ${reason}`)].join('\n')}\n`;
}

function readJsonString(line: string, number: number): string {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'string') return value;
  } catch {
    // Said below, as for any other JSON value.
  }
  throw usageError(`line ${number} of standard input is not a JSON string`, 'Write one JSON string a line.');
}

async function wholeText(stdin: CliIo['stdin']): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stdin) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (text.length > longestText) throw tooLong();
  }
  return text + decoder.decode();
}

async function* linesOf(stdin: CliIo['stdin']): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stdin) {
    const lines = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split('\n');
    lines[0] = rest + (lines[0] ?? '');
    rest = lines.pop() ?? '';
    if (rest.length > longestText) throw tooLong();
    yield* lines;
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield rest;
}

function tooLong(): Error {
  return inputError(
    `a text on standard input is longer than ${longestText} characters`,
    'Give the part with the error.',
  );
}
