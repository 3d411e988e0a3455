import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Result } from 'axe-core';
import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import { expect } from 'vitest';
import { hardToRead } from './plain-words.ts';

/** Written at every run and never committed. */
const SCREENSHOTS = join(import.meta.dirname, '../../test-results/screenshots');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const MOST_BYTES = 200_000;

const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = [360, 1280] as const;

/** A browser window of somebody, and what went on in it. */
export type Visit = {
  context: BrowserContext;
  page: Page;
  /** Origins that were asked for anything. */
  origins: Set<string>;
  /** What the console called an error. */
  problems: string[];
};

/**
 * How long a step may wait for what it waits for: as long as a machine needs that does much else, and a little less than
 * a test may take, so that it is the step that is named where something never comes.
 */
const STEP_PATIENCE = 300_000;

/** Has all that is done in a window wait for its condition, without a budget of its own. */
export function patient(context: BrowserContext): BrowserContext {
  context.setDefaultTimeout(STEP_PATIENCE);
  context.setDefaultNavigationTimeout(STEP_PATIENCE);
  return context;
}

export async function visit(browser: Browser): Promise<Visit> {
  const viewport = { width: WIDTHS[0], height: 740 };
  const context = patient(await browser.newContext({ viewport, locale: 'en-GB' }));
  const page = await context.newPage();
  const origins = new Set<string>();
  const problems: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'data:') origins.add(origin);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  return { context, page, origins, problems };
}

/** Signs in on the page that stands in for the hosted one, by its button. */
export async function signIn({ page }: Visit, url: string, who: string): Promise<void> {
  await page.goto(url);
  const { origin } = new URL(url);
  // The click returns before the way back through the callback has ended.
  await Promise.all([
    page.waitForURL((place) => place.origin === origin),
    page.getByRole('button', { name: who, exact: true }).click(),
  ]);
}

/**
 * Does what leads to another page, and waits until that one is there: a click returns as soon as it is
 * made, while a form may still be on its way.
 */
export async function leading({ page }: Visit, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), act()]);
}

/** Presses the first button of that name, which sends its form. */
export const press = (seen: Visit, name: string | RegExp): Promise<void> =>
  leading(seen, () => seen.page.getByRole('button', { name, exact: true }).first().click());

/** Follows the first link of that name. */
export const follow = (seen: Visit, name: string): Promise<void> =>
  leading(seen, () => seen.page.getByRole('link', { name, exact: true }).first().click());

/** Opens the part of a page that is folded away under a name. */
export const unfold = ({ page }: Visit, name: string): Promise<void> =>
  page
    .locator('summary')
    .filter({ hasText: new RegExp(`^${name}`) })
    .first()
    .click();

/** Where the picture of that name is kept. */
export function screenshot(name: string): string {
  mkdirSync(SCREENSHOTS, { recursive: true });
  return join(SCREENSHOTS, `${name}.png`);
}

/**
 * Looks at the page that is open as everybody does: both colour schemes, both widths. Keeps a picture of
 * each; no accessibility rule may be broken, nothing may stick out to the side, and what is said is said for people.
 */
export async function lookAt({ page }: Visit, name: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    for (const width of WIDTHS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      const where = `${name}, ${colorScheme}, ${width} px`;
      await page.screenshot({
        path: screenshot(`${name}-${colorScheme}-${width}`),
        fullPage: true,
      });
      expect(await violations(page), where).toEqual([]);
      const beyond = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
      expect(beyond, `${where}: sticks out`).toBeLessThanOrEqual(0);
    }
  }
  expect(await hardToRead(page), name).toEqual([]);
}

/**
 * Axe runs in a world of its own through the debugger, which the page's policy does not bind: the policy
 * itself, under which no script runs, stays as it is served.
 */
async function violations(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'axe',
  });
  await session.send('Runtime.evaluate', { expression: AXE, contextId });
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression:
      "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => JSON.stringify(r.violations))",
    contextId,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
  const found = JSON.parse(String(result.value)) as Result[];
  return found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
  );
}

/** All that a page makes a browser fetch, uncompressed, from an empty cache. */
export async function expectLight(browser: Browser, { context }: Visit, url: string): Promise<void> {
  const fresh = patient(await browser.newContext({ storageState: await context.storageState() }));
  const responses: Response[] = [];
  const page = await fresh.newPage();
  page.on('response', (response) => responses.push(response));
  await page.goto(url);
  const sizes = await Promise.all(responses.map(async (response) => (await response.body()).length));
  await fresh.close();
  expect(
    sizes.reduce((sum, size) => sum + size, 0),
    `bytes of ${url}`,
  ).toBeLessThan(MOST_BYTES);
}

/** Walks a page by the tab key; every stop must be seen. Returns what was focused, in order. */
export async function tabStops({ page }: Visit, most: number): Promise<string[]> {
  const stops: string[] = [];
  for (let index = 0; index < most; index += 1) {
    await page.keyboard.press('Tab');
    const focused = (await page.evaluate(`(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const ring = getComputedStyle(element).outlineStyle;
      const sibling = element.nextElementSibling && getComputedStyle(element.nextElementSibling).outlineStyle;
      const { width, height } = element.getBoundingClientRect();
      const name = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent;
      return { name: name.trim(), seen: width > 0 && height > 0 && (ring !== 'none' || sibling === 'solid') };
    })()`)) as { name: string; seen: boolean } | null;
    if (!focused) break;
    expect(focused.seen, `focus on "${focused.name}" is seen`).toBe(true);
    stops.push(focused.name);
  }
  return stops;
}
