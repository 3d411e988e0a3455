import { expect, it } from 'vitest';
import { type JournalDeps, journalPages } from '../../functions/show-pages/journal.ts';
import { openJournalForm } from '../../shared/journal/journal-form.ts';
import { newJournalLink, sealJournalLink } from '../../shared/journal/journal-link.ts';
import { SEALED_FORM } from '../../shared/pages/journal-form.ts';
import type { PageEvent } from '../../shared/site/page-handler.ts';
import { sealingBy } from '../access/sealing.ts';
import { session } from '../outcomes/client-records.ts';

const NOW = new Date('2026-12-01T18:00:00Z');
const sealing = sealingBy(async () => 'a key of a clinic that is long enough to be one');

/** The offset that answers to a form will be written in. */
async function offsetOf(
  timeZone: string | undefined,
  startedAt: string | undefined,
): Promise<string | undefined> {
  const deps = {
    records: {
      holderOf: async (owner: object) => owner,
      erasedAt: async () => undefined,
      between: async () => (startedAt === undefined ? [] : [session({ startedAt })]),
      goals: async () => [],
    },
    settings: { of: async () => ({ takeOver: 'allowed', ...(timeZone !== undefined && { timeZone }) }) },
    ...{ sealing, clock: () => NOW, newId: () => 'd9f0b8f2-6a5c-4f0e-9d43-0f2f8f6b0a11' },
  } as unknown as JournalDeps;
  const owner = { clinicId: 'mill', client: 'p'.repeat(43) };
  const token = await sealJournalLink(sealing, newJournalLink(owner, NOW));
  const { body } = await journalPages(deps).form({ pathParameters: { token } } as unknown as PageEvent);
  const sealed = new RegExp(`name="${SEALED_FORM}" value="([^"]+)"`).exec(body!)?.[1];
  return (await openJournalForm(sealing, sealed!, NOW))?.offset;
}

it('answers are written as the clocks of the clinic have it now, else as at the last session', async () => {
  const lastSession = '2026-10-20T10:00:00-05:00';
  expect(await offsetOf('America/Chicago', lastSession)).toBe('-06:00');
  expect(await offsetOf('America/Chicago', undefined)).toBe('-06:00');
  expect(await offsetOf(undefined, lastSession)).toBe('-05:00');
  expect(await offsetOf(undefined, undefined)).toBe('+00:00');
});
