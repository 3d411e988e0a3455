import { compareText } from '../outcomes/client-order.ts';
import type { RecentSession } from '../outcomes/missing-scores.ts';
import { dateAfter } from '../records/time/calendar-days.ts';
import { type ClientGoal, isClosed, isOpen } from './client-goal.ts';
import { type Reminders, therapistReminders } from './therapist-reminders.ts';
import { type TherapistSummary, therapistSummary } from './therapist-summary.ts';

/** What a therapist should know as a week begins. Clients are pseudonyms: nothing here names a person. */
export type TherapistDigest = {
  clinicId: string;
  therapistId: string;
  /** The last day that it knows of, such as `2026-11-22`. */
  asOf: string;
  /** Who needs her first: goals missed in the last two weeks, then off track, then at risk. */
  needsHer: DigestGoal[];
  /** In the seven days up to `asOf`. */
  newlyAttained: DigestGoal[];
  /** Open goals that are due within the fourteen days after `asOf`, soonest first. */
  dueSoon: DigestGoal[];
  /** Who was not measured, which sessions lack a score, and by which session each client is recognised. */
  reminders: Reminders;
  summary: TherapistSummary;
};

/** A goal in a digest: what is asked, how it stands; its projection and history are in the timeline. */
export type DigestGoal = Pick<
  ClientGoal,
  | 'client'
  | 'goalId'
  | 'kind'
  | 'measure'
  | 'bodyRegion'
  | 'unit'
  | 'baseline'
  | 'target'
  | 'startsOn'
  | 'dueOn'
  | 'status'
  | 'asOf'
  | 'attained'
  | 'latest'
  | 'confirming'
  | 'lastReachedOn'
  | 'refused'
  | 'late'
  | 'shareOfWay'
>;

const MISSED_DAYS = 14;
const DUE_SOON_DAYS = 14;

/**
 * The digest of one therapist.
 *
 * @param goals hers, as they stand on `asOf`, in any order
 * @param sessions hers, of the SESSION_DAYS days up to `asOf`, in any order
 */
export function therapistDigest(
  about: Pick<TherapistDigest, 'clinicId' | 'therapistId' | 'asOf'>,
  goals: readonly ClientGoal[],
  sessions: readonly RecentSession[],
): TherapistDigest {
  const { therapistId, asOf } = about;
  const listed = (goals: readonly ClientGoal[]) => goals.toSorted(byDueDate).map(digestGoal);
  const withStatus = (status: string) => goals.filter((goal) => goal.status === status);
  const justDue = (goal: ClientGoal) => isClosed(goal) && goal.dueOn >= dateAfter(asOf, -MISSED_DAYS);
  const notAttained = [...withStatus('missed'), ...withStatus('no-data')];
  const needsHer = [
    ...listed(notAttained.filter(justDue)),
    ...listed(withStatus('off-track')),
    ...listed(withStatus('at-risk')),
  ];
  const newlyAttained = listed(goals.filter((goal) => goal.newlyAttained));
  const dueSoon = listed(
    goals.filter((goal) => isOpen(goal) && goal.dueOn <= dateAfter(asOf, DUE_SOON_DAYS)),
  );
  const named = [...needsHer, ...newlyAttained, ...dueSoon].map(({ client }) => client);
  return {
    ...about,
    needsHer,
    newlyAttained,
    dueSoon,
    reminders: therapistReminders({ therapistId, asOf }, goals, sessions, named),
    summary: therapistSummary(therapistId, goals),
  };
}

function byDueDate(a: ClientGoal, b: ClientGoal): number {
  return compareText(a.dueOn, b.dueOn) || compareText(a.client, b.client) || compareText(a.goalId, b.goalId);
}

function digestGoal(goal: ClientGoal): DigestGoal {
  const { client, goalId, kind, measure, bodyRegion, unit, baseline, target, startsOn, dueOn } = goal;
  const { asOf, status, attained, latest, confirming, lastReachedOn, refused, late, shareOfWay } = goal;
  return {
    client,
    goalId,
    kind,
    measure,
    ...(bodyRegion === undefined ? {} : { bodyRegion }),
    unit,
    baseline,
    target,
    startsOn,
    dueOn,
    asOf,
    status,
    attained,
    latest,
    confirming,
    lastReachedOn,
    refused,
    late,
    shareOfWay,
  };
}
