import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { ownFolder } from '../app/own/ownFolder.js';
import { until } from '../bot/until.js';
import { closedPort } from '../lab/lab.js';
import { type Chat, connect, post } from './chat.js';
import { ServerProcess } from './serverProcess.js';

jest.setTimeout(120_000);

const english = (cause: string) => `# The tunnel does not open

## Symptoms

\`\`\`
Error 809: the Contoso tunnel could not be opened because the gateway did not respond.
\`\`\`

## Cause

${cause}

## Resolution

1. Open UDP 500 for *${cause}*
2. Connect again.
`;
const french = `# Le tunnel ne s’ouvre pas

## Symptômes

> Erreur 809 : le tunnel de Contoso n’a pas pu être ouvert, car la passerelle n’a pas répondu.

## Cause

Le pare-feu est fermé.

## Résolution

1. Ouvrez UDP 500.
`;
const error = 'Error 809: the Contoso tunnel could not be opened because the gateway did not respond.';

let own: ReturnType<typeof ownFolder>;
let place: ReturnType<typeof ownFolder>;
let environment: Record<string, string>;

beforeEach(async () => {
  own = ownFolder();
  place = ownFolder({ 'contoso-vpn.md': english('The firewall is closed.'), 'contoso-vpn.fr.md': french });
  environment = { DATA_DIR: place.folder, KNOWLEDGE_DIR: own.folder, PORT: String(await closedPort()) };
});
afterEach(() => {
  own.remove();
  place.remove();
});

/** Runs the command in the folder of the articles; rejects when it ends with another code than 0. */
async function trustdesk(...argv: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [path.resolve('dist/cli.js'), ...argv], {
    cwd: place.folder,
    env: { PATH: process.env['PATH'] ?? '', LANG: 'en_US.UTF-8', ...environment },
  });
  return stdout;
}

async function said(chat: Chat, text: string): Promise<string> {
  const before = chat.texts().length;
  await post(chat.line, text);
  await until(`an answer to ${text}`, () => chat.texts().length > before, 20_000);
  return chat.texts().slice(before).join('\n');
}

async function fresh(url: string): Promise<Chat> {
  const chat = await connect(url);
  await until('the greeting', () => chat.texts().length > 0, 20_000);
  return chat;
}

/** Asks in new conversations until the answer holds that text. */
async function served(url: string, text: string): Promise<Chat> {
  const chats: Chat[] = [];
  await until(
    `"${text}" being served`,
    async () => {
      // A computer may begin a score of conversations at once.
      if (chats.length > 0) await new Promise((resolve) => setTimeout(resolve, 400));
      const chat = await fresh(url);
      chats.push(chat);
      return (await said(chat, error)).includes(text);
    },
    8_000,
  );
  const last = chats.at(-1);
  if (last === undefined) throw new Error('nothing was asked');
  return last;
}

test('from Markdown in two languages to a running server, and back', async () => {
  const server = await ServerProcess.start(environment);
  try {
    await trustdesk('dialogs', 'new', 'contoso-vpn.md', '--owner', 'helpdesk@contoso.com');
    await trustdesk('dialogs', 'new', 'contoso-vpn.fr.md');
    expect(await trustdesk('dialogs', 'check')).toContain('0 errors, 0 warnings');
    expect(await trustdesk('dialogs', 'graph', 'contoso-vpn', '--locale', 'fr')).toContain(
      'Le pare-feu est fermé.',
    );
    expect(await trustdesk('dialogs', 'test')).toContain('2 conversations, 0 not as written');
    const before = await fresh(server.url);
    expect(await said(before, error)).not.toContain('firewall');

    expect(await trustdesk('dialogs', 'publish', '--note', 'first')).toContain('Release 1 is published');
    const first = await served(server.url, 'The firewall is closed.');

    place.write('contoso-vpn.md', english('The provider blocks UDP.'));
    await trustdesk('dialogs', 'new', 'contoso-vpn.md', '--replace');
    expect(await trustdesk('dialogs', 'publish', 'contoso-vpn')).toContain('Release 2 is published');
    const second = await served(server.url, 'The provider blocks UDP.');
    // Each conversation goes on with the article it began with.
    expect(await said(first, '1')).toContain('Open UDP 500 for *The firewall is closed.*');
    expect(await said(second, '1')).toContain('Open UDP 500 for *The provider blocks UDP.*');

    expect(await trustdesk('dialogs', 'rollback')).toContain('Release 1 is served again');
    await served(server.url, 'The firewall is closed.');
  } finally {
    await server.stop();
  }
});

test('a preview shows the draft as it is now, says that it is one, and serves nobody else', async () => {
  await trustdesk('dialogs', 'new', 'contoso-vpn.md');
  const server = await ServerProcess.start(environment);
  const port = String(await closedPort());
  const preview = await ServerProcess.run(['dist/cli.js', 'dialogs', 'preview', '--port', port], environment);
  try {
    expect(preview.url).toBe(`http://127.0.0.1:${port}`);
    const chat = await fresh(preview.url);
    expect(chat.texts()[0]).toContain('**Preview.**');
    expect(await said(chat, error)).toContain('The firewall is closed.');
    place.write('contoso-vpn.md', english('The provider blocks UDP.'));
    await trustdesk('dialogs', 'new', 'contoso-vpn.md', '--replace');
    await served(preview.url, 'The provider blocks UDP.');
    own.write('dialogs/contoso-vpn.yaml', 'id: [');
    await until('the problem being told', () => preview.log.includes('yaml-syntax'), 10_000);

    const person = await fresh(server.url);
    expect(person.texts()[0]).not.toContain('Preview');
    expect(await said(person, error)).not.toContain('blocks UDP');
  } finally {
    await preview.stop();
    await server.stop();
  }
});

test('a release that is not whole does not stop the server', async () => {
  await trustdesk('dialogs', 'new', 'contoso-vpn.md');
  await trustdesk('dialogs', 'publish');
  own.write('releases/1/locales/en/trees/contoso-vpn.json', '{ "cause": "x" }');
  const server = await ServerProcess.start(environment);
  try {
    expect(await said(await fresh(server.url), 'help')).toContain('E-mail Router');
    expect(server.log).toContain('not those that were published');
  } finally {
    await server.stop();
  }
});
