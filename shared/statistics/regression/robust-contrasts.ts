import type { Interval } from '../contract.ts';
import { tInterval } from '../student-interval.ts';
import { tTail } from '../t-tail.ts';
import type { Design } from './design.ts';
import type { LeastSquares } from './least-squares.ts';
import { type Adjustment, leverageAdjustment, seriesAdjustment } from './leverage-adjustment.ts';

/** A linear combination of coefficients, with clients as clusters. */
export type RobustContrast = {
  estimate: number;
  se: number;
  df: number;
  ci95: Interval;
  /** Two-sided; 1 where nothing varies and the estimate is 0, 0 where it is not. */
  p: number;
};

/** A client who weighs this little has her adjustment after a few products, without any matrix of her own. */
const SMALL_TRACE = 0.02;
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

/** One client's rows in the columns that they have, and in the orthonormal basis. */
class ClientRowReader {
  readonly #design: Design;
  readonly #fit: LeastSquares;
  readonly #at: Int32Array;
  readonly #values: Float64Array;
  /** Where each row's entries begin, and the entries: memory that is used again for every client. */
  readonly #entryStarts: Int32Array;
  readonly #columns: Int32Array;
  readonly #entries: Float64Array;
  readonly #products: Float64Array<ArrayBuffer>;
  readonly #weights: Float64Array;
  #first = 0;
  count = 0;

  constructor(design: Design, fit: LeastSquares) {
    this.#design = design;
    this.#fit = fit;
    this.#at = new Int32Array(design.widest);
    this.#values = new Float64Array(design.widest);
    const most = mostRows(design.starts);
    this.#products = new Float64Array(fit.columns);
    this.#weights = new Float64Array(fit.columns);
    this.#entryStarts = new Int32Array(most + 1);
    this.#columns = new Int32Array(most * design.widest);
    this.#entries = new Float64Array(most * design.widest);
  }

  read(client: number): void {
    const { starts, fill } = this.#design;
    this.#first = starts[client]!;
    this.count = starts[client + 1]! - this.#first;
    let used = 0;
    for (let row = 0; row < this.count; row += 1) {
      const filled = fill(this.#first + row, this.#at, this.#values);
      for (let index = 0; index < filled; index += 1) {
        this.#columns[used] = this.#at[index]!;
        this.#entries[used] = this.#values[index]!;
        used += 1;
      }
      this.#entryStarts[row + 1] = used;
    }
  }

  adjustment(): Adjustment {
    const { columns, inverseRoot } = this.#fit;
    const trace = this.#trace();
    if (trace < SMALL_TRACE) return seriesAdjustment((vector) => this.#hat(vector), trace);
    const basis = new Float64Array(this.count * columns);
    for (let row = 0; row < this.count; row += 1) {
      for (let entry = this.#entryStarts[row]!; entry < this.#entryStarts[row + 1]!; entry += 1) {
        const column = this.#columns[entry]!;
        const value = this.#entries[entry]!;
        // Column `column` of L^-1 is 0 above its diagonal.
        for (let k = column; k < columns; k += 1) {
          basis[row * columns + k]! += value * inverseRoot[k * columns + column]!;
        }
      }
    }
    return leverageAdjustment(basis, this.count, columns);
  }

  /** Of the client's hat matrix, X_g B X_g'. */
  #trace(): number {
    const { columns, inverse } = this.#fit;
    let trace = 0;
    for (let row = 0; row < this.count; row += 1) {
      const [from, to] = [this.#entryStarts[row]!, this.#entryStarts[row + 1]!];
      for (let a = from; a < to; a += 1) {
        const place = this.#columns[a]! * columns;
        for (let b = from; b < to; b += 1) {
          trace += this.#entries[a]! * inverse[place + this.#columns[b]!]! * this.#entries[b]!;
        }
      }
    }
    return trace;
  }

  /** X_g B X_g' v, without the matrix. */
  #hat(vector: Float64Array): Float64Array {
    const { columns, inverse } = this.#fit;
    const products = this.transposedTimes(vector, this.#products.fill(0));
    const weights = this.#weights.fill(0);
    for (let i = 0; i < columns; i += 1) {
      const factor = products[i]!;
      if (factor === 0) continue;
      const place = i * columns;
      for (let j = 0; j < columns; j += 1) weights[j]! += inverse[place + j]! * factor;
    }
    return this.times(weights);
  }

  residuals(): Float64Array<ArrayBuffer> {
    const { response } = this.#design;
    const fitted = this.times(this.#fit.coefficients);
    return fitted.map((value, row) => response[this.#first + row]! - value);
  }

  /** X_g v. */
  times(vector: Float64Array): Float64Array<ArrayBuffer> {
    const product = new Float64Array(this.count);
    for (let row = 0; row < this.count; row += 1) {
      let sum = 0;
      for (let entry = this.#entryStarts[row]!; entry < this.#entryStarts[row + 1]!; entry += 1) {
        sum += this.#entries[entry]! * vector[this.#columns[entry]!]!;
      }
      product[row] = sum;
    }
    return product;
  }

  /** X_g' w. */
  transposedTimes(
    vector: Float64Array,
    product = new Float64Array(this.#fit.columns),
  ): Float64Array<ArrayBuffer> {
    for (let row = 0; row < this.count; row += 1) {
      for (let entry = this.#entryStarts[row]!; entry < this.#entryStarts[row + 1]!; entry += 1) {
        product[this.#columns[entry]!]! += this.#entries[entry]! * vector[row]!;
      }
    }
    return product;
  }

  addScore(adjusted: Float64Array, meat: Float64Array): void {
    const { columns } = this.#fit;
    const score = this.transposedTimes(adjusted);
    for (let a = 0; a < columns; a += 1) {
      if (score[a] === 0) continue;
      for (let b = 0; b < columns; b += 1) meat[a * columns + b]! += score[a]! * score[b]!;
    }
  }
}

function mostRows(starts: Int32Array): number {
  let most = 0;
  for (let client = 0; client + 1 < starts.length; client += 1) {
    most = Math.max(most, starts[client + 1]! - starts[client]!);
  }
  return most;
}

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
    const { columns, inverse } = this.#fit;
    const adjusted = adjust(along);
    const t = rows.transposedTimes(adjusted);
    const own = quadratic(t, inverse, columns);
    const expected = squares(adjusted) - own;
    this.#trace += expected;
    this.#traceSquares += expected * expected;
    this.#ownSquares += own * own;
    for (let a = 0; a < columns; a += 1) {
      if (t[a] === 0) continue;
      for (let b = 0; b < columns; b += 1) this.#outer[a * columns + b]! += t[a]! * t[b]!;
    }
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
