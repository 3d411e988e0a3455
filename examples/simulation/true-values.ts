import { clientOutcomes } from '../../shared/outcomes/client-outcomes.ts';
import { TECHNIQUES, type Technique } from '../../shared/records/catalogue.ts';
import { AT_LEAST_30_PERCENT } from '../../shared/statistics/change/at-least-30-percent.ts';
import type { Clinic } from './clinics.ts';
import { TECHNIQUE_PROFILES } from './complaints.ts';
import { asScore } from './facts.ts';
import { simulateJournals } from './journal.ts';
import { RunningMean } from './running-mean.ts';
import { type SimulatedSession, therapistAdds } from './sessions.ts';
import { simulateVisits } from './simulate-clinic.ts';

/** What is true of a clinic's sessions by the way in which they were made, in points unless it says otherwise. */
export type TrueValues = {
  techniques: Partial<Record<Technique, TrueTechnique>>;
  /** How much more pain falls with a than with b in the sessions given with either, all else equal. */
  pairs: { a: Technique; b: Technique; difference: number }[];
  /** How much more pain falls with a therapist than it would with the others, in her sessions. */
  therapists: Record<string, number>;
};

type TrueTechnique = {
  /** Means of score before less score after, 24 to 72 h after, and at the end of a course of care. */
  improvement: number;
  lasting: number;
  course: number;
  /** Share of the sessions begun with pain in which it fell by at least 30 %. */
  responders: number;
  /** Set by hand, not computed: see complaints.ts. */
  soreness: { share: number; medianHours: number };
};

const keyOf = (...names: string[]) => names.join(' ');

/**
 * The means of what a clinic would report if it were simulated over and over, every score told and none refused:
 * scores are rounded and end at 0, so that what was put in is not what comes out. Contrasts are between the scores
 * that the same sessions would have had with the other technique or therapist.
 *
 * @param seeds one a repetition, none of them that of the sample
 */
export function trueValues(clinic: Clinic, seeds: readonly string[]): TrueValues {
  const means = new Map<string, RunningMean>();
  const add = (key: string, value: number) => {
    const mean = means.get(key) ?? new RunningMean();
    means.set(key, mean.plus(value));
  };
  for (const seed of seeds) {
    const sessionsOfClients = simulateVisits(seed, clinic);
    const sessions = sessionsOfClients.flat();
    for (const session of sessions) addImmediate(clinic, session, add);
    addLater(simulateJournals(seed, clinic, sessions), sessionsOfClients, add);
  }
  const mean = (...names: string[]) => means.get(keyOf(...names))?.rounded() ?? 0;
  const given = TECHNIQUES.filter((technique) => means.has(keyOf('improvement', technique)));
  return {
    techniques: Object.fromEntries(
      given.map((technique): [Technique, TrueTechnique] => [
        technique,
        {
          improvement: mean('improvement', technique),
          lasting: mean('lasting', technique),
          course: mean('course', technique),
          responders: mean('responders', technique),
          soreness: TECHNIQUE_PROFILES[technique].soreness,
        },
      ]),
    ),
    pairs: given.flatMap((a, index) =>
      given.slice(index + 1).map((b) => ({ a, b, difference: mean('pair', a, b) })),
    ),
    therapists: Object.fromEntries(
      clinic.therapists.map(({ therapistId }) => [therapistId, mean('therapist', therapistId)]),
    ),
  };
}

type Add = (key: string, value: number) => void;

function addImmediate(clinic: Clinic, simulated: SimulatedSession, add: Add): void {
  const { primary, session, level, flare } = simulated;
  const before = asScore(level + flare);
  const pair = { before, after: after(simulated, 0) };
  add(keyOf('improvement', primary), before - pair.after);
  if (AT_LEAST_30_PERCENT.eligible(pair))
    add(keyOf('responders', primary), Number(AT_LEAST_30_PERCENT.responds(pair)));
  const ofTechnique = (technique: Technique) => clinic.adds[technique] ?? 0;
  for (const other of TECHNIQUES) {
    if (other === primary) continue;
    const [a, b] =
      TECHNIQUES.indexOf(primary) < TECHNIQUES.indexOf(other) ? [primary, other] : [other, primary];
    const ifOf = (technique: Technique) => after(simulated, ofTechnique(technique) - ofTechnique(primary));
    add(keyOf('pair', a, b), ifOf(b) - ifOf(a));
  }
  const own = therapistAdds(clinic, session.therapistId);
  for (const { therapistId, adds = 0 } of clinic.therapists) {
    if (therapistId === session.therapistId) continue;
    add(keyOf('therapist', session.therapistId), after(simulated, adds - own) - pair.after);
  }
}

/** The score after, had the effect been so many points more. */
function after({ level, flare, effect }: SimulatedSession, more: number): number {
  return asScore(level + flare - effect - more);
}

/** What the journals and later sessions tell, read as the pipeline reads it. */
function addLater(
  scores: ReturnType<typeof simulateJournals>,
  sessionsOfClients: readonly (readonly SimulatedSession[])[],
  add: Add,
): void {
  const scoresOf = Map.groupBy(scores, ({ clientId }) => clientId);
  for (const own of sessionsOfClients) {
    const told = own.map(({ session, level, flare }) => ({ ...session, painBefore: asScore(level + flare) }));
    const journal = scoresOf.get(own[0]!.client.clientId) ?? [];
    const { sessions, courses } = clientOutcomes([
      ...told,
      ...journal.map((score) => ({ window: 'now' as const, ...score })),
    ]);
    for (const { technique, painBefore, lastingPain } of sessions)
      if (lastingPain !== undefined) add(keyOf('lasting', technique), painBefore! - lastingPain);
    for (const { technique, painBefore, painAfter } of courses)
      if (painAfter !== undefined) add(keyOf('course', technique), painBefore! - painAfter);
  }
}
