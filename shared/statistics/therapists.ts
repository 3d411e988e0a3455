import { type Ancova, ancova, fitted } from './ancova.ts';
import { type Caseload, caseloads } from './caseloads.ts';
import { comparedPairs } from './compared-pairs.ts';
import type { ComparedSession } from './compared-session.ts';
import type { TherapistRow } from './contract.ts';
import { type FunnelRow, funnel } from './funnel.ts';
import { shrunkMeans } from './shrunk-means.ts';

const FEWEST_CLIENTS = 10;

/**
 * Every therapist's mean immediate improvement against the mean that the model of the comparisons,
 * improvement ~ painBefore + technique, expects of the same pairs. All of it is over pairs of the compared
 * techniques (from at least 10 clients of the clinic): of others nothing can be expected. With one such
 * technique the model has the score before alone; with none there are only counts. A therapist with fewer
 * than 10 clients having such a pair has only counts, and takes no part in what the others are held against.
 *
 * @param sessions in any order; neither it nor the text of client ids changes a digit
 * @returns by therapistId
 */
export function therapists(sessions: readonly ComparedSession[]): TherapistRow[] {
  const compared = comparedPairs(sessions);
  const fit = compared.techniques.length > 0 ? ancova(compared) : null;
  const all = caseloads(sessions, compared.techniques);
  const judged = fit ? all.filter(({ pairs }) => pairs.clients >= FEWEST_CLIENTS) : [];
  const rows = new Map(fit ? judgedRows(judged, fit).map((row) => [row.therapistId, row]) : []);
  return all.map((caseload) => rows.get(caseload.therapistId) ?? countsOnly(caseload, fit !== null));
}

function judgedRows(judged: readonly Caseload[], fit: Ancova): TherapistRow[] {
  const units = judged.map(({ pairs }) => ({
    n: pairs.n,
    mean: pairs.sum / pairs.n,
    expected: expectedMean(pairs, fit),
  }));
  const limits: (FunnelRow | undefined)[] =
    fit.exact || fit.residualVariance === null ? [] : funnel(units, fit.residualVariance);
  const shrunk = shrunkMeans(judged.map(({ pairs }) => pairs));
  return judged.map(({ therapistId, sessions, clients, pairs }, index) => {
    const { mean, expected } = units[index]!;
    const { z, limit95, limit998, outside } = limits[index] ?? NO_LIMITS;
    const notes = [
      'mean: over the pairs of techniques that at least 10 clients of the clinic have a pair of' +
        (pairs.n < sessions ? `, ${pairs.n} of ${sessions} sessions` : ''),
      limits[index]
        ? 'limit95: repeated sessions of a client are treated as independent; the limits are widened by what therapists differ beyond that'
        : 'z, limit95, limit998: nothing varies around the model',
    ];
    return {
      therapistId,
      sessions,
      clients,
      mean,
      expected,
      ratioOrDifference: mean - expected,
      z,
      limit95,
      limit998,
      outside,
      shrunkMean: shrunk[index]!,
      notes,
    };
  });
}

const NO_LIMITS = { z: null, limit95: null, limit998: null, outside: null };

function expectedMean({ mix, n }: Caseload['pairs'], fit: Ancova): number {
  let sum = 0;
  for (const [technique, counts] of mix.entries()) {
    for (const [before, count] of counts.entries()) {
      if (count > 0) sum += count * fitted(fit, technique, before);
    }
  }
  return sum / n;
}

function countsOnly({ therapistId, sessions, clients }: Caseload, hasModel: boolean): TherapistRow {
  const reason = hasModel
    ? `fewer than ${FEWEST_CLIENTS} clients have an immediate pair of a compared technique`
    : `no technique has an immediate pair from ${FEWEST_CLIENTS} clients, so nothing can be expected`;
  return {
    therapistId,
    sessions,
    clients,
    mean: null,
    expected: null,
    ratioOrDifference: null,
    ...NO_LIMITS,
    shrunkMean: null,
    notes: [`mean, expected, ratioOrDifference, z, limit95, limit998, shrunkMean: ${reason}`],
  };
}
