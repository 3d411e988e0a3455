import { COMPLAINTS, TECHNIQUES } from '../../records/catalogue.ts';
import type { GrowingColumn } from '../columns/growing-column.ts';
import type { Group, Statistics } from '../contract.ts';
import type { OutcomeTable } from '../table/outcome-table.ts';
import { outcomeGroup } from './outcome-group.ts';

/** Which rows belong to one group. */
export type GroupRows = { sessions: Int32Array; courses: Int32Array };
type Key = 'technique' | 'combination' | 'complaint';

/** All sessions and courses of a table. */
function allRows({ sessions, courses }: OutcomeTable): GroupRows {
  return { sessions: upTo(sessions.length), courses: upTo(courses.length) };
}

/** The groups of every primary technique that has sessions, in catalogue order. */
export function techniqueGroups(table: OutcomeTable, rows: GroupRows = allRows(table)): Group[] {
  const byTechnique = split(table, rows, 'technique');
  return TECHNIQUES.flatMap((technique, index) => {
    const ofTechnique = byTechnique.get(index);
    return ofTechnique ? [outcomeGroup(technique, table, ofTechnique)] : [];
  });
}

/** The groups of every set of techniques that was used together, in catalogue order of the first, then the second ... */
export function combinationGroups(table: OutcomeTable): Group[] {
  return [...split(table, allRows(table), 'combination')]
    .map(([bits, rows]) => ({
      indices: TECHNIQUES.keys()
        .filter((index) => bits & (1 << index))
        .toArray(),
      rows,
    }))
    .sort((a, b) => compareLists(a.indices, b.indices))
    .map(({ indices, rows }) => {
      const name = indices.map((index) => TECHNIQUES[index]!).join(' + ');
      return outcomeGroup(name, table, rows);
    });
}

/** Technique groups of every complaint that has sessions, in catalogue order. */
export function complaintGroups(table: OutcomeTable): Statistics['complaints'] {
  const byComplaint = split(table, allRows(table), 'complaint');
  return COMPLAINTS.flatMap((complaint, index) => {
    const rows = byComplaint.get(index);
    return rows ? [{ complaint, techniques: techniqueGroups(table, rows) }] : [];
  });
}

/** Rows by a key, where there are sessions: the groups without any are left out. */
function split(table: OutcomeTable, rows: GroupRows, key: Key): Map<number, GroupRows> {
  const groups = new Map<number, GroupRows>();
  for (const [value, sessions] of byKey(rows.sessions, table.sessions[key])) {
    groups.set(value, { sessions, courses: new Int32Array(0) });
  }
  for (const [value, courses] of byKey(rows.courses, table.courses[key])) {
    const group = groups.get(value);
    if (group) group.courses = courses;
  }
  return groups;
}

/** Rows by what a column of small numbers says of them. */
function byKey(rows: Int32Array, { values }: GrowingColumn): [value: number, rows: Int32Array][] {
  const counts = new Int32Array(highest(rows, values) + 1);
  for (const row of rows) counts[values[row]!]! += 1;
  const present = [...counts.keys()].filter((value) => counts[value]! > 0);
  const groups = present.map((value): [number, Int32Array] => [value, new Int32Array(counts[value]!)]);
  const placeOf = new Int32Array(counts.length);
  for (const [place, value] of present.entries()) placeOf[value] = place;
  const filled = new Int32Array(groups.length);
  for (const row of rows) {
    const place = placeOf[values[row]!]!;
    groups[place]![1][filled[place]!] = row;
    filled[place]! += 1;
  }
  return groups;
}

function highest(rows: Int32Array, values: Int32Array): number {
  let most = -1;
  for (const row of rows) most = Math.max(most, values[row]!);
  return most;
}

function upTo(length: number): Int32Array {
  return new Int32Array(length).map((_, index) => index);
}

/** The first element that differs decides; a list that is the other's beginning comes first. */
function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    if (a[index] !== b[index]) return a[index]! - b[index]!;
  }
  return a.length - b.length;
}
