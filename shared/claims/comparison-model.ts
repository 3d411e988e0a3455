import { COMPLAINTS, TECHNIQUES } from '../records/catalogue.ts';
import { NO_SCORE } from '../statistics/change/pair-tally.ts';
import type { Design } from '../statistics/regression/design.ts';
import type { OutcomeTable } from '../statistics/table/outcome-table.ts';
import type { ClientRows } from './client-rows.ts';
import { clientsOfLevels, clientsOfOtherLevels } from './clients-of-levels.ts';
import { FEWEST_CLIENTS } from './contract.ts';
import { type FactorLevels, factorLevels, indicatorLevels, NONE } from './factor-levels.ts';

/** The sessions that are compared: both scores, and a technique of which 10 clients have such a session. */
export type ComparedRows = {
  /** Of the table, client by client. */
  rows: Int32Array;
  starts: Int32Array;
  /** Indexes in the catalogue, in its order. */
  techniques: number[];
  /** By index in the catalogue: clients with such a session. */
  techniqueClients: Int32Array;
};

/**
 * improvement ~ technique + painBefore + minutes + complaint + other techniques (+ therapist). The first columns are
 * those of `compared.techniques`.
 */
export type ComparisonModel = {
  compared: ComparedRows;
  design: Design;
  complaint: FactorLevels;
  /** Techniques of the session besides the primary one. */
  otherTechniques: FactorLevels;
  /** By therapist rank, and the clients who have a session with somebody else. */
  therapist: FactorLevels;
  clientsOfOthers: Int32Array;
  /** Where the columns of each term begin. */
  at: { painBefore: number; minutes: number; complaint: number; otherTechniques: number; therapist: number };
};

const SECONDS_AN_HOUR = 3600;

/** Which sessions can be compared. */
export function comparedRows({ sessions }: OutcomeTable, { rows, starts }: ClientRows): ComparedRows {
  const isScored = (row: number) =>
    sessions.before.at(row) !== NO_SCORE && sessions.after.at(row) !== NO_SCORE;
  const techniqueClients = clientsOfLevels(TECHNIQUES.length, { rows, starts }, (row) =>
    isScored(row) ? sessions.technique.at(row) : NONE,
  );
  const techniques = Array.from(TECHNIQUES.keys()).filter(
    (technique) => techniqueClients[technique]! >= FEWEST_CLIENTS,
  );
  const kept: number[] = [];
  const keptStarts = [0];
  for (let client = 0; client + 1 < starts.length; client += 1) {
    for (let at = starts[client]!; at < starts[client + 1]!; at += 1) {
      const row = rows[at]!;
      if (isScored(row) && techniqueClients[sessions.technique.at(row)]! >= FEWEST_CLIENTS) kept.push(row);
    }
    if (kept.length > keptStarts.at(-1)!) keptStarts.push(kept.length);
  }
  return { rows: Int32Array.from(kept), starts: Int32Array.from(keptStarts), techniques, techniqueClients };
}

/** The model of compared sessions; levels with fewer than 5 clients are counted together. */
export function comparisonModel(
  { sessions, therapists }: OutcomeTable,
  compared: ComparedRows,
  therapistRank: Int32Array,
  options: { therapists: boolean },
): ComparisonModel {
  const complaint = factorLevels(
    clientsOfLevels(COMPLAINTS.length, compared, (row) => sessions.complaint.at(row)),
  );
  const otherTechniques = indicatorLevels(clientsOfOtherTechniques(sessions, compared));
  const known = options.therapists ? therapists.size : 0;
  const rankOf = (row: number) => (options.therapists ? therapistRank[sessions.therapist.at(row)]! : NONE);
  const therapist = factorLevels(clientsOfLevels(known, compared, rankOf));
  const painBefore = compared.techniques.length;
  const at = {
    painBefore,
    minutes: painBefore + 1,
    complaint: painBefore + 2,
    otherTechniques: painBefore + 2 + complaint.columns,
    therapist: painBefore + 2 + complaint.columns + otherTechniques.columns,
  };
  const clientsOfOthers = clientsOfOtherLevels(known, compared, rankOf);
  const model = { compared, complaint, otherTechniques, therapist, clientsOfOthers, at };
  return { ...model, design: designOf(sessions, model, therapistRank) };
}

type Sessions = OutcomeTable['sessions'];

/** A bit for each technique of a session besides the primary one. */
function otherBits(sessions: Sessions, row: number): number {
  return sessions.combination.at(row) & ~(1 << sessions.technique.at(row));
}

/** By technique: clients who had it besides another one. */
function clientsOfOtherTechniques(sessions: Sessions, { rows, starts }: ComparedRows): Int32Array {
  const clients = new Int32Array(TECHNIQUES.length);
  for (let client = 0; client + 1 < starts.length; client += 1) {
    let bits = 0;
    for (let at = starts[client]!; at < starts[client + 1]!; at += 1) bits |= otherBits(sessions, rows[at]!);
    for (let technique = 0; technique < clients.length; technique += 1) {
      clients[technique]! += (bits >> technique) & 1;
    }
  }
  return clients;
}

function designOf(
  sessions: Sessions,
  model: Omit<ComparisonModel, 'design'>,
  therapistRank: Int32Array,
): Design {
  const { compared, complaint, otherTechniques, therapist, at } = model;
  const { rows, starts, techniques } = compared;
  const techniqueColumn = new Int32Array(TECHNIQUES.length).fill(NONE);
  for (const [column, technique] of techniques.entries()) techniqueColumn[technique] = column;
  const response = Float64Array.from(rows, (row) => sessions.before.at(row) - sessions.after.at(row));
  return {
    columns: at.therapist + therapist.columns,
    widest: 5 + TECHNIQUES.length,
    starts,
    response,
    fill: (index, columns, values) => {
      const row = rows[index]!;
      columns[0] = techniqueColumn[sessions.technique.at(row)]!;
      values[0] = 1;
      columns[1] = at.painBefore;
      values[1] = sessions.before.at(row);
      columns[2] = at.minutes;
      values[2] = sessions.handsOn.at(row) / SECONDS_AN_HOUR;
      let count = 3;
      const ofComplaint = complaint.columnOf[sessions.complaint.at(row)]!;
      if (ofComplaint !== NONE) {
        columns[count] = at.complaint + ofComplaint;
        values[count++] = 1;
      }
      count = putOthers(sessions, row, otherTechniques, at.otherTechniques, columns, values, count);
      // Of a model without therapists no level has a column.
      const ofTherapist = therapist.columnOf[therapistRank[sessions.therapist.at(row)]!] ?? NONE;
      if (ofTherapist !== NONE) {
        columns[count] = at.therapist + ofTherapist;
        values[count++] = 1;
      }
      return count;
    },
  };
}

/** The column of several small techniques counts one for each of them that the session has. */
function putOthers(
  sessions: Sessions,
  row: number,
  { columnOf }: FactorLevels,
  from: number,
  columns: Int32Array,
  values: Float64Array,
  filled: number,
): number {
  let count = filled;
  for (let bits = otherBits(sessions, row); bits !== 0; bits &= bits - 1) {
    const column = from + columnOf[31 - Math.clz32(bits & -bits)]!;
    let place = filled;
    while (place < count && columns[place] !== column) place += 1;
    if (place === count) {
      columns[count] = column;
      values[count] = 1;
      count += 1;
    } else {
      values[place]! += 1;
    }
  }
  return count;
}
