import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountItem,
  claimedMonthItem,
  clinicReleaseItem,
  programmePk,
  releaseItem,
} from '../../../shared/releases/stores/ledger-keys.ts';
import { parseReleaseKey, releasePrefix } from '../../../shared/releases/stores/release-keys.ts';
import {
  erasureReceiptKey,
  importKey,
  importResultKey,
  isImportResult,
  parseImportKey,
  refusedRowsKey,
} from '../../../shared/storage/keys/import-keys.ts';
import {
  clientMonthItem,
  clientPk,
  clinicItem,
  coursesItem,
  goalIdOfVersion,
  goalItem,
  goalsPk,
  goalsSkPrefix,
  isVersion,
  monthOfStatistics,
  monthPk,
  monthSkPrefix,
  parseClientPk,
  parseGoalItem,
  parseMonthPk,
  parseMonthSk,
  recordOfVersion,
  recordSk,
  statisticsPk,
  techniqueItem,
  versionItem,
} from '../../../shared/storage/keys/keys.ts';

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,40}$/);
const month = fc.constantFrom('2026-01', '1999-12');

describe('DynamoDB keys', () => {
  it('are parsed back to what they were built from', () => {
    fc.assert(
      fc.property(id, id, id, id, month, (clinicId, client, therapistId, goalId, inMonth) => {
        expect(parseClientPk(clientPk({ clinicId, client }))).toEqual({ clinicId, client });
        const clientMonth = { clinicId, client, month: inMonth };
        for (const item of [clientMonthItem(clientMonth), coursesItem(clientMonth)]) {
          expect(parseMonthPk(item.pk)).toEqual({ clinicId, month: inMonth });
          expect(parseMonthSk(item.sk)).toBe(client);
        }
        expect(monthOfStatistics(clinicItem({ clinicId, month: inMonth }).sk)).toBe(inMonth);
        const goal = { clinicId, client, therapistId, goalId };
        expect(parseGoalItem(goalItem(goal))).toEqual(goal);
        const { sk } = techniqueItem({ clinicId, month: inMonth }, 'sports');
        expect(monthOfStatistics(sk)).toBe(inMonth);
      }),
    );
  });

  it('of records hold identity only', () => {
    expect(recordSk('session', 'x-1')).toBe('SESSION#x-1');
    expect(recordSk('pain-score', 'x-1')).toBe('SCORE#x-1');
    expect(recordSk('goal', 'x-1')).toBe('GOAL#x-1');
    expect(recordSk('measurement', 'x-1')).toBe('MEASUREMENT#x-1');
    expect(recordSk('consent', 'c-1')).toBe('CONSENT');
  });

  it('of versions begin with the record that they belong to, and are told from every record', () => {
    const record = { pk: 'p', sk: recordSk('session', 'x-1') };
    expect(versionItem(record, '2026')).toEqual({ pk: 'p', sk: 'SESSIONVERSION#x-1#2026' });
    expect(versionItem({ pk: 'p', sk: 'CONSENT' }, '2026').sk).toBe('CONSENTVERSION#2026');
    for (const type of ['session', 'pain-score', 'goal', 'measurement', 'consent'] as const) {
      const sk = recordSk(type, 'VERSION');
      expect(recordOfVersion(versionItem({ pk: 'p', sk }, '2026').sk)).toBe(sk);
      expect([isVersion(sk), isVersion(versionItem({ pk: 'p', sk }, '2026').sk)]).toEqual([false, true]);
    }
    expect(goalIdOfVersion(versionItem({ pk: 'p', sk: 'GOAL#g-1' }, '2026').sk)).toBe('g-1');
  });

  it('are made of no part that could reach the items of another', () => {
    const build: Record<string, (part: string) => unknown> = {
      clinic: (part) => clientPk({ clinicId: part, client: 'a' }),
      client: (part) => clientPk({ clinicId: 'a', client: part }),
      record: (part) => recordSk('session', part),
      clinicMonth: (part) => monthPk({ clinicId: part, month: '2026-01' }),
      month: (part) => monthPk({ clinicId: 'a', month: part }),
      clientMonth: (part) => clientMonthItem({ clinicId: 'a', client: part, month: '2026-01' }),
      courses: (part) => coursesItem({ clinicId: 'a', client: part, month: '2026-01' }),
      statistics: (part) => statisticsPk(part),
      monthOfStatistics: (part) => monthSkPrefix(part),
      goals: (part) => goalsPk(part),
      goalsOfTherapist: (part) => goalsSkPrefix(part),
      therapist: (part) => goalItem({ clinicId: 'a', client: 'a', therapistId: part, goalId: 'a' }),
      goal: (part) => goalItem({ clinicId: 'a', client: 'a', therapistId: 'a', goalId: part }),
      programme: (part) => programmePk(part),
      period: (part) => releaseItem({ programme: 'a', period: part, revision: 1 }),
      account: (part) => accountItem('a', part),
      accountClinic: (part) => accountItem(part, 'a'),
      claimed: (part) => claimedMonthItem({ clinicId: 'a', month: part }),
      clinicRelease: (part) => clinicReleaseItem('a', { period: part, revision: 1 }),
    };
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        for (const [name, of] of Object.entries(build)) {
          expect(() => of(`${before}#${after}`), name).toThrow('part of a key');
        }
      }),
    );
    for (const [name, of] of Object.entries(build)) expect(() => of(''), name).toThrow('part of a key');
  });

  it('of one therapist never begin with those of another', () => {
    fc.assert(
      fc.property(id, id, (one, other) => {
        const isHers = goalItem({ clinicId: 'a', client: 'a', therapistId: one, goalId: 'a' }).sk.startsWith(
          goalsSkPrefix(other),
        );
        expect(isHers).toBe(one === other);
      }),
    );
  });

  it('refuse what they did not build', () => {
    expect(() => parseClientPk('CLINIC#a#MONTH#2026-01')).toThrow('malformed key');
    expect(() => parseMonthSk('CLIENT#a#b')).toThrow('malformed key');
  });
});

