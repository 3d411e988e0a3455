import { affectedGoals } from '../../shared/goals/affected-goals.ts';
import { staleMonths } from '../../shared/outcomes/stale-months.ts';
import type { Fact } from '../../shared/records/record.ts';
import { EXTREME_ZONES, possibleMonths } from '../../shared/records/time/extreme-zones.ts';
import { factInZone } from '../../shared/records/time/in-zone.ts';
import { utcSeconds } from '../../shared/records/time/instant.ts';
import type { GoalHistory } from '../../shared/records/versions/goal-history.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import { factIn } from '../../shared/storage/held/record-store.ts';
import {
  type ClientKey,
  type ClientMonthKey,
  GOALS_SK_PREFIX,
  type GoalKey,
  goalIdOfVersion,
  isParked,
  isVersion,
  parseClientPk,
  type TakeOverKey,
} from '../../shared/storage/keys/keys.ts';
import { isClientRecord } from '../../shared/views/client-month-view.ts';
import type { StreamChange } from '../../shared/views/stream-change.ts';

/**
 * A change of a record: whose it is, the versions before and after that the stream tells, and the goal of whose history
 * it is, where it is not of the goal as it stands.
 */
export type RecordChange = { owner: ClientKey; versions: Held<Fact>[]; ofHistory?: string };

export function recordChange(change: StreamChange): RecordChange {
  const facts = [factIn(change.old), factIn(change.new)].filter((fact) => fact !== undefined);
  // No view looks at what a record was, save that of a goal.
  const versions = isVersion(change.key.sk) ? facts.filter(({ type }) => type === 'goal') : facts;
  const { pk, sk } = change.key;
  const ofHistory = isVersion(sk) && sk.startsWith(GOALS_SK_PREFIX) ? goalIdOfVersion(sk) : undefined;
  return { owner: parseClientPk(pk), versions, ...(ofHistory !== undefined && { ofHistory }) };
}

/** The same, or nothing when it cannot be read: such a change is reported where it is asked what it makes stale. */
export function readableChange(change: StreamChange): RecordChange | undefined {
  try {
    return recordChange(change);
  } catch {
    return undefined;
  }
}

/** Months whose session outcomes may have changed: those of the old version and those of the new. */
export function staleClientMonths({ owner, versions }: RecordChange): ClientMonthKey[] {
  const months = new Set(versions.filter(isClientRecord).flatMap(staleMonths));
  return [...months].map((month) => ({ ...owner, month }));
}

/**
 * When that is, before the change and after it, which courses of care are made of: sessions, at their start, and entries of a
 * journal. In seconds since 1970 UTC; none where no course looks.
 */
export function courseInstants({ versions }: RecordChange): number[] {
  return versions
    .filter(isClientRecord)
    .filter((record) => staleMonths(record).length > 0)
    .map((record) => utcSeconds(record.type === 'session' ? record.startedAt : record.at));
}

/** Months that a session can have been in before the change, or be in after it: where a course can have begun. */
export function monthsOfSessions({ versions }: RecordChange): string[] {
  return versions.flatMap((version) => (version.type === 'session' ? possibleMonths(version.startedAt) : []));
}

/** Whether the change may feed a goal, or be of the history of one, so that the client's goals have to be looked at. */
export function concernsGoals({ versions, ofHistory }: RecordChange): boolean {
  if (ofHistory !== undefined) return true;
  return versions.some(({ type }) => type !== 'goal' && type !== 'consent' && type !== 'care');
}

/**
 * Goals whose progress may have changed, under the therapists who hold or held them: of a version that comes late also
 * under the one who holds the goal, whose history it enters.
 */
export function staleGoals(
  { owner, versions, ofHistory }: RecordChange,
  goals: readonly GoalHistory[],
): GoalKey[] {
  const affected = versions.flatMap((version) =>
    EXTREME_ZONES.flatMap((zone) => affectedGoals(factInZone(version, zone), goals)),
  );
  const standing = goals.map(({ goal }) => goal).filter(({ goalId }) => goalId === ofHistory);
  return [...affected, ...standing].map(({ goalId, therapistId }) => ({ ...owner, goalId, therapistId }));
}

/** The client of whom a first record may have come, or the last one gone: a correction makes no difference. */
export function staleHeldClients({ key, old, new: now }: StreamChange): (ClientKey & { gone: boolean })[] {
  if (isVersion(key.sk) || isParked(key.sk)) return [];
  const gone = factIn(now) === undefined;
  return (factIn(old) === undefined) === gone ? [] : [{ ...parseClientPk(key.pk), gone }];
}

/** Take-overs that a word about care may have made, or ended. */
export function staleTakeOvers({ owner, versions }: RecordChange): TakeOverKey[] {
  return versions.flatMap((version) =>
    version.type === 'care' && version.reason !== undefined
      ? [{ ...owner, therapistId: version.therapistId }]
      : [],
  );
}
