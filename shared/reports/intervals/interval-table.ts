import {
  type ChangeClaim,
  FEWEST_CLIENTS,
  isSaid,
  type TechniqueClaims,
  type Withheld,
} from '../../claims/contract.ts';
import type { Interval } from '../../statistics/contract.ts';
import { manySilent, missingText, ofText, pointsText } from '../words/claim-words.ts';
import { counted } from '../words/listed.ts';
import { techniqueInWords, techniqueLabel } from '../words/words.ts';

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
  /** Without an upper limit it is drawn to the end of the axis. */
  interval: readonly [low: number, high: number | null];
  /** Drawn thin behind the interval: how far it may lie off if the silent ones differ. */
  wider?: Interval;
  text: string;
  /** What stands below the number, such as that few answered. */
  note?: string;
};

/** Numbers in one unit, drawn as dots with their intervals on one axis. */
export type IntervalTable = {
  id: string;
  title: string;
  /** What the rows are, and the unit of the numbers: the headings. */
  heads: readonly [row: string, number: string];
  /** What a row is, where several may say nothing for one reason: `therapist`. */
  of?: string;
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

const POINTS = 'Points (95 %)';

/** One change of every technique. */
export function changeIntervals(kind: ChangeKind, techniques: readonly TechniqueClaims[]): IntervalTable {
  return {
    id: kind,
    title: fallTitle(kind),
    heads: ['Technique', POINTS],
    of: 'technique',
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
    title: `Fall of pain with ${techniqueInWords(claims.technique)}`,
    heads: ['When', POINTS],
    rows: CHANGE_KINDS.map((kind) => ({
      name: CHANGES[kind],
      ...changeCells(claims[kind], claims),
    })),
  };
}

function fallTitle(kind: ChangeKind): string {
  return `Fall of pain ${CHANGES[kind].charAt(0).toLowerCase()}${CHANGES[kind].slice(1)}`;
}

/** The reason of what is withheld; that a technique has too few clients at all is told shortly. */
export function withheldText({ withheld }: Withheld, { clients }: Pick<TechniqueClaims, 'clients'>): string {
  if (clients === 0) return 'No session of it could be read.';
  return clients < FEWEST_CLIENTS
    ? `${counted(clients, 'client')}, too few to say (${FEWEST_CLIENTS} needed).`
    : withheld;
}

function changeCells(
  claim: ChangeClaim | Withheld,
  claims: Pick<TechniqueClaims, 'clients'>,
): Pick<IntervalRow, 'of' | 'estimate'> {
  if (!isSaid(claim)) return { of: '', estimate: { withheld: withheldText(claim, claims) } };
  const { mean, ci95, missingUpTo, asked, answered } = claim;
  return {
    of: counted(claim.clients, 'client'),
    estimate: {
      value: mean,
      interval: ci95,
      text: pointsText(claim),
      ...(manySilent(claim) && {
        wider: missingUpTo,
        note: `${ofText(answered, asked)} answered: ${missingText(claim)}`,
      }),
    },
  };
}

/** What the thin line behind an interval is. */
export const THIN_LINE =
  'Thin line: where the number may lie if those who did not answer differ from those who did.';

export function hasThinLine({ rows }: IntervalTable): boolean {
  return rows.some(({ estimate }) => isSaid(estimate) && estimate.wider !== undefined);
}

/** Where an axis begins and ends, and its marks. */
export type Axis = { from: number; to: number; ticks: readonly number[] };

/** Not more marks than have room on a phone. */
const MOST_STEPS = 3;

/** Whole units from none, or the lowest limit, to the highest; no axis where no row has a number. */
export function axisOf(rows: readonly IntervalRow[]): Axis | undefined {
  const limits = rows
    .flatMap(({ estimate }) =>
      isSaid(estimate) ? [estimate.value, ...estimate.interval, ...(estimate.wider ?? [])] : [],
    )
    .filter((limit) => limit !== null);
  if (limits.length === 0) return undefined;
  const from = Math.floor(Math.min(0, ...limits));
  const to = Math.max(Math.ceil(Math.max(0, ...limits)), from + 1);
  const step = STEPS.find((each) => (to - from) / each <= MOST_STEPS) ?? to - from;
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(
    (tick) => tick % step === 0,
  );
  return { from, to, ticks };
}

/** Points are counted by ones and twos, hours by days. */
const STEPS = [1, 2, 4, 12, 24, 48, 72, 96, 168];
