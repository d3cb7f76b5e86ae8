import { type Log, silentLog } from '../../base/log.js';

/** Keeps what went wrong within the bot, which a conversation itself tells by an apology at most. */
export function failureLog(onFailure: (message: string) => void): Log {
  return {
    ...silentLog,
    error(fields, message) {
      const { err } = fields as { readonly err?: unknown };
      onFailure(err instanceof Error ? `${message} ${err.message}` : message);
    },
  };
}
