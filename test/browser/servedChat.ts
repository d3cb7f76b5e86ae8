import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { createApp } from '../../src/app/createApp.js';
import { openStorage } from '../../src/app/openStorage.js';
import { readSettings } from '../../src/app/settings.js';
import { systemClock } from '../../src/base/clock.js';
import { silentLog } from '../../src/base/log.js';
import { newAgent } from '../../src/handoff/agents/newAgent.js';
import { hashPassword } from '../../src/handoff/agents/passwordHash.js';
import type { AgentRecord } from '../../src/storage/agentStore.js';
import { password } from '../handoff/desk/testDesk.js';
import { buildPage } from './chatPage.js';
import { launchChromium } from './chromium.js';

export interface ServedChat {
  readonly url: string;
  readonly browser: Browser;
  /** Adds an agent of the desk, as `trustdesk agents add` does beside a running server. */
  addAgent(name: string, more?: Partial<AgentRecord>): Promise<void>;
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
    async addAgent(name, more = {}) {
      const storage = openStorage(settings);
      const email = `${name.toLowerCase()}@contoso.com`;
      const passwordHash = await hashPassword(password, { logN: 4, r: 8, p: 1 });
      const wish = { id: `agent-${name}`, email, name, role: 'agent', locale: 'en', oidc: null } as const;
      await storage.agents.add({ ...newAgent({ ...wish, passwordHash, now: new Date() }), ...more });
      await storage.close();
    },
    async close() {
      await browser.close();
      await app.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
