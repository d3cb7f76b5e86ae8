import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { password } from '../handoff/desk/testDesk.js';
import type { ChatPageOptions } from './chatPage.js';

/** The agents' console in a browser, as an agent uses it. */
export class DeskPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Script errors, broken rules of the content security policy, and requests to other hosts: all should be none. */
  readonly problems: readonly string[];

  constructor(context: BrowserContext, page: Page, problems: readonly string[]) {
    this.context = context;
    this.page = page;
    this.problems = problems;
  }

  async signIn(email: string, secret = password): Promise<void> {
    await this.page.locator('input[name=email]').fill(email);
    await this.page.locator('input[name=password]').fill(secret);
    await this.page.locator('button[type=submit]').click();
  }

  /** Waits for the list, and opens the case of that reference from it. */
  async openCase(reference: string | RegExp): Promise<void> {
    await this.cases.filter({ hasText: reference }).click();
    await this.log.waitFor();
  }

  async claim(): Promise<void> {
    await this.button('Claim').click();
    await this.button('Resolve').waitFor();
  }

  async say(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press('Enter');
  }

  /** Waits until the conversation shows a text. */
  async waitForText(text: string | RegExp, timeout = 10_000): Promise<void> {
    await this.log.getByText(text).last().waitFor({ timeout });
  }

  /** What stands in the conversation, one line a message or event. */
  async readLog(): Promise<readonly string[]> {
    return (await this.log.locator('.bubble__content, .note, .event-line').allInnerTexts()).map((text) =>
      text.replace(/\s+/g, ' '),
    );
  }

  /** Rules of WCAG 2.2 A and AA and axe's best practices that the page breaks now. */
  async violations(): Promise<readonly string[]> {
    return axeViolations(this.page);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  get cases(): Locator {
    return this.page.locator('.case-row');
  }

  get log(): Locator {
    return this.page.getByRole('log');
  }

  get box(): Locator {
    return this.page.locator('.composer textarea');
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

/** Opens the desk in a browser profile of its own; `before` may watch or change what the page asks for. */
export async function openDesk(
  browser: Browser,
  url: string,
  options: ChatPageOptions = {},
  before: (page: Page) => Promise<void> = async () => undefined,
): Promise<DeskPage> {
  const context = await browser.newContext({
    locale: options.locale ?? 'en-US',
    viewport: options.viewport ?? { width: 1400, height: 860 },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  await before(page);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // Chromium says of each refused request that it was refused; that is what the page asked to know.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      problems.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (/^(https?|wss?):$/.test(asked.protocol) && asked.host !== new URL(url).host)
      problems.push(`request: ${asked.href}`);
  });
  await page.goto(`${url}/desk`);
  return new DeskPage(context, page, problems);
}

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** What axe finds wrong on a page: rule, and the elements it is about. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    interface Result {
      readonly violations: readonly {
        readonly id: string;
        readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
      }[];
    }
    const { axe } = window as unknown as { axe: { run(where: object): Promise<Result> } };
    // Fluent's focus keeper puts markers at both ends of the page that send the focus on as soon as they get it. Web Chat
    // names a file's link by what it shows, but for a space that breaks no line ("20 octets"), which axe takes for another.
    const exclude = [['[data-tabster-dummy]'], ['.webchat__fileContent__buttonLink']];
    const { violations } = await axe.run({ exclude });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
    );
  });
}
