import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowLog } from '../../shared/bulk/row-log.ts';

const FILE_STARTS = [0, 100, 250];
const conflict = (position: number) => ({ type: 0, id: `s-${position}`, position, heldPosition: 0 });

test('counts all rows of each file and keeps the first ones, in however many logs they were found', () => {
  const positions = fc.uniqueArray(fc.nat(400), { maxLength: 60 });
  fc.assert(
    fc.property(positions, fc.nat(60), (all, cut) => {
      const whole = new RowLog(FILE_STARTS, 4);
      for (const part of [all.slice(0, cut), all.slice(cut)]) {
        const log = new RowLog(FILE_STARTS, 4);
        for (const position of part) log.add(position, () => conflict(position));
        whole.merge(log.files);
      }
      const expected = FILE_STARTS.map((start, file) => {
        const end = FILE_STARTS[file + 1] ?? Number.POSITIVE_INFINITY;
        const ofFile = all.filter((position) => position >= start && position < end).sort((a, b) => a - b);
        return { count: ofFile.length, first: ofFile.slice(0, 4).map(conflict) };
      });
      expect(whole.files).toEqual(expected);
    }),
  );
});
