import { spawnSync } from 'node:child_process';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface ChatPageOptions {
  /** The browser's language; 'en-US' when not given. */
  readonly locale?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
}

/** The chat page in a browser, as a person uses it. */
export class ChatPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Script errors, broken rules of the content security policy, and requests to other hosts: all should be none. */
  readonly problems: readonly string[];

  constructor(context: BrowserContext, page: Page, problems: readonly string[]) {
    this.context = context;
    this.page = page;
    this.problems = problems;
  }

  /** Types into the send box and sends; line breaks stay in the one message. */
  async say(text: string): Promise<void> {
    await this.sendBox.fill(text);
    await this.sendBox.press('Enter');
  }

  /** Waits until the transcript shows a text, in a message or a card. */
  async waitForText(text: string | RegExp, timeout = 15_000): Promise<void> {
    await this.transcript.getByText(text).last().waitFor({ timeout });
  }

  /** Presses the last button of this title: of a card, or a suggested action. */
  async pressButton(title: string | RegExp): Promise<void> {
    await this.page.locator('.chat__conversation').getByRole('button', { name: title }).last().click();
  }

  /** What the bubbles of messages and cards show, one after the other; without the words added for screen readers. */
  async readTranscript(): Promise<string> {
    return (await this.transcript.locator('.webchat__bubble__content').allInnerTexts()).join('\n');
  }

  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Resolves when a message can be typed. */
  async ready(): Promise<void> {
    await this.sendBox.waitFor({ timeout: 20_000 });
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  get transcript() {
    return this.page.locator('.webchat__basic-transcript');
  }

  get sendBox() {
    return this.page.locator('[data-id="webchat-sendbox-input"]');
  }
}

/** Opens the page at `url` in a browser profile of its own and waits until it can be used. */
export async function openPage(
  browser: Browser,
  url: string,
  options: ChatPageOptions = {},
): Promise<ChatPage> {
  const context = await browser.newContext({
    locale: options.locale ?? 'en-US',
    viewport: options.viewport ?? { width: 1200, height: 800 },
    colorScheme: options.colorScheme ?? 'light',
    timezoneId: 'UTC',
  });
  return openTab(context, url);
}

/** Opens another tab of a profile. */
async function openTab(context: BrowserContext, url: string): Promise<ChatPage> {
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (/^(https?|wss?):$/.test(asked.protocol) && asked.host !== new URL(url).host)
      problems.push(`request: ${asked.href}`);
  });
  await page.goto(url);
  const chat = new ChatPage(context, page, problems);
  await chat.ready();
  return chat;
}

/** Makes dist/web, so that the test sees the page as it is now. */
export function buildPage(): string {
  const built = spawnSync(process.execPath, ['web/build.js'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`web/build.js failed:\n${built.stderr}`);
  return 'dist/web/widget';
}
