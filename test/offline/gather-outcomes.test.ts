import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gatherOutcomes } from '../../infra/offline/gather-outcomes.ts';
import { recordPaths } from '../../infra/offline/record-paths.ts';
import { outcomeStatistics, tableStatistics } from '../../shared/claims/outcome-statistics.ts';
import type { GoalOfClient } from '../../shared/goals/goal-of-client.ts';
import { ROW_FATES, type RowAccount } from '../../shared/records/files/row-account.ts';
import { anyRecord, reassignment, respelled, spoiled } from '../bulk/arbitrary-records.ts';
import { DEEP } from '../deep.ts';
import { assertUntilSeen } from '../until-seen.ts';
import { plainOutcomes, type TextFile } from './plain-outcomes.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gather-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MONTHS = { from: null, to: null };
const line = fc.oneof(
  { weight: 20, arbitrary: anyRecord.chain(respelled) },
  { weight: 2, arbitrary: anyRecord.chain(respelled).chain(spoiled) },
  { weight: 1, arbitrary: fc.constantFrom('', '  ', 'x', '[]', '{}') },
);
const CSV_HEADER = 'type,clinicId,scoreId,clientId,at,pain,soreness,window,bodyRegion,recordedAt';

const inOrder = (goals: readonly GoalOfClient[]) => goals.map((goal) => JSON.stringify(goal)).sort();

const reassigned = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(reassignment.chain(respelled), { minLength: 1, maxLength: 6 }) },
);

/** Lines repeated, shuffled and cut into files of several kinds. */
const files: fc.Arbitrary<TextFile[]> = fc
  .tuple(
    fc.tuple(fc.array(line, { maxLength: 60 }), reassigned).map((lines) => lines.flat()),
    fc.array(fc.nat(), { maxLength: 10 }),
    fc.integer({ min: 1, max: 3 }),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
    fc.boolean(),
  )
  .chain(([lines, again, count, lineEnd, hasMark, endsWithLineEnd]) => {
    const repeated = [...lines, ...again.flatMap((index) => lines[index % Math.max(lines.length, 1)] ?? [])];
    return fc.shuffledSubarray(repeated, { minLength: repeated.length }).map((shuffled) =>
      Array.from({ length: count }, (_, file) => {
        const own = shuffled.filter((_, index) => index % count === file);
        const rows = file === 2 ? csvOf(own) : own;
        const text = rows.join(lineEnd) + (endsWithLineEnd ? lineEnd : '');
        return { name: `${file}.${file === 2 ? 'csv' : 'ndjson'}`, text: (hasMark ? '\ufeff' : '') + text };
      }),
    );
  });

/** The scores among the lines as rows of a CSV file. */
function csvOf(lines: readonly string[]): string[] {
  const rows = lines.flatMap((text) => {
    try {
      const record = JSON.parse(text) as Record<string, unknown>;
      const cells = CSV_HEADER.split(',').map((name) => String(record[name] ?? ''));
      return record['type'] === 'pain-score' && !cells.join('').match(/[",\n]/) ? [cells.join(',')] : [];
    } catch {
      return [];
    }
  });
  return [CSV_HEADER, ...rows];
}

function refusedOf({ refused }: RowAccount, prefix: string): number {
  return Object.entries(refused).reduce((sum, [code, rows]) => sum + (code.startsWith(prefix) ? rows : 0), 0);
}

let runs = 0;
function written(texts: readonly TextFile[]): string[] {
  runs += 1;
  return texts.map(({ name, text }) => {
    const path = join(folder, `${runs}-${name}`);
    writeFileSync(path, text);
    return path;
  });
}

test('finds in dirty files, in whatever stretches, what the plain way finds record by record', async () => {
  const clinic = fc.constantFrom(undefined, 'riverside');
  const seen = {
    sessions: 0,
    courses: 0,
    goals: 0,
    ...{ used: 0, replaced: 0, duplicate: 0, removed: 0, unused: 0, refused: 0 },
    conflicts: 0,
    otherClients: 0,
    moves: 0,
    merges: 0,
    otherClinics: 0,
    invalid: 0,
  };
  const property = fc.asyncProperty(
    files,
    clinic,
    fc.integer({ min: 20, max: 4_000 }),
    fc.constantFrom(undefined, 'America/Chicago', 'Asia/Kathmandu'),
    async (texts, asked, stretchBytes, timeZone) => {
      const expected = await plainOutcomes(texts, asked, timeZone);
      const paths = recordPaths(written(texts), ['/']);
      const { table, goals, ...found } = await gatherOutcomes(paths, {
        arrivedAt: '2026-11-28T00:00:00Z',
        clinic: asked,
        months: MONTHS,
        timeZone,
        threads: 0,
        stretchBytes,
      });
      if (asked === undefined) expect(found.clinics.toSorted()).toEqual(expected.clinics.toSorted());
      if (expected.clinics.length > 1) return;
      const named = Object.entries(found.records).filter(([, count]) => count > 0);
      expect(Object.fromEntries(named)).toEqual(expected.records);
      expect(found.account).toEqual(expected.account);
      expect(found.otherClinics).toBe(expected.otherClinics);
      expect(found.refused.map(({ counts }) => counts)).toEqual(expected.refused.map(({ counts }) => counts));
      expect(found.refused.map(({ first }) => first.map((refusal) => refusal.line))).toEqual(
        expected.refused.map(({ lines }) => lines),
      );
      const range = { clinicId: 'riverside', ...MONTHS };
      const plain = outcomeStatistics({ ...range, clients: expected.clients });
      expect(JSON.stringify(tableStatistics(range, table, undefined))).toBe(JSON.stringify(plain));
      expect(inOrder(goals)).toEqual(inOrder(expected.goals));
      seen.goals += goals.length;
      seen.sessions += table.sessions.length;
      seen.courses += table.courses.length;
      for (const fate of ROW_FATES) if (fate !== 'skipped') seen[fate] += found.account.counts[fate];
      expect(found.account.counts.skipped).toBe(0); // every line of these files means to be a record
      seen.moves += (found.records.move ?? 0) - refusedOf(found.account, 'move.');
      seen.merges += (found.records.merge ?? 0) - refusedOf(found.account, 'merge.');
      seen.otherClinics += found.otherClinics;
      for (const { counts } of found.refused) {
        seen.conflicts += counts['conflict'] ?? 0;
        seen.otherClients += counts['session.other-client'] ?? 0;
        seen.invalid += counts['invalid-json'] ?? 0;
      }
    },
  );
  await assertUntilSeen(property, DEEP ? 300 : 40, seen);
});
