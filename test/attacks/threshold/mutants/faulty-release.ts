import { CHANGES } from '../../../../shared/privacy/tally/period-tally.ts';
import type { AdditiveTable } from '../../../../shared/privacy/threshold/additive-table.ts';
import type { ShownCell } from '../../../../shared/privacy/threshold/limits.ts';
import { shownCell } from '../../../../shared/privacy/threshold/shown-cell.ts';
import type { EarlierPattern } from '../../../../shared/privacy/threshold/suppress-cells.ts';
import { exactTable } from '../exact-table.ts';
import { REAL, type ThresholdMechanism } from '../threshold-mechanism.ts';

/** Some of what a release is made of, made otherwise. */
export type Fault = {
  suppress?(table: AdditiveTable, earlier?: EarlierPattern): Set<number>;
  shown?(improvements: readonly number[]): ShownCell | null;
};

/**
 * A mechanism with other patterns or other values. Attacks on hidden cells use the catalogue of the tests,
 * which patterns are made for; with any other, the real ones stay.
 */
export function faultyRelease({ suppress, shown = shownCell }: Fault): ThresholdMechanism {
  return {
    ...REAL,
    ...(suppress && { suppress }),
    release(terms, tally, earlier) {
      const sound = REAL.release(terms, tally, earlier);
      const { table, keys, isMargin } = exactTable(tally, terms);
      const hidden = suppress && new Set([...suppress(table)].map((cell) => keys[cell]!));
      const isHidden = (key: string) => (hidden && keys.includes(key) ? hidden.has(key) : !sound.cells[key]);
      const improvements = (key: string) => tally.improvement[key] ?? CHANGES.map(() => 0);
      return {
        ...sound,
        cells: Object.fromEntries(
          Object.keys(sound.cells).map((key) => [key, isHidden(key) ? null : shown(improvements(key))]),
        ),
        hiddenMargins: hidden ? [...hidden].filter(isMargin) : sound.hiddenMargins,
      };
    },
  };
}
