import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { examineFile, tryMapping } from '../../shared/doctor/examine-file.ts';
import { runs } from '../deep.ts';
import { mapped, piecesOf, recordsOf } from '../mapping/mapped.ts';
import { edits, shippedMappings } from './fixtures.ts';
import { otherwise, variantOf } from './variants.ts';

const TIME_ZONE = 'America/Chicago';
const shipped = shippedMappings();
const tables = shipped.filter(({ file }) => file.endsWith('.csv'));

describe.each(tables)('$name, saved otherwise', (original) => {
  test('needs at most three edits, and none that loses anything', async () => {
    const property = fc.asyncProperty(otherwise, async (how) => {
      const { content, mapping, called } = await variantOf(original, how);
      const right = await mapped(content, mapping);
      expect(recordsOf(right.items).length).toBeGreaterThan(0);
      const seen = await examineFile(() => piecesOf(content, 4096), { name: called, timeZone: TIME_ZONE });
      if (!('proposal' in seen) || !('mapping' in seen.proposal)) throw new Error('nothing was proposed');
      const needed = edits(seen.proposal.mapping, mapping);
      expect(needed.length, needed.join(', ')).toBeLessThanOrEqual(3);
      if (how.anonymous === null) expect(needed).toEqual([]);
    });
    await fc.assert(property, runs(12, 60));
  });
});

describe('mutated files', () => {
  const mutation = fc.record({
    file: fc.nat(shipped.length - 1),
    cuts: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        remove: fc.nat(40),
        insert: fc.uint8Array({ maxLength: 12 }),
      }),
      { maxLength: 6 },
    ),
    until: fc.double({ min: 0.05, max: 1, noNaN: true }),
  });

  test('never crash the doctor or a mapping, and every row is accounted for', async () => {
    const property = fc.asyncProperty(mutation, async ({ file, cuts, until }) => {
      const { content, mapping, name } = shipped[file]!;
      let bytes = content.subarray(0, Math.ceil(content.length * until));
      for (const { at, remove, insert } of cuts) {
        const place = Math.floor(at * bytes.length);
        bytes = Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + remove)]);
      }
      const seen = await examineFile(() => piecesOf(bytes, 4096), { name, timeZone: TIME_ZONE });
      if ('unreadable' in seen) expect(seen.unreadable.reason).not.toBe('');
      else if ('proposal' in seen && 'undecided' in seen.proposal)
        expect(seen.proposal.undecided).not.toEqual([]);
      const outcome = await tryMapping(() => piecesOf(bytes, 4096), mapping, { clinicId: 'c' });
      const refusedOrMade =
        outcome.refused + Object.values(outcome.records).reduce((sum, count) => sum + count, 0);
      const passed = [...outcome.skipped.values()].reduce((sum, count) => sum + count, 0);
      if (!outcome.stoppedAt) expect(refusedOrMade + passed).toBeGreaterThanOrEqual(outcome.tally.rows);
      const told = outcome.groups.groups.reduce((sum, { rows }) => sum + rows, 0) + outcome.groups.otherRows;
      expect(told).toBe(outcome.refused);
    });
    await fc.assert(property, runs(50, 300));
  });

  test('bytes of any kind are answered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await examineFile(() => piecesOf(bytes), { name: 'x' })).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});
