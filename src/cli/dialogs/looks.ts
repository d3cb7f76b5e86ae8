import type { TakenLook } from '../../app/takenLook.js';
import { makeTrustAnchors } from '../../certificates/trustAnchors.js';
import { diagnose } from '../../diagnosis/diagnose.js';
import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import { jsonLine } from '../humanText.js';
import type { ParsedArguments } from '../parseArguments.js';
import { usageError } from '../usageError.js';
import { conversationDay } from './conversationClock.js';
import { readRecordedWorld } from './recordedWorld.js';

/** `trustdesk dialogs looks`: the names that a conversation's `server` may have, and what each look proves. */
export async function looks(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  if (parsed.positionals.length > 0) throw usageError('dialogs looks takes no file', 'It lists them all.');
  const recorded = readRecordedWorld();
  const anchors = makeTrustAnchors({ added: [recorded.anchors] });
  const rows = [...recorded.looks].flatMap(([name, look]) => provedBy(name, look, anchors));
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const row of rows) {
    const { name, host, findings, exchange } = row;
    const line = [name.padEnd(width), host, findings.join(', ') || 'nothing wrong', exchange ?? ''].join(
      '  ',
    );
    io.stdout.write(parsed.flag('json') ? jsonLine(row) : `${line.trimEnd()}\n`);
  }
  return exitCodes.trusted;
}

type Anchors = ReturnType<typeof makeTrustAnchors>;

function provedBy(name: string, taken: readonly TakenLook[], anchors: Anchors) {
  return taken.map(({ record }) => {
    const { host, port } = record.endpoint;
    const { findings, generation } = diagnose({
      ...{ record, host, anchors, at: conversationDay },
      ...{ reported: null, pastedFamily: null },
    });
    const exchange = generation.exchange === null ? null : `Exchange ${generation.exchange}`;
    return {
      ...{ name, host: port === 443 ? host : `${host}:${port}`, exchange },
      findings: findings.map(({ code }) => code),
    };
  });
}
