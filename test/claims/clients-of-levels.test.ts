import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientsOfLevels, clientsOfOtherLevels } from '../../shared/claims/clients-of-levels.ts';

/** Levels of clients' rows, counted with sets. */
const clinics = fc.array(fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }), { maxLength: 12 });

test('count clients, and not their rows', () => {
  fc.assert(
    fc.property(clinics, (clients) => {
      const levels = clients.flat();
      const starts = [0];
      for (const own of clients) starts.push(starts.at(-1)! + own.length);
      const byClient = { rows: Int32Array.from(levels.keys()), starts: Int32Array.from(starts) };
      const levelOf = (row: number) => levels[row]!;
      const count = (has: (own: readonly number[], level: number) => boolean) =>
        [0, 1, 2, 3].map((level) => clients.filter((own) => has(own, level)).length);
      expect([...clientsOfLevels(4, byClient, levelOf)]).toEqual(count((own, level) => own.includes(level)));
      expect([...clientsOfOtherLevels(4, byClient, levelOf)]).toEqual(
        count((own, level) => own.some((one) => one !== level)),
      );
      expect([...clientsOfLevels(4, byClient, (row) => (levelOf(row) === 2 ? -1 : levelOf(row)))][2]).toBe(0);
    }),
  );
});
