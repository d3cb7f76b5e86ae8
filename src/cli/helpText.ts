import { type Command, commands } from './commands.js';

export function generalHelp(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'Usage: trustdesk COMMAND [options]',
    '',
    ...lines,
    '',
    '`trustdesk help COMMAND` tells more, `trustdesk --version` the version.',
    '',
  ].join('\n');
}

export function commandHelp(name: string, { usage, summary, details, options }: Command): string {
  const rows = Object.entries(options).map(
    ([option, { value, help }]) => [`--${option}${value === null ? '' : ` ${value}`}`, help] as const,
  );
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  const list = rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`);
  return [
    `Usage: trustdesk ${name} ${usage}`.trimEnd(),
    '',
    `${summary[0]?.toUpperCase()}${summary.slice(1)}.`,
    details,
    ...(list.length > 0 ? ['', ...list] : []),
    '',
  ].join('\n');
}
