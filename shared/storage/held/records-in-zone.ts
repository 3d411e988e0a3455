import { factInZone } from '../../records/time/in-zone.ts';
import type { GoalHistory } from '../../records/versions/goal-history.ts';
import type { ClientKey } from '../keys/keys.ts';
import type { RecordReader } from './record-store.ts';

/** The time zone of a clinic, if it has said one. */
export type ZoneOfClinic = (clinicId: string) => Promise<string | undefined>;

/**
 * A reader that gives every fact as clocks of its clinic show it. All that is derived from facts for the days and
 * months of a clinic reads them by it.
 *
 * @param zoneOf asked at each reading; it may be a minute behind, which who changes a zone allows for
 */
export function recordsInZone(records: RecordReader, zoneOf: ZoneOfClinic): RecordReader {
  const withZone = <Held>(owner: ClientKey, read: Promise<Held>) =>
    Promise.all([read, zoneOf(owner.clinicId)]);
  return {
    ...records,
    async between(owner, window) {
      const [facts, zone] = await withZone(owner, records.between(owner, window));
      return facts.map((fact) => factInZone(fact, zone));
    },
    async goals(owner) {
      const [histories, zone] = await withZone(owner, records.goals(owner));
      return histories.map((history) => historyInZone(history, zone));
    },
    async goal(owner, goalId) {
      const [history, zone] = await withZone(owner, records.goal(owner, goalId));
      return history && historyInZone(history, zone);
    },
    async all(owner) {
      const [{ facts, goals }, zone] = await withZone(owner, records.all(owner));
      return {
        facts: facts.map((fact) => factInZone(fact, zone)),
        goals: goals.map((history) => historyInZone(history, zone)),
      };
    },
  };
}

function historyInZone({ goal, earlier }: GoalHistory, zone: string | undefined): GoalHistory {
  return {
    goal: factInZone(goal, zone),
    earlier: earlier.map((version) => factInZone(version, zone)),
  };
}
