import { EXPECTED_RECOVERY_HOURS, type Technique } from '../../records/catalogue.ts';
import { NO_SCORE, PairTally } from '../change/pair-tally.ts';
import { pairedChange } from '../change/paired-change.ts';
import { distinctAscending } from '../columns/distinct-ascending.ts';
import type { Group, Interval } from '../contract.ts';
import type { OutcomeTable } from '../table/outcome-table.ts';
import { timeToEventStatistics } from '../time-to-event/time-to-event.ts';
import { groupNotes } from './group-notes.ts';

/**
 * The statistics of some sessions and of the courses of care that began with one of them.
 *
 * @param technique what the group is called: a technique, or several joined by ` + `
 * @param rows of the table
 */
export function outcomeGroup(
  technique: string,
  { sessions, courses }: OutcomeTable,
  rows: { sessions: Int32Array; courses: Int32Array },
): Group {
  const [immediate, sustained, course] = [new PairTally(), new PairTally(), new PairTally()];
  let withBefore = 0;
  let withAfter = 0;
  for (const row of rows.sessions) {
    const client = sessions.client.at(row);
    const before = sessions.before.at(row);
    const after = sessions.after.at(row);
    immediate.add(client, before, after);
    sustained.add(client, before, sessions.sustained.at(row));
    if (before !== NO_SCORE) withBefore += 1;
    if (after !== NO_SCORE) withAfter += 1;
  }
  for (const row of rows.courses) {
    course.add(courses.client.at(row), courses.before.at(row), courses.after.at(row));
  }
  const recoveries = sessions.recovery.bracketsOf(rows.sessions);
  const changes = { immediate: pairedChange(immediate), sustained: pairedChange(sustained) };
  const group = {
    technique,
    sessions: rows.sessions.length,
    clients: distinctAscending(rows.sessions.map((row) => sessions.client.at(row))).length,
    completeness: {
      withBefore,
      withAfter,
      withBoth: changes.immediate.n,
      withSustained: changes.sustained.n,
      withRecovery: recoveries.by.length,
    },
    ...changes,
    course: pairedChange(course),
    recovery: timeToEventStatistics(recoveries, sessions.recovery.gapsOf(rows.sessions)),
    relief: timeToEventStatistics(
      sessions.relief.bracketsOf(rows.sessions),
      sessions.relief.gapsOf(rows.sessions),
    ),
    expectedRecoveryHours: expectedHours(technique),
  };
  return { ...group, notes: groupNotes(group) };
}

function expectedHours(name: string): Interval | null {
  if (!Object.hasOwn(EXPECTED_RECOVERY_HOURS, name)) return null;
  const expected = EXPECTED_RECOVERY_HOURS[name as Technique];
  return expected && [...expected];
}
