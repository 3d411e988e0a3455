import type { AnonymisedTable } from '../../../shared/privacy/anonymised-table.ts';
import { CATALOGUE, tallyOfCells, times } from '../../privacy/tally/tally-of-cells.ts';
import type { Findings } from '../verdict.ts';
import { clientsOf, exactTable, termsOf } from './exact-table.ts';
import type { ThresholdAttack, ThresholdMechanism } from './threshold-mechanism.ts';

const RARE: string = `${CATALOGUE.techniques[3]}|${CATALOGUE.complaints[4]}`;
const PERIODS = ['2026Q1', '2026Q2', '2026Q3'];

/**
 * Attack 10: what a release says without numbers. Rows, columns and words are the same in every period, for a
 * rare cell, for a technique that is new in the catalogue and that nobody came for, for nobody at all; and a
 * cell of none looks like one of ten: the whole table is the same to the letter.
 */
export const readTheBlanks: ThresholdAttack = (mechanism) => {
  const terms = termsOf(mechanism, '2026Q3');
  const tableOf = (clients: Readonly<Record<string, number[]>>, of = terms) => {
    const tally = tallyOfCells(clients);
    return mechanism.table(of, mechanism.release(of, tally, []), tally);
  };
  const others = elsewhere(mechanism);
  const withRare = Array.from({ length: 11 }, (_, clients) =>
    tableOf({ ...others, [RARE]: times(clients, 3) }),
  );
  const newer = { ...CATALOGUE, version: 2, techniques: [...CATALOGUE.techniques, 'relaxation' as const] };
  const inEveryPeriod = PERIODS.flatMap((period) => [
    [everywhere, termsOf(mechanism, period)] as const,
    [{}, termsOf(mechanism, period)] as const,
    [{ [RARE]: times(1, 3) }, termsOf(mechanism, period)] as const,
  ]).map(([clients, of]) => tableOf(clients, of));
  const withNew = [everywhere, { 'relaxation|other': [1] }, {}].map((clients) =>
    tableOf(clients, termsOf(mechanism, '2026Q3', newer)),
  );
  return [
    ...(distinct(withRare.map(({ rows }) => rows)) > 1 ? ['a table tells none from few'] : []),
    ...(distinct(inEveryPeriod.map(shapeOf)) > 1 ? ['rows, columns or words depend on who is in them'] : []),
    ...(distinct(withNew.map(shapeOf)) > 1 ? ['a new technique shows only when somebody came'] : []),
    ...[...withRare, ...inEveryPeriod, ...withNew].flatMap(blanks).slice(0, 1),
  ];
};

const everywhere = Object.fromEntries(
  CATALOGUE.techniques.flatMap((technique) =>
    CATALOGUE.complaints.map((complaint) => [`${technique}|${complaint}`, times(60, 2)]),
  ),
);
/** Everybody who is in another cell than the rare one, in tables that put techniques or complaints together too. */
function elsewhere(mechanism: ThresholdMechanism): typeof everywhere {
  const cellOf = (key: string) => {
    const { cells } = exactTable(tallyOfCells({ [key]: [3] }), mechanism);
    return Object.keys(cells).find((cell) => clientsOf(cells[cell]) > 0);
  };
  return Object.fromEntries(Object.entries(everywhere).filter(([key]) => cellOf(key) !== cellOf(RARE)));
}

/** One code for everything that is hidden, and no value beside it. */
function blanks({ rows }: AnonymisedTable): Findings {
  const hidden = rows.filter(({ status }) => status !== 'a');
  const codes = [...new Set(hidden.map(({ status }) => status))];
  const values = hidden.filter((row) =>
    ['clients', 'mean_improvement', 'responder_share'].some((name) => row[name] !== null),
  );
  return [
    ...(codes.length > 1 ? [`hidden rows have the codes ${codes.join(', ')}`] : []),
    ...values.map(({ technique, complaint }) => `${technique}|${complaint} is hidden and has a value`),
  ];
}

function shapeOf({ rows, fields, primaryKey, privacy, method }: AnonymisedTable): unknown {
  return [
    rows.map((row) => [Object.keys(row), row['technique'], row['complaint']]),
    fields,
    primaryKey,
    privacy,
    method,
  ];
}

const distinct = (values: readonly unknown[]) => new Set(values.map((value) => JSON.stringify(value))).size;
