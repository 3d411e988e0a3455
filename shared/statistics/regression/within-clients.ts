import type { Design } from './design.ts';
import { OwnColumns } from './own-columns.ts';

/**
 * A design with every client taken from her own mean: the same as a column for each client beside it, for estimates,
 * CR2 and degrees of freedom alike, since a client's own column is decided by her alone (Frisch, Waugh & Lovell;
 * Pustejovsky & Tipton 2018, JBES 36:672, section 4). Clients with one row say nothing and are left out.
 */
export function withinClients(design: Design): Design {
  const kept = new Int32Array(design.response.length);
  const clientOf = new Int32Array(design.response.length);
  const starts = [0];
  let length = 0;
  for (let client = 0; client + 1 < design.starts.length; client += 1) {
    const [from, to] = [design.starts[client]!, design.starts[client + 1]!];
    if (to - from < 2) continue;
    for (let row = from; row < to; row += 1) {
      kept[length] = row;
      clientOf[length] = client;
      length += 1;
    }
    starts.push(length);
  }
  const means = new ClientMeans(design);
  const response = new Float64Array(length);
  for (let index = 0; index < length; index += 1) {
    means.moveTo(clientOf[index]!);
    response[index] = design.response[kept[index]!]! - means.response;
  }
  return {
    columns: design.columns,
    widest: design.columns,
    starts: Int32Array.from(starts),
    response,
    fill: (index, columns, values) => {
      means.moveTo(clientOf[index]!);
      return means.deviations(kept[index]!, columns, values);
    },
  };
}

/** The means of one client at a time: rows are mostly asked for client by client. */
class ClientMeans {
  readonly #design: Design;
  readonly #mean: Float64Array;
  readonly #own: Float64Array;
  readonly #at: Int32Array;
  readonly #values: Float64Array;
  readonly #touched: OwnColumns;
  #client = -1;
  response = 0;

  constructor(design: Design) {
    this.#design = design;
    this.#mean = new Float64Array(design.columns);
    this.#own = new Float64Array(design.columns);
    this.#at = new Int32Array(design.widest);
    this.#values = new Float64Array(design.widest);
    this.#touched = new OwnColumns(design.columns);
  }

  moveTo(client: number): void {
    if (client === this.#client) return;
    this.#client = client;
    for (let index = 0; index < this.#touched.count; index += 1) {
      this.#mean[this.#touched.columns[index]!] = 0;
    }
    this.#touched.clear();
    this.response = 0;
    const { starts, response } = this.#design;
    const [from, to] = [starts[client]!, starts[client + 1]!];
    for (let row = from; row < to; row += 1) {
      const count = this.#design.fill(row, this.#at, this.#values);
      for (let index = 0; index < count; index += 1) {
        const column = this.#at[index]!;
        this.#mean[column]! += this.#values[index]! / (to - from);
        this.#touched.note(column);
      }
      this.response += response[row]! / (to - from);
    }
  }

  deviations(row: number, columns: Int32Array, values: Float64Array): number {
    const count = this.#design.fill(row, this.#at, this.#values);
    for (let index = 0; index < count; index += 1) this.#own[this.#at[index]!] = this.#values[index]!;
    let filled = 0;
    for (let index = 0; index < this.#touched.count; index += 1) {
      const column = this.#touched.columns[index]!;
      const deviation = this.#own[column]! - this.#mean[column]!;
      this.#own[column] = 0;
      // What rounding leaves of a column that the client never changes is nothing.
      if (Math.abs(deviation) < 1e-12) continue;
      columns[filled] = column;
      values[filled] = deviation;
      filled += 1;
    }
    return filled;
  }
}
