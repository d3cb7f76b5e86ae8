import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import type { TextSink } from './cliIo.js';

const levels = { debug: 20, info: 30, warn: 40, error: 50, silent: 100 } as const;

/** A log in the lines of pino (level, time, fields, msg), so that both entrances are read by the same tools. */
export function lineLog(sink: TextSink, least: keyof typeof levels, clock: Clock): Log {
  const at = (level: Exclude<keyof typeof levels, 'silent'>) => (fields: object, msg: string) => {
    if (levels[level] < levels[least]) return;
    sink.write(
      `${JSON.stringify({ level: levels[level], time: clock.now().getTime(), ...readable(fields), msg })}\n`,
    );
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** JSON leaves an Error's fields away. */
function readable(fields: object): object {
  const entries = Object.entries(fields).map(([key, value]: [string, unknown]) => [
    key,
    value instanceof Error ? { type: value.name, message: value.message, stack: value.stack } : value,
  ]);
  return Object.fromEntries(entries);
}
