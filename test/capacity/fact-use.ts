import type { Who } from '../bench/clinic-in-memory.ts';
import type { KindUse, MeasuredMonth } from './measured-month.ts';

/** What one fact takes in a clinic with so many sessions in its month. */
export type FactUse = { kinds: KindUse[]; milliseconds: Record<Who, number> };

/**
 * What a fact takes in a month of a size between two that were measured, or beyond them, on the line through them: what is
 * read of a month grows with it, and all else hardly.
 *
 * @param measured at least two, the smaller month first
 */
export function factUseAt(sessions: number, measured: readonly MeasuredMonth[]): FactUse {
  const above = Math.max(
    1,
    measured.findIndex((month, index) => index > 0 && month.sessions >= sessions),
  );
  const at = measured.some((month) => month.sessions >= sessions) ? above : measured.length - 1;
  const [low, high] = [measured[at - 1]!, measured[at]!];
  const share = (sessions - low.sessions) / (high.sessions - low.sessions);
  const between = (a: number, b: number) => Math.max(0, a + share * (b - a));
  return {
    kinds: high.kinds.map((kind) => {
      const small = low.kinds.find((one) => one.kind === kind.kind && one.table === kind.table) ?? kind;
      return {
        ...{ table: kind.table, kind: kind.kind },
        readUnits: between(small.readUnits, kind.readUnits),
        writeUnits: between(small.writeUnits, kind.writeUnits),
      };
    }),
    milliseconds: Object.fromEntries(
      Object.entries(high.milliseconds).map(([who, most]) => [
        who,
        between(low.milliseconds[who as Who], most),
      ]),
    ) as Record<Who, number>,
  };
}

/** Units of a table that one fact takes. */
export function unitsOf({ kinds }: FactUse, table: string): { readUnits: number; writeUnits: number } {
  const own = kinds.filter((kind) => kind.table === table);
  return {
    readUnits: own.reduce((sum, { readUnits }) => sum + readUnits, 0),
    writeUnits: own.reduce((sum, { writeUnits }) => sum + writeUnits, 0),
  };
}
