import type { TherapistRow } from '../statistics/contract.ts';
import type { Design } from '../statistics/regression/design.ts';
import { leastSquares } from '../statistics/regression/least-squares.ts';
import type { OutcomeTable } from '../statistics/table/outcome-table.ts';
import { shrunkMeans } from '../statistics/therapists/shrunk-means.ts';
import type { ClientRows } from './client-rows.ts';
import { type ComparedRows, comparisonModel } from './comparison-model.ts';
import { FEWEST_CLIENTS } from './contract.ts';

type Caseload = {
  sessions: number;
  clients: number;
  /** Over her sessions of compared techniques with both scores. */
  pairs: { clients: number; n: number; sum: number; squares: number; fitted: number };
};

/**
 * Every therapist's mean improvement right after the session, and the mean that the model of the comparison without
 * therapists expects of the same sessions: those of techniques of which 10 clients of the clinic have both scores. A
 * therapist with fewer than 10 clients having such a session has only counts.
 *
 * @returns by therapistId
 */
export function therapistRows(
  table: OutcomeTable,
  ordered: ClientRows,
  compared: ComparedRows,
): TherapistRow[] {
  const { therapistIds, therapistRank } = ordered;
  const caseloads = therapistIds.map((): Caseload => emptyCaseload());
  const { therapist } = table.sessions;
  const rankOf = (row: number) => therapistRank[therapist.at(row)]!;
  countSessions(ordered, caseloads, rankOf);
  const { design } = comparisonModel(table, compared, therapistRank, { therapists: false });
  addPairs(compared, design, caseloads, rankOf);
  const judged = caseloads.filter(({ pairs }) => pairs.clients >= FEWEST_CLIENTS);
  const shrunk = new Map(
    shrunkMeans(judged.map(({ pairs }) => pairs)).map((mean, index) => [judged[index]!, mean]),
  );
  return therapistIds.map((therapistId, rank) => {
    const caseload = caseloads[rank]!;
    const { sessions, clients, pairs } = caseload;
    const isJudged = shrunk.has(caseload);
    return {
      therapistId,
      sessions,
      clients,
      mean: isJudged ? pairs.sum / pairs.n : null,
      expected: isJudged ? pairs.fitted / pairs.n : null,
      shrunkMean: shrunk.get(caseload) ?? null,
    };
  });
}

function emptyCaseload(): Caseload {
  return { sessions: 0, clients: 0, pairs: { clients: 0, n: 0, sum: 0, squares: 0, fitted: 0 } };
}

function countSessions(
  { rows, starts }: ClientRows,
  caseloads: readonly Caseload[],
  rankOf: (row: number) => number,
): void {
  const seenBy = new Int32Array(caseloads.length).fill(-1);
  for (let client = 0; client + 1 < starts.length; client += 1) {
    for (let at = starts[client]!; at < starts[client + 1]!; at += 1) {
      const rank = rankOf(rows[at]!);
      caseloads[rank]!.sessions += 1;
      if (seenBy[rank] !== client) caseloads[rank]!.clients += 1;
      seenBy[rank] = client;
    }
  }
}

function addPairs(
  { rows, starts }: ComparedRows,
  design: Design,
  caseloads: readonly Caseload[],
  rankOf: (row: number) => number,
): void {
  const { coefficients } = leastSquares(design);
  const columns = new Int32Array(design.widest);
  const values = new Float64Array(design.widest);
  const seenBy = new Int32Array(caseloads.length).fill(-1);
  for (let client = 0; client + 1 < starts.length; client += 1) {
    for (let at = starts[client]!; at < starts[client + 1]!; at += 1) {
      const rank = rankOf(rows[at]!);
      const { pairs } = caseloads[rank]!;
      const improvement = design.response[at]!;
      pairs.n += 1;
      pairs.sum += improvement;
      pairs.squares += improvement * improvement;
      const count = design.fill(at, columns, values);
      for (let index = 0; index < count; index += 1) {
        pairs.fitted += values[index]! * coefficients[columns[index]!]!;
      }
      if (seenBy[rank] !== client) pairs.clients += 1;
      seenBy[rank] = client;
    }
  }
}
