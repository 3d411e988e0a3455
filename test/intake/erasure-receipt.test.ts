import { expect, test } from 'vitest';
import { erasureReceipt, isOurReceipt, isReceiptOf, receiptIn } from '../../shared/intake/erasure-receipt.ts';
import { RECORD_TYPES } from '../../shared/records/record.ts';

const SECRET = 'secret-of-riverside';
const done = {
  clinicId: 'riverside',
  client: 'pseudonym-of-a-client',
  recordedAt: '2026-08-03T10:00:00.000000000Z',
  arrivedAt: '2026-08-03T10:00:01.250000000Z',
  removed: Object.fromEntries([...RECORD_TYPES, 'earlierVersions', 'deletions'].map((name) => [name, 2])),
};
const asRead = (value: unknown) => receiptIn(JSON.parse(JSON.stringify(value)));

test('a receipt is ours wherever it has been, whatever was removed', () => {
  const receipt = asRead(erasureReceipt(SECRET, done))!;
  expect(isOurReceipt(SECRET, receipt)).toBe(true);
  expect(isReceiptOf(SECRET, receipt, done.client)).toBe(true);
  expect(isReceiptOf(SECRET, receipt, 'another')).toBe(false);
});

test('a receipt tells of nobody, and until when what is left elsewhere', () => {
  const receipt = erasureReceipt(SECRET, { ...done, markUntil: '2026-09-07T10:00:01.000Z' });
  expect(JSON.stringify(receipt)).not.toContain(done.client);
  expect(receipt.remains.map(({ until }) => until?.slice(0, 10))).toEqual([
    ...['2026-08-10', '2026-08-04', '2026-09-02', '2026-09-07', ...Array(4), '2026-09-07'],
  ]);
  for (const { why } of receipt.remains) expect(why).toMatch(/\w/);
});

test('nobody else can make one, or change one', () => {
  const receipt = erasureReceipt(SECRET, done);
  const changes = [
    { erasedAt: '2026-08-03T10:00:02.250Z' },
    { recordedAt: '2026-08-04T10:00:00.000000000Z' },
    { clinicId: 'harbour' },
    { reference: '0'.repeat(32) },
    { removed: { session: 1 } },
    { remains: receipt.remains.slice(1) },
    { remains: receipt.remains.map((one) => ({ ...one, why: 'because' })) },
    { remains: receipt.remains.map(({ why: _, ...one }) => one) },
  ];
  for (const change of changes) {
    expect(isOurReceipt(SECRET, asRead({ ...receipt, ...change })!)).toBe(false);
  }
  expect(isOurReceipt('secret-of-harbour', receipt)).toBe(false);
  for (const none of [{}, null, { ...receipt, name: 'Jane' }, { ...receipt, signature: 'short' }]) {
    expect(receiptIn(none)).toBeUndefined();
  }
});
