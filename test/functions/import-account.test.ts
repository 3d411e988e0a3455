import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ImportAccount } from '../../functions/import-file/import-account.ts';
import type { RecordResult } from '../../shared/intake/record-result.ts';
import type { SentRecord } from '../../shared/records/record.ts';

const score = (client: string) => ({ type: 'pain-score', clientId: client }) as unknown as SentRecord;
const erasure = (client: string) => ({ type: 'erasure', clientId: client }) as unknown as SentRecord;
const accepted: RecordResult = { status: 'accepted' };

function accountOf(rows: readonly (readonly [SentRecord, RecordResult])[]) {
  const account = new ImportAccount();
  for (const [index, [record, result]] of rows.entries())
    account.take({ line: index + 1, id: 'id', clients: [] }, record, result);
  return account;
}

describe('the account of an import', () => {
  test('tells rows apart that a later row replaced or took back', () => {
    const account = accountOf([
      [score('a'), accepted],
      [score('a'), { ...accepted, replaced: { recordedAt: '2026', ofThisArrival: true } }],
      [score('b'), accepted],
      [score('b'), { ...accepted, replaced: { recordedAt: '2025', ofThisArrival: false } }],
      [erasure('b'), { ...accepted, removed: { 'pain-score': 2 } }],
      [erasure('c'), { ...accepted, removed: {} }],
      [score('b'), { status: 'refused', refusals: [{ code: 'erased', path: '', message: '' }] }],
    ]);
    expect(account.toJSON().account).toMatchObject({
      rows: 7,
      counts: { used: 2, replaced: 1, removed: 3, unused: 1, duplicate: 0, refused: 0 },
    });
  });

  test('counts every row once, whatever comes, in one stretch or in several', () => {
    const client = fc.constantFrom('a', 'b');
    const row = fc.oneof(
      client.map((one) => [score(one), accepted] as const),
      client.map((one) => [erasure(one), { ...accepted, removed: { session: 1 } }] as const),
      client.map((one) => [score(one), { status: 'duplicate', message: '' } as RecordResult] as const),
      client.map((one) => [score(one), { status: 'stale', message: '' } as RecordResult] as const),
    );
    fc.assert(
      fc.property(fc.array(row), fc.nat(12), (rows, unused) => {
        const first = accountOf(rows);
        const account = new ImportAccount(JSON.parse(JSON.stringify(first)));
        for (let index = 0; index < unused; index += 1) account.leaveUnused('no-session');
        const { rows: read, counts } = account.toJSON().account;
        expect(read).toBe(rows.length);
        for (const count of Object.values(counts)) expect(count).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
