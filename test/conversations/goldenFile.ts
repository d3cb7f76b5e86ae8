import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ConversationSource, parseConversation } from '../../src/cli/dialogs/parseConversation.js';
import { updatedConversation } from '../../src/cli/dialogs/updatedConversation.js';
import { problemLine } from '../../src/dialogTree/validate/checkDialogs.js';
import { reports } from './goldenReport.js';
import { certificates, servers } from './servers.js';

const folder = path.join(import.meta.dirname, 'golden');

export function goldenFiles(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}

export function readGolden(name: string): ConversationSource {
  const file = path.join(folder, name);
  const text = readFileSync(file, 'utf8');
  const { source, problems } = parseConversation(file, text, {
    servers: Object.keys(servers),
    certificates: Object.keys(certificates),
    reports: Object.keys(reports),
  });
  if (source !== null) return source;
  throw new Error(problems.map(problemLine).join('\n'));
}

export function writeGolden({ file, text }: ConversationSource, said: readonly (readonly string[])[]): void {
  writeFileSync(file, updatedConversation(text, said));
}