describe('S3 keys', () => {
  it('of imports are parsed back, and results are no imports', () => {
    const file = { clinicId: 'riverside', name: 'may/sessions.csv' };
    expect(parseImportKey(importKey(file))).toEqual(file);
    expect(isImportResult(importKey(file))).toBe(false);
    expect(isImportResult(importResultKey(importKey(file)))).toBe(true);
    expect(isImportResult(refusedRowsKey(importKey(file), '0a0b0c0d', 12))).toBe(true);
    expect(isImportResult(erasureReceiptKey(importKey(file), 12))).toBe(true);
    expect(isImportResult(refusedRowsKey(importKey(file), '0a0b0c0d', 3_000_000_000))).toBe(true);
  });

  it.each([
    'sessions.csv',
    'mill/sessions.csv',
    'clinic=',
    'clinic=mill',
    'clinic=mill/',
    'clinic=a#b/x.csv',
  ])('of objects in no folder of a clinic name none: %s', (key) =>
    expect(parseImportKey(key)).toBeUndefined(),
  );

  it('of results fit into S3, however long the name of the file is', () => {
    for (const letter of ['a', 'é']) {
      const name = letter.repeat(1010 / Buffer.byteLength(letter));
      const keys = ['x', 'y'].map((ending) => importKey({ clinicId: 'm', name: `${name}${ending}` }));
      const results = keys.flatMap((key) => [
        importResultKey(key),
        refusedRowsKey(key, '0a0b0c0d', 3_000_000_000),
        erasureReceiptKey(key, 3_000_000_000),
      ]);
      for (const result of results) {
        expect(Buffer.byteLength(result)).toBeLessThanOrEqual(1024);
        expect(isImportResult(result)).toBe(true);
      }
      expect(new Set(results).size).toBe(results.length);
    }
  });

  it('of releases are parsed back', () => {
    const release = { programme: 'default', period: '2026Q3', revision: 1 };
    expect(parseReleaseKey(`${releasePrefix(release)}outcomes.csv`)).toEqual({
      ...release,
      name: 'outcomes.csv',
    });
    expect(parseReleaseKey('v1/else.csv')).toBeUndefined();
  });
});
