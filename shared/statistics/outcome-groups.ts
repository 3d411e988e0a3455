import { COMPLAINTS, TECHNIQUES } from '../records/catalogue.ts';
import type { Group, Statistics } from './contract.ts';
import type { GrowingColumn } from './growing-column.ts';
import { outcomeGroup } from './outcome-group.ts';
import type { OutcomeTable } from './outcome-table.ts';

/** Which rows belong to one group. */
export type GroupRows = { sessions: number[]; courses: number[] };
type Key = 'technique' | 'combination' | 'complaint';

/** All sessions and courses of a table. */
export function allRows({ sessions, courses }: OutcomeTable): GroupRows {
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
    groups.set(value, { sessions, courses: [] });
  }
  for (const [value, courses] of byKey(rows.courses, table.courses[key])) {
    const group = groups.get(value);
    if (group) group.courses = courses;
  }
  return groups;
}

function byKey(rows: readonly number[], column: GrowingColumn): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const group = groups.get(column.at(row));
    if (group) group.push(row);
    else groups.set(column.at(row), [row]);
  }
  return groups;
}

function upTo(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

/** The first element that differs decides; a list that is the other's beginning comes first. */
function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    if (a[index] !== b[index]) return a[index]! - b[index]!;
  }
  return a.length - b.length;
}
