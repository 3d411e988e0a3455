import { type Ancova, ancova, fitted } from './ancova.ts';
import { type Caseload, caseloads } from './caseloads.ts';
import { comparedPairs } from './compared-pairs.ts';
import type { ComparedSession } from './compared-session.ts';
import type { TherapistRow } from './contract.ts';
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
  return all.map((caseload) => rows.get(caseload.therapistId) ?? countsOnly(caseload));
}

function judgedRows(judged: readonly Caseload[], fit: Ancova): TherapistRow[] {
  const shrunk = shrunkMeans(judged.map(({ pairs }) => pairs));
  return judged.map(({ therapistId, sessions, clients, pairs }, index) => ({
    therapistId,
    sessions,
    clients,
    mean: pairs.sum / pairs.n,
    expected: expectedMean(pairs, fit),
    shrunkMean: shrunk[index]!,
  }));
}

function expectedMean({ mix, n }: Caseload['pairs'], fit: Ancova): number {
  let sum = 0;
  for (const [technique, counts] of mix.entries()) {
    for (const [before, count] of counts.entries()) {
      if (count > 0) sum += count * fitted(fit, technique, before);
    }
  }
  return sum / n;
}

function countsOnly({ therapistId, sessions, clients }: Caseload): TherapistRow {
  return { therapistId, sessions, clients, mean: null, expected: null, shrunkMean: null };
}
