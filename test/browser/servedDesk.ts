import type { Browser } from 'playwright-core';
import { loadPageFiles } from '../../src/channels/widget/pageFiles.js';
import type { CaseReader } from '../../src/handoff/desk/caseReader.js';
import { openTestDesk, type TestDesk } from '../handoff/desk/testDesk.js';
import { buildPage } from './chatPage.js';
import { launchChromium } from './chromium.js';

export interface ServedDesk {
  readonly desk: TestDesk;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** The desk and its page over the real machinery with a small bot, and a browser to open it in. */
export async function serveDesk(): Promise<ServedDesk> {
  buildPage();
  const desk = await openTestDesk({ services: { files: loadPageFiles('dist/web/desk'), reader } });
  const browser = await launchChromium();
  return {
    desk,
    browser,
    async close() {
      await browser.close();
      await desk.close();
    },
  };
}

/** Of the shape that the bot's knowledge gives. */
const reader: CaseReader = {
  summary: () => [
    {
      id: 'error',
      title: 'Error',
      facts: [{ label: 'Family', value: 'no trust relationship for the **SSL/TLS** channel' }],
      text: '```\nThe underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.\n```',
    },
    {
      id: 'advice',
      title: 'Advised',
      facts: [],
      text: '1. Install a certificate that a CA has issued.\n2. Tick **IIS**.\n\n[KB 954584](https://support.microsoft.com/kb/954584)',
    },
  ],
  primary: () => 'self-signed',
  causes: () => [
    { code: 'self-signed', name: 'Self-signed certificate' },
    { code: 'other', name: 'Something else' },
  ],
  replies: () => ({
    fr: [
      { id: 'hello', title: 'Greeting', text: 'Bonjour, je regarde votre dossier.' },
      { id: 'wait', title: 'One moment', text: 'Un instant, je vérifie le certificat.' },
    ],
  }),
};
