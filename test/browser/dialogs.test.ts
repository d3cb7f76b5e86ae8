import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Server } from 'restify';
import { locales } from '../../src/answers/locales.js';
import { makeTexts } from '../../src/answers/texts.js';
import { checkKnowledge } from '../../src/app/checkKnowledge.js';
import { makeDialogPages } from '../../src/app/dialogPages.js';
import { drawTree } from '../../src/app/drawTree.js';
import { readShippedKnowledge } from '../../src/app/knowledgeFiles.js';
import { silentLog } from '../../src/base/log.js';
import { mountDialogRoutes } from '../../src/channels/dialogs/mountDialogRoutes.js';
import { makeOwnOrigin } from '../../src/channels/directLine/ownOrigin.js';
import { createHttpServer } from '../../src/channels/server.js';
import { TreeRegistry } from '../../src/dialogTree/compile/treeRegistry.js';
import { makeTreeVersion } from '../../src/dialogTree/compile/treeVersion.js';
import { lookupIn } from '../../src/dialogTree/treeTexts.js';
import { launchChromium } from './chromium.js';

jest.setTimeout(60_000);

const files = readShippedKnowledge();
const texts = makeTexts(files.resources);
const versions = checkKnowledge(files).trees.map((tree) =>
  makeTreeVersion(tree, locales, lookupIn(files.resources)),
);
const knowledge = {
  texts,
  defaultLocale: 'en' as const,
  registry: new TreeRegistry(versions, async () => null),
};

let browser: Browser;
let server: Server;
let url = '';

beforeAll(async () => {
  server = createHttpServer(silentLog);
  mountDialogRoutes(server, {
    pages: makeDialogPages(() => knowledge),
    ownOrigin: makeOwnOrigin(null),
    log: silentLog,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

/** Runs a look at a page, which must break no rule of its policy and be no wider than the window. */
async function at(path: string, width: number, look: (page: Page) => Promise<void> = async () => {}) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'en-US' });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(url + path);
  await look(page);
  expect(problems).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  await context.close();
}

describe.each([1300, 360])('at a width of %d', (width) => {
  test.each(locales)('the list in %s leads to a tree', async (locale) => {
    await at(`/dialogs?locale=${locale}`, width, async (page) => {
      await page.locator('a[href^="/dialogs/email-router-trust"]').first().click();
      await page.locator('svg.drawing').waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    });
  });

  test('a named target is brought into sight and marked', async () => {
    await at('/dialogs/email-router-trust', width, async (page) => {
      await page.locator('a.pill[href="#set-after-steps"]').first().click();
      const box = page.locator('#set-after-steps');
      expect(await box.evaluate((element) => element.matches(':target'))).toBe(true);
      const place = await box.boundingBox();
      expect(place?.y).toBeGreaterThanOrEqual(-1);
      expect(place?.y).toBeLessThan(800);
    });
  });
});

const drawn = versions.flatMap(({ treeId }) => locales.map((locale) => [treeId, locale] as const));

test.each(drawn)('every text of %s in %s stays within its box', async (tree, locale) => {
  await at(`/dialogs/${tree}?locale=${locale}`, 1300, async (page) => {
    const outside = await page.locator('svg.drawing .box').evaluateAll((boxes) =>
      boxes.flatMap((box) => {
        const frame = (box.querySelector('.frame') as SVGGraphicsElement).getBBox();
        const beyond = [...box.querySelectorAll('text')].filter((text) => {
          const { x, y, width, height } = text.getBBox();
          return x + width > frame.width - 4 || y + height > frame.height || y < 0;
        });
        return beyond.map((text) => text.textContent);
      }),
    );
    expect(outside).toEqual([]);
  });
});

test('the language is switched for the same tree', async () => {
  await at('/dialogs/root?locale=en', 1300, async (page) => {
    await page.getByRole('link', { name: 'Tiếng Việt' }).click();
    await page.locator('svg.drawing[lang="vi"]').waitFor();
    expect(page.url()).toContain('/dialogs/root?locale=vi');
  });
});

test('a drawing of its own is XML, whatever its texts hold', async () => {
  const hostile = [
    '<script>window.hit = 1</script>',
    ']]>',
    '"><image href="x" onerror="hit = 1"/>',
    '\u0000&\uFFFF',
  ];
  const [version] = versions;
  if (version === undefined) throw new Error('There is no tree.');
  const poisoned = JSON.parse(JSON.stringify(version.texts), (_, value) =>
    typeof value === 'string' ? hostile.join(value) : value,
  );
  const svg = drawTree({ ...version, texts: poisoned }, texts.in('en')).svg({
    href: () => hostile.join(),
    standalone: true,
  });
  // The page's policy would refuse it.
  const withoutStyle = svg.replace(/<style>.*<\/style>/s, '');
  await at('/dialogs', 1300, async (page) => {
    const read = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      const { length } = parsed.querySelectorAll('parsererror, script, image');
      return { length, root: parsed.documentElement.nodeName, words: parsed.documentElement.textContent };
    }, withoutStyle);
    expect(read).toMatchObject({ length: 0, root: 'svg' });
    expect(read.words).toContain('<script>');
  });
});
