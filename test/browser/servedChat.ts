import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { createApp } from '../../src/app/createApp.js';
import { readSettings } from '../../src/app/settings.js';
import { systemClock } from '../../src/base/clock.js';
import { silentLog } from '../../src/base/log.js';
import { buildPage } from './chatPage.js';
import { launchChromium } from './chromium.js';

export interface ServedChat {
  readonly url: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** The whole product with a database of its own, and a browser to open its page in. */
export async function serveChat(environment: Readonly<Record<string, string>> = {}): Promise<ServedChat> {
  buildPage();
  const folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-chat-'));
  const settings = readSettings({ PORT: '0', DATA_DIR: folder, ...environment });
  const app = await createApp(settings, { clock: systemClock, log: silentLog });
  const { url } = await app.start();
  const browser = await launchChromium();
  return {
    url,
    browser,
    async close() {
      await browser.close();
      await app.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
