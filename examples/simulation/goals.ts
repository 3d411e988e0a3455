import type { Measurement } from '../../shared/records/measurement.ts';
import type { GoalKind } from '../../shared/records/scales.ts';
import { dayOf, LAST_DAY_NUMBER, type Moment, momentAt, writeDate, writeInstant } from './calendar.ts';
import type { Client } from './clients.ts';
import { type Clinic, numberedId } from './clinics.ts';
import { COMPLAINT_PROFILES } from './complaints.ts';
import type { WrittenGoal } from './facts.ts';
import { type Random, randomStream } from './random.ts';
import type { SimulatedSession } from './sessions.ts';

/** A goal that was set longer ago than this is due when the sample ends. */
const NEW_GOAL_DAYS = 38;

type Aim = Pick<
  WrittenGoal,
  'kind' | 'measure' | 'bodyRegion' | 'unit' | 'baseline' | 'target' | 'targetChangePercent' | 'levels'
>;

/** Goals of a clinic's clients, most set at the first session, with what was measured at later ones. */
export function simulateGoals(
  seed: string,
  clinic: Clinic,
  sessionsOfClients: readonly (readonly SimulatedSession[])[],
): { goals: WrittenGoal[]; measurements: Measurement[] } {
  const goals: WrittenGoal[] = [];
  const measurements: Measurement[] = [];
  for (const sessions of sessionsOfClients) {
    const random = randomStream(seed, sessions[0]!.client.clientId, 'goals');
    if (!random.chance(sessions.length > 2 ? 0.6 : 0.15)) continue;
    const from = random.chance(0.9) ? recentFrom(clinic, sessions) : 0;
    const first = sessions[from]!;
    const startsOn = dayOf(clinic.zone, first.startsAt);
    const kind = chooseKind(random, first.client, from > 0);
    const pace = random.pick([0.3, 0.8, 1.1, 1.3, 1.3]);
    const goal: WrittenGoal = {
      type: 'goal',
      clinicId: clinic.clinicId,
      goalId: numberedId(clinic, 'g', goals.length + 1, 3),
      clientId: first.client.clientId,
      therapistId: first.session.therapistId,
      ...aim(random, kind, first),
      startsOn: writeDate(startsOn),
      dueOn: writeDate(startsOn + (kind === 'performance' ? 61 : 42)),
      ...(random.chance(0.3) && { weight: random.integer(1, 3) }),
      recordedAt: writeInstant(clinic.zone, first.endsAt + random.integer(21, 40)),
    };
    goals.push(goal);
    if (kind === 'pain') continue;
    for (const at of measuredAt(clinic, sessions.slice(from), from > 0)) {
      measurements.push({
        type: 'measurement',
        clinicId: clinic.clinicId,
        measurementId: numberedId(clinic, 'm', measurements.length + 1, 4),
        clientId: goal.clientId,
        goalId: goal.goalId,
        at: writeInstant(clinic.zone, at),
        value: measured(random, goal, pace * (dayOf(clinic.zone, at) - startsOn)),
        recordedAt: writeInstant(clinic.zone, at + random.integer(3, 20)),
      });
    }
  }
  return { goals, measurements };
}

/** The session of the last weeks at which somebody who still comes sets a new goal; the first for all others. */
function recentFrom(clinic: Clinic, sessions: readonly SimulatedSession[]): number {
  const isRecent = ({ startsAt }: SimulatedSession) =>
    dayOf(clinic.zone, startsAt) > LAST_DAY_NUMBER - NEW_GOAL_DAYS;
  const from = sessions.findIndex(isRecent);
  return from >= 0 && sessions.length - from > 2 ? from : 0;
}

function chooseKind(random: Random, { complaint }: Client, isNew: boolean): GoalKind {
  if (isNew && random.chance(0.75)) return 'function';
  if (complaint === 'sports-recovery') return random.pick(['performance', 'performance', 'function']);
  if (COMPLAINT_PROFILES[complaint].movement) return random.pick(['pain', 'pain', 'mobility', 'function']);
  return random.pick(['pain', 'pain', 'function']);
}

function aim(random: Random, kind: GoalKind, first: SimulatedSession): Aim {
  const { client, session } = first;
  const movement = COMPLAINT_PROFILES[client.complaint].movement;
  switch (kind) {
    case 'pain':
      return painAim(random, session.painBefore ?? 6, client.bodyRegion);
    case 'mobility': {
      if (!movement || random.chance(0.3)) {
        const task = random.pick(['task:reach-top-shelf', 'task:tie-shoes', 'task:look-over-shoulder']);
        return { kind, measure: task, unit: 'yes-no', baseline: 0, target: 1 };
      }
      const baseline = session.rangeOfMotion?.[0]?.before ?? movement.degrees;
      const target = baseline + 5 * random.integer(2, 5);
      return { kind, measure: `range-of-motion:${movement.movement}`, unit: 'degrees', baseline, target };
    }
    case 'function': {
      const activity = random.pick([
        'sitting',
        'lifting',
        'sleeping',
        'walking-stairs',
        'driving',
        'running',
      ]);
      const baseline = random.integer(2, 4);
      const target = baseline + random.integer(3, 5);
      return { kind, measure: `psfs:${activity}`, unit: 'score', baseline, target };
    }
    case 'performance': {
      const baseline = random.integer(36, 72);
      const wanted = random.chance(0.5)
        ? { targetChangePercent: -20 }
        : { target: baseline - 4 * random.integer(2, 4) };
      return { kind, measure: 'recovery-hours', unit: 'hours', baseline, ...wanted };
    }
  }
}

/** "From 7 to 3 in six weeks"; some with the five levels of Goal Attainment Scaling. */
function painAim(random: Random, painBefore: number, bodyRegion: string): Aim {
  const baseline = Math.max(4, painBefore);
  const target = Math.max(1, baseline - random.integer(2, 4));
  const levels = { '-2': baseline, '-1': (baseline + target) / 2, '0': target, '1': target / 2, '2': 0 };
  return {
    kind: 'pain',
    measure: 'pain',
    ...(random.chance(0.6) && { bodyRegion }),
    unit: 'score',
    baseline,
    target,
    ...(random.chance(0.35) && { levels }),
  };
}

/** At the sessions after the first; who has a new goal is also asked by telephone every third evening. */
function measuredAt(
  clinic: Clinic,
  [first, ...later]: readonly SimulatedSession[],
  isNew: boolean,
): Moment[] {
  const atSessions = later.slice(0, 8).map(({ endsAt }) => endsAt);
  if (!isNew) return atSessions;
  const evenings: Moment[] = [];
  for (let day = dayOf(clinic.zone, first!.endsAt) + 3; day < LAST_DAY_NUMBER; day += 3)
    evenings.push(momentAt(clinic.zone, day, 1245));
  return [...atSessions, ...evenings].toSorted((a, b) => a - b);
}

/** At a pace of 1 a goal is reached after six weeks; every value has its error. */
function measured(random: Random, goal: WrittenGoal, days: number): number {
  const { baseline } = goal;
  const target = goal.target ?? baseline * (1 + goal.targetChangePercent! / 100);
  const progress = Math.min(1.1, days / 42);
  if (goal.unit === 'yes-no') return random.chance(0.8 * progress) ? 1 : 0;
  const error = random.normal(0, goal.unit === 'score' ? 0.3 : 2);
  const value = Math.round(baseline + (target - baseline) * progress + error);
  return goal.unit === 'score' ? Math.min(10, Math.max(0, value)) : Math.max(0, value);
}
