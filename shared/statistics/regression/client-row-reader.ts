import type { Design } from './design.ts';
import type { LeastSquares } from './least-squares.ts';
import { type Adjustment, leverageAdjustment, seriesAdjustment } from './leverage-adjustment.ts';
import { OwnColumns } from './own-columns.ts';

/** A client who weighs this little has her adjustment after a few products, without any matrix of her own. */
const SMALL_TRACE = 0.02;

/** One client's rows in the columns that they have, and in the orthonormal basis. */
export class ClientRowReader {
  readonly #design: Design;
  readonly #fit: LeastSquares;
  readonly #at: Int32Array;
  readonly #values: Float64Array;
  /** Where each row's entries begin, and the entries: memory that is used again for every client. */
  readonly #entryStarts: Int32Array;
  readonly #columns: Int32Array;
  readonly #entries: Float64Array;
  readonly #own: OwnColumns;
  /** By column; only those of `#own` mean anything. */
  readonly #products: Float64Array;
  readonly #weights: Float64Array;
  readonly #hatRows: Float64Array;
  #first = 0;
  count = 0;

  constructor(design: Design, fit: LeastSquares) {
    this.#design = design;
    this.#fit = fit;
    this.#at = new Int32Array(design.widest);
    this.#values = new Float64Array(design.widest);
    const most = mostRows(design.starts);
    this.#own = new OwnColumns(fit.columns);
    this.#products = new Float64Array(fit.columns);
    this.#weights = new Float64Array(fit.columns);
    this.#hatRows = new Float64Array(most);
    this.#entryStarts = new Int32Array(most + 1);
    this.#columns = new Int32Array(most * design.widest);
    this.#entries = new Float64Array(most * design.widest);
  }

  read(client: number): void {
    const { starts, fill } = this.#design;
    this.#first = starts[client]!;
    this.count = starts[client + 1]! - this.#first;
    this.#own.clear();
    let used = 0;
    for (let row = 0; row < this.count; row += 1) {
      const filled = fill(this.#first + row, this.#at, this.#values);
      for (let index = 0; index < filled; index += 1) {
        const column = this.#at[index]!;
        this.#columns[used] = column;
        this.#entries[used] = this.#values[index]!;
        used += 1;
        this.#own.note(column);
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

  /** X_g B X_g' v, without the matrix; overwritten by the next one. */
  #hat(vector: Float64Array): Float64Array {
    const { columns, inverse } = this.#fit;
    const { columns: own, count } = this.#own;
    const [products, weights] = [this.#products, this.#weights];
    this.#multiplyTransposed(vector);
    for (let j = 0; j < count; j += 1) weights[own[j]!] = 0;
    for (let i = 0; i < count; i += 1) {
      const factor = products[own[i]!]!;
      if (factor === 0) continue;
      const place = own[i]! * columns;
      for (let j = 0; j < count; j += 1) weights[own[j]!]! += inverse[place + own[j]!]! * factor;
    }
    this.#multiply(weights, this.#hatRows);
    return this.#hatRows;
  }

  residuals(): Float64Array<ArrayBuffer> {
    const { response } = this.#design;
    const residuals = this.times(this.#fit.coefficients);
    for (let row = 0; row < this.count; row += 1)
      residuals[row] = response[this.#first + row]! - residuals[row]!;
    return residuals;
  }

  /** X_g v. */
  times(vector: Float64Array): Float64Array<ArrayBuffer> {
    const product = new Float64Array(this.count);
    this.#multiply(vector, product);
    return product;
  }

  #multiply(vector: Float64Array, product: Float64Array): void {
    for (let row = 0; row < this.count; row += 1) {
      let sum = 0;
      for (let entry = this.#entryStarts[row]!; entry < this.#entryStarts[row + 1]!; entry += 1) {
        sum += this.#entries[entry]! * vector[this.#columns[entry]!]!;
      }
      product[row] = sum;
    }
  }

  /** Into `#products`. */
  #multiplyTransposed(vector: Float64Array): void {
    const products = this.#products;
    const { columns: own, count } = this.#own;
    for (let index = 0; index < count; index += 1) products[own[index]!] = 0;
    for (let row = 0; row < this.count; row += 1) {
      for (let entry = this.#entryStarts[row]!; entry < this.#entryStarts[row + 1]!; entry += 1) {
        products[this.#columns[entry]!]! += this.#entries[entry]! * vector[row]!;
      }
    }
  }

  /**
   * Adds s s' of the score s = X_g' w.
   *
   * @returns s' B s
   */
  addScore(adjusted: Float64Array, outer: Float64Array): number {
    const { columns, inverse } = this.#fit;
    const { columns: own, count } = this.#own;
    const score = this.#products;
    this.#multiplyTransposed(adjusted);
    let form = 0;
    for (let a = 0; a < count; a += 1) {
      const value = score[own[a]!]!;
      if (value === 0) continue;
      const place = own[a]! * columns;
      for (let b = 0; b < count; b += 1) {
        const other = score[own[b]!]!;
        outer[place + own[b]!]! += value * other;
        form += value * inverse[place + own[b]!]! * other;
      }
    }
    return form;
  }
}

function mostRows(starts: Int32Array): number {
  let most = 0;
  for (let client = 0; client + 1 < starts.length; client += 1) {
    most = Math.max(most, starts[client + 1]! - starts[client]!);
  }
  return most;
}
