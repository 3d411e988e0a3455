import { USUAL_MIX } from '../../../../shared/privacy/differential-privacy/plan/expected-mix.ts';
import {
  CHANGES,
  type ClientChange,
  type ClientContribution,
  isResponder,
} from '../../../../shared/privacy/tally/period-tally.ts';
import { COMPLAINTS, TECHNIQUES, type Technique } from '../../../../shared/records/catalogue.ts';
import { normalCdf } from '../../../../shared/statistics/distributions/normal-cdf.ts';
import { normalQuantile } from '../../../../shared/statistics/distributions/normal-quantile.ts';

/** Those who could come for a technique: how they would fare, and so what is true of them. */
type Population = {
  /** Chance of each of CHANGES. */
  chances: readonly number[];
  mean: number;
  responders: number;
  /** Chance of each of RECOVERY_BINS, and the share within 48 hours of those who report. */
  recovery: readonly number[];
  recovered: number;
};

/** Where clients come from: no two techniques are alike. */
export type SimulatedProgramme = Readonly<Record<Technique, Population>>;

const SPREAD_OF_TECHNIQUES = 0.6;
/** How programmes differ: in how much improvement varies, and in how much pain their clients come with. */
const SPREAD = { mean: 2.3, ofProgrammes: 0.25 };
const BEFORE = { mean: 5.3, spread: 1.8, ofProgrammes: 0.6 };
/** Of those who report: recovered within 48 hours, as the odds of techniques differ. */
const RECOVERED = { logOdds: 1.5, ofTechniques: 0.7 };
const SCORES = Array.from({ length: 10 }, (_, at) => at + 1);

/**
 * A programme of which the truth is known: improvement with a mean of its own for each technique, in whole points of the
 * scale, and about the spread and the scores before that all figures of docs/privacy.md have, 2.3 and 5.3 and 1.8. How much
 * of each is the programme's own, as clinics differ, so that what bins leave out differs too.
 *
 * @param mean of the techniques' means
 */
export function simulatedProgramme(mean = 2.2): SimulatedProgramme {
  const before = BEFORE.mean + BEFORE.ofProgrammes * normal();
  const spread = SPREAD.mean + SPREAD.ofProgrammes * normal();
  return Object.fromEntries(
    TECHNIQUES.map((technique) => [
      technique,
      { ...populationOf(mean + SPREAD_OF_TECHNIQUES * normal(), spread, before), ...recoveryOf() },
    ]),
  ) as SimulatedProgramme;
}

const normal = () => normalQuantile(Math.random());

/** Those who report, as many as usual, have recovered within 48 hours by odds of their own. */
function recoveryOf(): Pick<Population, 'recovery' | 'recovered'> {
  const usual = USUAL_MIX.recovery;
  const sum = (from: number, to?: number) => usual.slice(from, to).reduce((total, share) => total + share, 0);
  const recovered = 1 / (1 + Math.exp(-(RECOVERED.logOdds + RECOVERED.ofTechniques * normal())));
  const [early, reports] = [sum(0, 2), sum(0, -1)];
  const recovery = usual.map((share, bin) =>
    bin === usual.length - 1
      ? share
      : (share * reports * (bin < 2 ? recovered : 1 - recovered)) / (bin < 2 ? early : reports - early),
  );
  return { recovery, recovered };
}

function populationOf(
  mean: number,
  spread: number,
  meanBefore: number,
): Omit<Population, 'recovery' | 'recovered'> {
  const chances = CHANGES.map(() => 0);
  for (const before of SCORES) {
    const ofScore = chanceWithin(before, meanBefore, BEFORE.spread, SCORES[0]!, SCORES.at(-1)!);
    for (let improvement = before - 10; improvement <= before; improvement++) {
      const chance = ofScore * chanceWithin(improvement, mean, spread, before - 10, before);
      const responder = isResponder(before, improvement);
      const at = CHANGES.findIndex((one) => one.improvement === improvement && one.responder === responder);
      chances[at]! += chance;
    }
  }
  const over = (value: (change: ClientChange) => number) =>
    CHANGES.reduce((sum, change, at) => sum + chances[at]! * value(change), 0);
  return {
    chances,
    mean: over(({ improvement }) => improvement),
    responders: over(({ responder }) => Number(responder)),
  };
}

/** Chance of a whole number of a normal value that is rounded, and set to an end where it lies beyond. */
function chanceWithin(value: number, mean: number, spread: number, least: number, most: number): number {
  const below = (end: number) => normalCdf((end - mean) / spread);
  return (value === most ? 1 : below(value + 0.5)) - (value === least ? 0 : below(value - 0.5));
}

/** Clients of a period, about so many, who come for techniques and with complaints as the usual mix has them. */
export function simulatedClients(programme: SimulatedProgramme, clients: number): ClientContribution[] {
  const chooseTechnique = chooser(TECHNIQUES.map((technique) => USUAL_MIX.techniques[technique]));
  const chooseComplaint = chooser(COMPLAINTS.map((complaint) => USUAL_MIX.complaints[complaint]));
  const chooseRecovery = new Map(
    TECHNIQUES.map((technique) => [technique, chooser(programme[technique].recovery)]),
  );
  const chooseChange = new Map(
    TECHNIQUES.map((technique) => [technique, chooser(programme[technique].chances)]),
  );
  return Array.from({ length: clients }, () => {
    const technique = TECHNIQUES[chooseTechnique()]!;
    return {
      technique,
      complaint: COMPLAINTS[chooseComplaint()]!,
      ...CHANGES[chooseChange.get(technique)!()]!,
      recoveryBin: chooseRecovery.get(technique)!(),
    };
  });
}

/** The same client with the same technique, as he could fare another time. */
export function faringAnew(programme: SimulatedProgramme, client: ClientContribution): ClientContribution {
  return { ...client, ...CHANGES[chooser(programme[client.technique].chances)()]! };
}

/**
 * The same client as he fares by where he stands among all, from 0 to 1: worst first, so that who stands alike fares alike.
 */
export function faringAt(
  programme: SimulatedProgramme,
  client: ClientContribution,
  standing: number,
): ClientContribution {
  let left = standing;
  const at = programme[client.technique].chances.findIndex((chance) => {
    left -= chance;
    return left < 0;
  });
  return { ...client, ...CHANGES[at === -1 ? CHANGES.length - 1 : at]! };
}

/** Draws places by their weights. */
function chooser(weights: readonly number[]): () => number {
  let sum = 0;
  const ends = weights.map((weight) => {
    sum += weight;
    return sum;
  });
  return () => {
    const at = Math.random() * sum;
    const place = ends.findIndex((end) => at < end);
    return place === -1 ? ends.length - 1 : place;
  };
}
