import type { Interval } from '../contract.ts';
import { tTail } from '../distributions/t-tail.ts';
import { tInterval } from '../intervals/student-interval.ts';
import { ClientRowReader } from './client-row-reader.ts';
import type { Design } from './design.ts';
import type { LeastSquares } from './least-squares.ts';
import type { Adjustment } from './leverage-adjustment.ts';

/** A linear combination of coefficients, with clients as clusters. */
export type RobustContrast = {
  estimate: number;
  se: number;
  df: number;
  ci95: Interval;
  /** Two-sided; 1 where nothing varies and the estimate is 0, 0 where it is not. */
  p: number;
};

/** Responses are points of a scale: what is this small is a rounding error, and nothing varies. */
const ROUNDING = 1e-8;
/** From so many clients on, the degrees of freedom leave out what is of the order of one in a thousand. */
const MANY_CLIENTS = 1_000;

/**
 * CR2 standard errors with clients as clusters, and Satterthwaite's degrees of freedom of each contrast (Bell &
 * McCaffrey 2002; Pustejovsky & Tipton 2018, JBES 36:672). With B = (X'X)^-1, A_g = (I - H_gg)^(-1/2), p_g =
 * A_g X_g B c and t_g = X_g' p_g:
 *
 *     se² = Σ (p_g' e_g)²      P_gg = p_g'p_g - t_g'B t_g      P_gh = -t_g'B t_h      df = (Σ P_gg)² / ΣΣ P_gh²
 *
 * Above a thousand clients df takes A_g = I and P_gh = 0 and looks at every so many clients, a thousand at least: it is
 * in the hundreds then, and t is z.
 *
 * @param contrasts estimable ones
 * @returns in the same order; null where a contrast has no degrees of freedom
 */
export function robustContrasts(
  design: Design,
  fit: LeastSquares,
  contrasts: readonly (readonly number[])[],
): (RobustContrast | null)[] {
  if (contrasts.length === 0) return [];
  const clients = design.starts.length - 1;
  const exact = clients <= MANY_CLIENTS;
  const stride = Math.max(1, Math.floor(clients / MANY_CLIENTS));
  const states = contrasts.map((contrast) => new ContrastSums(contrast, fit));
  const known = meats.get(fit);
  const meat = known ?? new Float64Array(fit.columns ** 2);
  const rows = new ClientRowReader(design, fit);
  for (let client = 0; client < clients; client += known ? stride : 1) {
    rows.read(client);
    const adjust = known && !exact ? undefined : rows.adjustment();
    if (!known && adjust) rows.addScore(adjust(rows.residuals()), meat);
    if (client % stride !== 0) continue;
    for (const state of states) state.add(rows, exact ? adjust : undefined);
  }
  meats.set(fit, meat);
  const lookedAt = Math.ceil(clients / stride);
  return states.map((state) => state.result(meat, exact, clients / lookedAt));
}

/** Σ u_g u_g' with u_g = X_g' A_g e_g: the same for all contrasts of a fit, which is asked for more than once. */
const meats = new WeakMap<LeastSquares, Float64Array>();

/** What the degrees of freedom of one contrast follow from, added up client by client. */
class ContrastSums {
  readonly #contrast: readonly number[];
  readonly #fit: LeastSquares;
  /** B c. */
  readonly #weights: Float64Array;
  /** Σ t_g t_g'. */
  readonly #outer: Float64Array;
  #trace = 0;
  #traceSquares = 0;
  #ownSquares = 0;

  constructor(contrast: readonly number[], fit: LeastSquares) {
    this.#contrast = contrast;
    this.#fit = fit;
    const { columns, inverse } = fit;
    this.#weights = new Float64Array(columns);
    for (let i = 0; i < columns; i += 1) {
      let sum = 0;
      for (let j = 0; j < columns; j += 1) sum += inverse[i * columns + j]! * contrast[j]!;
      this.#weights[i] = sum;
    }
    this.#outer = new Float64Array(columns * columns);
  }

  /** @param adjust undefined: taken as the identity, and without covariances between clients */
  add(rows: ClientRowReader, adjust: Adjustment | undefined): void {
    const along = rows.times(this.#weights);
    if (!adjust) {
      const square = squares(along);
      this.#trace += square;
      this.#traceSquares += square * square;
      return;
    }
    const adjusted = adjust(along);
    const own = rows.addScore(adjusted, this.#outer);
    const expected = squares(adjusted) - own;
    this.#trace += expected;
    this.#traceSquares += expected * expected;
    this.#ownSquares += own * own;
  }

  /** @param scale clients to each that was looked at */
  result(meat: Float64Array, exact: boolean, scale: number): RobustContrast | null {
    const { columns, coefficients } = this.#fit;
    const between = exact ? traceOfSquare(this.#outer, this.#fit) - this.#ownSquares : 0;
    const df = (scale * this.#trace ** 2) / (this.#traceSquares + Math.max(0, between));
    if (!Number.isFinite(df) || df <= 0) return null;
    let estimate = 0;
    for (let j = 0; j < columns; j += 1) estimate += this.#contrast[j]! * coefficients[j]!;
    const computed = Math.sqrt(Math.max(0, quadratic(this.#weights, meat, columns)));
    if (computed >= ROUNDING) {
      return {
        estimate,
        se: computed,
        df,
        ci95: tInterval(estimate, computed, df),
        p: tTail(estimate / computed, df),
      };
    }
    const exactly = Math.abs(estimate) < ROUNDING ? 0 : estimate;
    return { estimate: exactly, se: 0, df, ci95: [exactly, exactly], p: exactly === 0 ? 1 : 0 };
  }
}

/** tr(M B M B) with M = Σ t_g t_g'. */
function traceOfSquare(outer: Float64Array, { columns, inverse }: LeastSquares): number {
  const product = new Float64Array(columns * columns);
  for (let i = 0; i < columns; i += 1) {
    for (let k = 0; k < columns; k += 1) {
      const value = outer[i * columns + k]!;
      if (value === 0) continue;
      for (let j = 0; j < columns; j += 1) product[i * columns + j]! += value * inverse[k * columns + j]!;
    }
  }
  let trace = 0;
  for (let i = 0; i < columns; i += 1) {
    for (let j = 0; j < columns; j += 1) trace += product[i * columns + j]! * product[j * columns + i]!;
  }
  return trace;
}

function squares(vector: Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return sum;
}

function quadratic(vector: Float64Array, matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i += 1) {
    if (vector[i] === 0) continue;
    for (let j = 0; j < size; j += 1) sum += vector[i]! * matrix[i * size + j]! * vector[j]!;
  }
  return sum;
}
