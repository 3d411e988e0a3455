import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gatherOutcomes } from '../../infra/offline/gather-outcomes.ts';
import { recordPaths } from '../../infra/offline/record-paths.ts';
import { clientOutcomes } from '../../shared/outcomes/client-outcomes.ts';
import { clientContribution } from '../../shared/privacy/tally/client-contribution.ts';
import { COMPLAINTS, TECHNIQUES } from '../../shared/records/catalogue.ts';
import { type Fact, parseRecord } from '../../shared/records/record.ts';
import { INSTRUMENT_NAMES } from '../../shared/records/scales.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import { isClientRecord } from '../../shared/views/client-month-view.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'other-scales-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const clients = Array.from({ length: 12 }, (_, index) => `c-${index}`);
const day = (date: number, hour = 10) => `2026-08-${String(date).padStart(2, '0')}T${hour}:00:00-05:00`;
const said = (record: object) => ({ clinicId: 'riverside', recordedAt: day(31), ...record });

/** Sessions and journals on the scale from 0 to 10. */
const ours = clients.flatMap((clientId, index) => [
  ...[3, 10, 17].map((date) =>
    said({
      ...{ type: 'session', sessionId: `s-${index}-${date}`, clientId, therapistId: 't-1' },
      ...{ startedAt: day(date), endedAt: day(date, 11), complaint: 'neck-pain' },
      ...{
        techniques: [{ technique: 'deep-tissue', minutes: 50 }],
        painBefore: 7,
        painAfter: 7 - (index % 4),
      },
    }),
  ),
  said({ type: 'pain-score', scoreId: `p-${index}`, clientId, at: day(12), pain: 4, soreness: 2 }),
  said({ type: 'consent', clientId, partnerReports: true }),
]);
/** Scores of every instrument, worse than anything from 0 to 10, and beside each visit. */
const others = clients.flatMap((clientId, index) =>
  INSTRUMENT_NAMES.flatMap((measure) =>
    [3, 12, 17].map((date) =>
      said({
        ...{ type: 'measurement', measurementId: `m-${measure}-${index}-${date}`, clientId, measure },
        ...{ at: day(date, 12), value: 40 + (date % 3) },
      }),
    ),
  ),
);

async function gathered(name: string, records: readonly object[]) {
  const path = join(folder, name);
  writeFileSync(path, records.map((record) => JSON.stringify(record)).join('\n'));
  return gatherOutcomes(recordPaths([path], ['/']), {
    arrivedAt: '2026-11-28T00:00:00Z',
    clinic: 'riverside',
    months: { from: null, to: null },
    timeZone: undefined,
    threads: 0,
  });
}

test('scores of other instruments change nothing that is pooled: outcomes, courses, statistics', async () => {
  const without = await gathered('without.ndjson', ours);
  const withOthers = await gathered('with.ndjson', [...ours, ...others]);
  expect(withOthers.records.measurement).toBe(others.length);
  expect(withOthers.account.counts.refused).toBe(0);
  expect(without.table.sessions.length).toBe(36);
  expect(withOthers.table).toEqual(without.table);
});

test('and nothing of what a partner’s release counts', () => {
  const catalogue = { techniques: [...TECHNIQUES], complaints: [...COMPLAINTS] };
  const contributions = (records: readonly object[]) =>
    clients.map((client) => {
      const facts = records.flatMap((input) => {
        const parsed = parseRecord(input);
        if (!('record' in parsed)) throw new Error(JSON.stringify(parsed));
        const { clientId, clinicId: _, ...fact } = parsed.record as { clientId: string; clinicId: string };
        return clientId === client ? [fact as unknown as Held<Fact>] : [];
      });
      return clientContribution(clientOutcomes(facts.filter(isClientRecord)).sessions, catalogue);
    });
  const counted = contributions(ours);
  expect(counted.every((contribution) => contribution !== undefined)).toBe(true);
  expect(contributions([...ours, ...others])).toEqual(counted);
});
