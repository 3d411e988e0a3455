import { expect, test } from 'vitest';
import { makeClinicSample } from '../../examples/simulation/clinic-sample.ts';
import { deriveClientMonth } from '../../shared/outcomes/client-month.ts';
import type { ClientRecord } from '../../shared/outcomes/client-record.ts';
import { CLIENTS_PER_QUARTERLY_CLIENT } from '../../shared/privacy/differential-privacy/estimates/clients-of-periods.ts';
import { USUAL_MIX } from '../../shared/privacy/differential-privacy/plan/expected-mix.ts';
import { clientContribution } from '../../shared/privacy/tally/client-contribution.ts';
import { COMPLAINTS, TECHNIQUES } from '../../shared/records/catalogue.ts';
import { parseRecord, stampedOf } from '../../shared/records/record.ts';

/** What a plan assumes of clients is what the bundled sample has: of each person who consents, one contribution a period. */

const records = makeClinicSample().records.map((record) => {
  const parsed = parseRecord(record);
  if ('refusals' in parsed) throw new Error(JSON.stringify(parsed.refusals));
  return stampedOf(parsed.record, '2026-11-28T00:00:00Z');
});
const clientOf = (record: object) => {
  const { clinicId, clientId } = record as { clinicId: string; clientId: string };
  return `${clinicId} ${clientId}`;
};
const consenting = new Map(
  records
    .flatMap((record) => (record.type === 'consent' ? [record] : []))
    .toSorted((one, other) => (one.recordedAt < other.recordedAt ? -1 : 1))
    .map((consent) => [clientOf(consent), consent.partnerReports]),
);
const sessions = new Map<string, ClientRecord>();
for (const record of records) {
  if (record.type !== 'session') continue;
  const key = `${record.clinicId} ${record.sessionId}`;
  const held = sessions.get(key) as typeof record | undefined;
  if (!held || held.recordedAt < record.recordedAt) sessions.set(key, record);
}
const clients = [...Map.groupBy(sessions.values(), clientOf)].filter(([client]) => consenting.get(client));

function contributions(isOf: (client: string) => boolean, ...months: string[]) {
  return clients
    .filter(([client]) => isOf(client))
    .flatMap(([, own]) => {
      const outcomes = months.flatMap((month) => deriveClientMonth(month, own).sessions);
      return clientContribution(outcomes, { techniques: [...TECHNIQUES], complaints: [...COMPLAINTS] }) ?? [];
    });
}

const QUARTERS = [
  ['2026-01', '2026-02', '2026-03'],
  ['2026-04', '2026-05', '2026-06'],
  ['2026-07', '2026-08', '2026-09'],
];

test('clients by technique and complaint are as the sample has them, to two in a hundred', () => {
  const all = contributions(() => true, ...QUARTERS[2]!);
  for (const [mix, names, of] of [
    [USUAL_MIX.techniques, TECHNIQUES, 'technique'],
    [USUAL_MIX.complaints, COMPLAINTS, 'complaint'],
  ] as const) {
    for (const name of names) {
      const share = all.filter((one) => one[of] === name).length / all.length;
      expect(Math.abs((mix as Record<string, number>)[name]! / 1000 - share), name).toBeLessThan(0.02);
    }
  }
});

test('more periods have more clients, by as much as in the clinics that are there all the time', () => {
  const there = (client: string) => /^(riverside|harbour) /.test(client);
  const quarters = QUARTERS.map((months) => contributions(there, ...months).length);
  const quarter = quarters.reduce((sum, count) => sum + count, 0) / quarters.length;
  const half = contributions(there, ...QUARTERS[0]!, ...QUARTERS[1]!).length / quarter;
  const three = contributions(there, ...QUARTERS.flat()).length / quarter;
  expect(half).toBeCloseTo(CLIENTS_PER_QUARTERLY_CLIENT['half-year'], 1);
  expect(three).toBeGreaterThan(half);
  // A fourth quarter brings new clients too, and fewer than the third.
  expect(CLIENTS_PER_QUARTERLY_CLIENT.year).toBeGreaterThan(three);
  expect(CLIENTS_PER_QUARTERLY_CLIENT.year).toBeLessThan(three + (three - half));
});
