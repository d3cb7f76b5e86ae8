import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeConnector } from './fakeConnector.js';
import { type LoadResult, load, warmUp } from './load.js';
import { startBot } from './measuredBot.js';

/** All answer with one message a turn; TrustDesk's comes from its tree, with state and transcript stored. */
const bots = [
  { name: 'echo bot', script: './echoBot.js' },
  { name: 'echo in our turns', script: './machineryBot.js' },
  { name: 'TrustDesk', script: '../dist/main.js' },
] as const;

/** After the greeting, whose two messages come once, the tree answers each of these with one. */
function text(turn: number): string {
  if (turn === 0) return 'help';
  return turn % 2 === 1 ? 'topics' : 'back';
}

/** Enough for the compiler to have seen all of a bot's code: what is asked for is the rate of a server that has run a while. */
const warmUpTurns = 3000;

export async function benchTurns(seconds: number): Promise<void> {
  const connector = await startFakeConnector();
  const rates = new Map<number, number[]>();
  console.log('turns                in flight   turns/s   p50 ms   p99 ms   CPU ms/turn   RSS MiB   backlog');
  for (const { name, script } of bots) {
    const data = mkdtempSync(join(tmpdir(), 'trustdesk-bench-'));
    const bot = await startBot(script, { DATA_DIR: data, MicrosoftAppId: '' });
    await warmUp(bot, connector, { turns: warmUpTurns, inFlight: 10, text });
    for (const inFlight of [1, 50]) {
      const result = await load(bot, connector, { inFlight, measureMs: seconds * 1000, text });
      rates.set(inFlight, [...(rates.get(inFlight) ?? []), result.turnsPerSecond]);
      console.log(line(name, inFlight, result));
    }
    await bot.stop();
    rmSync(data, { recursive: true, force: true });
  }
  connector.close();
  for (const [inFlight, [echo = 1, turns = 0, ours = 0]] of rates) {
    const of = (rate: number) => (rate / echo).toFixed(2);
    console.log(
      `with ${inFlight} in flight, of the echo bot's turns/s: our turns ${of(turns)}, TrustDesk ${of(ours)}`,
    );
  }
}

function line(name: string, inFlight: number, result: LoadResult): string {
  return [
    name.padEnd(20),
    String(inFlight).padStart(9),
    result.turnsPerSecond.toFixed(0).padStart(9),
    result.p50.toFixed(2).padStart(8),
    result.p99.toFixed(2).padStart(8),
    result.cpuMsPerTurn.toFixed(2).padStart(13),
    result.rssMiB.toFixed(0).padStart(9),
    String(result.backlog).padStart(9),
  ].join(' ');
}
