import type { Page } from 'playwright-core';
import { PRESSURES, REGIONS } from '../../shared/forms/words.ts';
import { STATUS_WORDS } from '../../shared/pages/parts/goal-words.ts';
import { TAKE_OVER_REASONS } from '../../shared/records/care.ts';
import {
  AFTERCARE,
  COMPLAINTS,
  PHASES,
  RECALL_WINDOWS,
  REFERRALS,
  TECHNIQUES,
} from '../../shared/records/catalogue.ts';

/** The narrowest screen that WCAG 2.2 asks for (1.4.10), in CSS pixels. */
const NARROWEST = 320;

/** Words that people write with a hyphen as well. */
const PLAIN: ReadonlySet<string> = new Set(['post-treatment', 'hands-on', 'follow-up']);
const CODES = [
  ...[...TECHNIQUES, ...COMPLAINTS, ...PHASES, ...RECALL_WINDOWS, ...REFERRALS, ...AFTERCARE],
  ...[...REGIONS, ...PRESSURES, ...TAKE_OVER_REASONS, ...Object.keys(STATUS_WORDS)],
].filter((code) => code.includes('-') && !PLAIN.has(code));
const WRITTEN_FOR_MACHINES = new RegExp(
  [
    `(?<![\\w-])(?:${CODES.join('|')})(?![\\w-])`,
    '\\b(?:task|range-of-motion|psfs):[\\w-]+',
    '\\brecovery-hours\\b',
    '\\byes-no\\b',
    '\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}\\S*)?',
  ].join('|'),
  'gi',
);

/**
 * What a page says in a machine's words where people read: codes of the catalogue, dates by their digits. Names of files
 * and ids are what they are.
 */
async function machineWords(page: Page): Promise<string[]> {
  const text = (await page.evaluate(`(() => {
    const kept = '.code, code, pre, .method, .checksum, script, style, textarea';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const said = [document.title];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(kept)) said.push(walker.currentNode.data);
    for (const each of document.querySelectorAll('[aria-label]')) said.push(each.getAttribute('aria-label'));
    return said.join(' ');
  })()`)) as string;
  return [...text.matchAll(WRITTEN_FOR_MACHINES)].map(
    ({ 0: found, index }) =>
      `"${found}" in "${text.slice(Math.max(0, index - 40), index + found.length + 20).replace(/\s+/g, ' ')}"`,
  );
}

/** What sticks out to the side on the narrowest screen: the page itself, or text from the box that holds it, as a row's name. */
async function sticksOut(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: NARROWEST, height: 640 });
  return (await page.evaluate(`(() => {
    const painted = [...document.querySelectorAll('tbody th')].filter((each) => each.scrollWidth > each.clientWidth + 1);
    if (painted.length > 0) return painted.slice(-3).map((each) => 'painted over: ' + each.outerHTML.slice(0, 120));
    if (document.documentElement.scrollWidth <= window.innerWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter((each) => {
      const { right, width } = each.getBoundingClientRect();
      return width > 0 && right > window.innerWidth + 0.5 && !each.closest('.scroll');
    });
    return wide.slice(-3).map((each) => 'sticks out: ' + each.outerHTML.slice(0, 120));
  })()`)) as string[];
}

/** What is wrong with the page that is open, for somebody who reads it on a small phone. */
export async function hardToRead(page: Page): Promise<string[]> {
  return [...(await sticksOut(page)), ...(await machineWords(page))];
}
