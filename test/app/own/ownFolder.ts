import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OwnFiles } from '../../../src/app/own/ownFiles.js';

/** A folder of its own for one test, with these files; remove it when done. */
export function ownFolder(files: { readonly [path: string]: string | Buffer } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-own-'));
  const write = (inside: string, text: string | Buffer): void => {
    const file = path.join(folder, inside);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  for (const [inside, text] of Object.entries(files)) write(inside, text);
  return { folder, write, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The same without a disk. */
export function ownFiles(files: { readonly [path: string]: string }): OwnFiles {
  return {
    files: Object.entries(files).map(([inside, text]) => ({ path: inside, file: `own/${inside}`, text })),
    problems: [],
  };
}

/** A small article in one language, answering a family of its own. */
export function vpnArticle({
  cause = 'The firewall is closed.',
  state = 'published',
  locale = 'en',
  id = 'contoso-vpn',
} = {}): { readonly [path: string]: string } {
  return {
    [`dialogs/${id}.yaml`]: `id: ${id}
owner: helpdesk@contoso.com
reviewed: 2026-11-01
state: ${state}
languages: [${locale}]
families: [${id}]
start: cause
dontKnow: cause
nodes:
  cause: { kind: prompt, input: choice, text: cause, choices: [{ id: yes, text: yes, goto: end }, { id: human, text: root:human, command: human }] }
  end: { kind: end, text: end }
`,
    [`dialogs/signatures/${id}.yaml`]: `sentences:\n  ${id}:\n    en:\n      - The Contoso tunnel ${id} could not be opened today\n`,
    [`locales/${locale}/trees/${id}.json`]: JSON.stringify({ cause, yes: 'Open it', end: 'Done.' }),
  };
}
