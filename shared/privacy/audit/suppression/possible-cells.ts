import type { DeclaredRules } from '../publication/declared-rules.ts';

/** What is shown of a row. */
export type ShownRow = { clients: number; mean: number | null; share: number | null };

type Interval = readonly [low: number, high: number];

/** Exact values that can lie behind a row. */
export type PossibleCell = { clients: number; points: Interval; responders: Interval };

const SLACK = 1e-9;
const WORST = -10;
const BEST = 10;
/** 30 % of a score of 1 to 10, in whole points: a responder has 1 at least, anybody else 2 at most. */
const LEAST_OF_RESPONDER = 1;
const MOST_OF_OTHERS = 2;

/** Whether a value lies on a grid, but for the digits that a binary fraction cannot hold. */
export const isMultiple = (value: number, step: number) =>
  Math.abs(value / step - Math.round(value / step)) < 1e-6;

/** What rounds to a value: by the declared step, or by the digits it has when it is finer than declared. */
export function behind(value: number, step: number): Interval {
  const half = (isMultiple(value, step) ? step : 10 ** -decimalsOf(value)) / 2;
  return [value - half - SLACK, value + half + SLACK];
}

/** Exact counts that a shown count can stand for; an unrounded one stands for itself. */
export function countsBehind(shown: number, { fewestClients, counts }: DeclaredRules): Interval {
  if (!isMultiple(shown, counts.roundedTo)) return [shown, shown];
  const half = counts.roundedTo / 2;
  const low = shown <= counts.least ? fewestClients : Math.ceil(shown - half);
  return [Math.max(low, fewestClients), Math.floor(shown + half)];
}

/**
 * GRIM (Brown and Heathers 2016): every whole number of clients, of responders and of points that rounds to
 * what is shown. Whole scores make most combinations impossible.
 */
export function possibleCells(row: ShownRow, rules: DeclaredRules): PossibleCell[] {
  const [fewest, most] = countsBehind(row.clients, rules);
  const cells: PossibleCell[] = [];
  for (let clients = fewest; clients <= most; clients += 1) {
    const responders = respondersOf(clients, row.share, rules);
    const [low, high] = meansOf(row, rules);
    const points: Interval = [
      Math.max(
        Math.ceil(low * clients),
        LEAST_OF_RESPONDER * responders[0] + WORST * (clients - responders[0]),
      ),
      Math.min(Math.floor(high * clients), BEST * responders[1] + MOST_OF_OTHERS * (clients - responders[1])),
    ];
    if (points[0] > points[1] || responders[0] > responders[1]) continue;
    cells.push({ clients, points, responders: boundByPoints(responders, points, clients) });
  }
  return cells;
}

function meansOf({ clients, mean }: ShownRow, { means }: DeclaredRules): Interval {
  if (mean === null) return [WORST, BEST];
  const { step } = means.steps.find(({ fromClients }) => clients >= fromClients) ?? means.steps.at(-1)!;
  const [low, high] = behind(mean, step);
  return [mean <= -means.limit ? WORST : low, mean >= means.limit ? BEST : high];
}

function respondersOf(clients: number, share: number | null, { shares }: DeclaredRules): Interval {
  if (share === null) return [0, clients];
  const [low, high] = behind(share, shares.step);
  return [Math.max(0, Math.ceil(low * clients)), Math.min(clients, Math.floor(high * clients))];
}

/** A mean alone can tell that all responded, or none: each of them has a point or more, each other 2 or less. */
function boundByPoints([fewest, most]: Interval, [low, high]: Interval, clients: number): Interval {
  const gain = BEST - MOST_OF_OTHERS;
  return [
    Math.max(fewest, Math.ceil((low - MOST_OF_OTHERS * clients) / gain - SLACK)),
    Math.min(most, Math.floor((high - WORST * clients) / (LEAST_OF_RESPONDER - WORST) + SLACK)),
  ];
}

function decimalsOf(value: number): number {
  const [, fraction = ''] = String(value).split('.');
  return fraction.length;
}
