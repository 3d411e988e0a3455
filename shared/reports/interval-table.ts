import { type ChangeClaim, isSaid, type TechniqueClaims, type Withheld } from '../claims/contract.ts';
import type { Interval } from '../statistics/contract.ts';
import { changeText, manySilent, ofText } from './claim-words.ts';
import { counted } from './listed.ts';
import { techniqueLabel } from './words.ts';

/** One number with its interval, or why there is none. */
export type IntervalRow = {
  /** Of what the row opens, such as a technique; absent where nothing is to be opened. */
  code?: string;
  name: string;
  /** What the number rests on, such as `69 clients`. */
  of: string;
  estimate: IntervalEstimate | Withheld;
};

export type IntervalEstimate = {
  value: number;
  interval: Interval;
  /** Drawn thin behind the interval: how far it may lie off if the silent ones differ. */
  wider?: Interval;
  text: string;
};

/** Numbers in one unit, drawn as dots with their intervals on one axis. */
export type IntervalTable = {
  id: string;
  title: string;
  /** What the rows are, and the unit of the numbers: the headings. */
  heads: readonly [row: string, number: string];
  rows: readonly IntervalRow[];
};

/** What a technique's three changes are called, in the order in which they are read. */
export const CHANGES = {
  improvement: 'Right after the session',
  lasting: 'One to three days later',
  course: 'Over a course of care',
} as const satisfies Partial<Record<keyof TechniqueClaims, string>>;
export type ChangeKind = keyof typeof CHANGES;
export const CHANGE_KINDS = Object.keys(CHANGES) as ChangeKind[];

const HEADS = ['Technique', 'Fall of pain, points of 10 (95 %)'] as const;

/** One change of every technique. */
export function changeIntervals(kind: ChangeKind, techniques: readonly TechniqueClaims[]): IntervalTable {
  return {
    id: kind,
    title: CHANGES[kind],
    heads: HEADS,
    rows: techniques.map((claims) => ({
      code: claims.technique,
      name: techniqueLabel(claims.technique),
      ...changeCells(claims[kind], claims),
    })),
  };
}

/** The three changes of one technique. */
export function techniqueChanges(claims: TechniqueClaims): IntervalTable {
  return {
    id: 'changes',
    title: `${techniqueLabel(claims.technique)}: how pain changed`,
    heads: ['When', HEADS[1]],
    rows: CHANGE_KINDS.map((kind) => ({
      name: CHANGES[kind],
      ...changeCells(claims[kind], claims),
    })),
  };
}

function changeCells(
  claim: ChangeClaim | Withheld,
  { clients }: Pick<TechniqueClaims, 'clients'>,
): Pick<IntervalRow, 'of' | 'estimate'> {
  if (!isSaid(claim)) return { of: counted(clients, 'client'), estimate: claim };
  const { mean, ci95, missingUpTo, asked, answered } = claim;
  const silent = manySilent(claim);
  const answers = silent ? `, ${ofText(answered, asked)} answered` : '';
  return {
    of: counted(claim.clients, 'client') + answers,
    estimate: {
      value: mean,
      interval: ci95,
      ...(silent && { wider: missingUpTo }),
      text: changeText(claim),
    },
  };
}

/** Whole units from no change, or the lowest limit, to the highest; none where no row has a number. */
export function axisOf(
  rows: readonly IntervalRow[],
): { from: number; to: number; ticks: number[] } | undefined {
  const limits = rows.flatMap(({ estimate }) =>
    isSaid(estimate) ? [...estimate.interval, ...(estimate.wider ?? [])] : [],
  );
  if (limits.length === 0) return undefined;
  const from = Math.floor(Math.min(0, ...limits));
  const to = Math.max(Math.ceil(Math.max(0, ...limits)), from + 1);
  const step = Math.max(1, Math.ceil((to - from) / 5));
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(
    (tick) => tick % step === 0,
  );
  return { from, to, ticks };
}
