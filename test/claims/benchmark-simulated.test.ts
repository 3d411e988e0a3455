import { describe, expect, it } from 'vitest';
import { benchmarkClaims } from '../../shared/claims/benchmark-claims.ts';
import type { TechniqueBenchmark } from '../../shared/claims/benchmark-contract.ts';
import { isSaid } from '../../shared/claims/contract.ts';
import { anonymisedTable } from '../../shared/privacy/differential-privacy/anonymised-release.ts';
import { pointsOf } from '../../shared/privacy/differential-privacy/noise/histograms.ts';
import { measure } from '../../shared/privacy/differential-privacy/noise/measure.ts';
import { complaintsIn, groupsOf } from '../../shared/privacy/programme/complaint-groups.ts';
import { DESIGNS } from '../../shared/privacy/programme/designs.ts';
import { type Programme, programmeOf } from '../../shared/privacy/programme/programme.ts';
import { releasePeriod } from '../../shared/privacy/programme/release-period.ts';
import { secureRandom } from '../../shared/privacy/samplers/secure-random.ts';
import { type ClientContribution, isResponder } from '../../shared/privacy/tally/period-tally.ts';
import { tallyOf } from '../../shared/privacy/tally/tally.ts';
import { givenTechniques } from '../../shared/reading/given-techniques.ts';
import type { Complaint, Technique } from '../../shared/records/catalogue.ts';
import { csvText } from '../../shared/releases/files/csv-file.ts';
import { releasedTechniques } from '../../shared/releases/files/released-techniques.ts';
import { normalCdf } from '../../shared/statistics/distributions/normal-cdf.ts';
import { DEEP } from '../deep.ts';

/** Clinics beside releases of programmes that count them, whose truth is known. */

const RUNS = DEEP ? 1000 : 40;
const LEAST = 0.93;
const MOST_FALSE = 0.07;
/** Passed by chance less than once in a million times. */
const STANDARD_ERRORS = 5;

const GIVEN: readonly Technique[] = ['deep-tissue', 'sports', 'relaxation'];
const CAME_FOR: readonly Complaint[] = ['neck-pain', 'sciatica', 'stress'];
const programmeBy = (design: 'groups-by-half-year' | 'techniques-by-half-year') =>
  programmeOf({ programme: 'p', clinics: ['own', 'other'], ...DESIGNS[design] });
const [BY_GROUPS, BY_TECHNIQUES] = [
  programmeBy('groups-by-half-year'),
  programmeBy('techniques-by-half-year'),
];
const PERIOD = releasePeriod('2026H2')!;
const [BEFORE, SPREAD] = [6, 2.3];
/** By complaint, so that another mix is another mean. */
const EASIER = { 'neck-pain': 1.2, sciatica: 0, stress: -0.8 } as Readonly<Record<Complaint, number>>;

type Chances = { of: number; improvement: number }[];

/** Whole points of somebody who comes with 6: normal, rounded and cut at the ends of the scale. */
function chancesOf(mean: number): Chances {
  const below = (end: number) => normalCdf((end - mean) / SPREAD);
  return Array.from({ length: 11 }, (_, at) => at - 4).map((improvement) => ({
    improvement,
    of:
      (improvement === BEFORE ? 1 : below(improvement + 0.5)) -
      (improvement === -4 ? 0 : below(improvement - 0.5)),
  }));
}

const changeOf = (improvement: number) => ({ improvement, responder: isResponder(BEFORE, improvement) });
const trueMean = (mean: number) =>
  chancesOf(mean).reduce((sum, { of, improvement }) => sum + of * pointsOf(changeOf(improvement)), 0);

/** Draws places by their weights. */
function chooser(weights: readonly number[]): () => number {
  const ends = weights.map((_, at) => weights.slice(0, at + 1).reduce((sum, weight) => sum + weight, 0));
  return () => {
    const at = Math.random() * ends.at(-1)!;
    return ends.findIndex((end) => at < end);
  };
}

type Side = { clients: number; mix: readonly number[]; shift: number };

function clientsOf({ clients, mix, shift }: Side): ClientContribution[] {
  const [technique, complaint] = [chooser([3, 2, 2]), chooser(mix)];
  const changes = CAME_FOR.map((one) => {
    const chances = chancesOf(2.2 + EASIER[one] + shift);
    const place = chooser(chances.map(({ of }) => of));
    return () => changeOf(chances[place()]!.improvement);
  });
  return Array.from({ length: clients }, () => {
    const at = complaint();
    return { technique: GIVEN[technique()]!, complaint: CAME_FOR[at]!, ...changes[at]!(), recoveryBin: 5 };
  });
}

/** What is said of a clinic, and what is true: the difference from the release that both are in, by the same shares where these are taken. */
function benchmarked(programme: Programme, own: Side, others: Side) {
  const [mine, theirs] = [clientsOf(own), clientsOf(others)];
  const tally = tallyOf([...mine, ...theirs]);
  const noisy = measure(programme, programme.catalogues[0]!, PERIOD, tally, secureRandom());
  const released = givenTechniques(releasedTechniques(csvText(anonymisedTable(programme, PERIOD, noisy))));
  const groups = groupsOf(CAME_FOR);
  const groupOf = (complaint: Complaint) => groups.find((group) => complaintsIn(group).includes(complaint))!;
  const { techniques, sentence } = benchmarkClaims(
    released,
    mine.map((one, index) => ({
      ...{ client: String(index), technique: one.technique, complaint: groupOf(one.complaint) },
      points: pointsOf(one),
    })),
  );
  const meanOf = (clients: readonly ClientContribution[], side: Side) =>
    CAME_FOR.reduce((sum, name) => {
      const count = clients.filter(({ complaint }) => complaint === name).length;
      return sum + count * trueMean(2.2 + EASIER[name] + side.shift);
    }, 0);
  const truth = ({ technique, mix }: TechniqueBenchmark): number => {
    const isIn = (name: string) => (one: ClientContribution) =>
      one.technique === technique && (name === 'all' || groupOf(one.complaint) === name);
    const names = mix.standardised ? mix.complaints : ['all'];
    const counted = names.map((name) => [mine.filter(isIn(name)), theirs.filter(isIn(name))] as const);
    const ownCount = counted.reduce((sum, [here]) => sum + here.length, 0);
    return counted.reduce((sum, [here, there]) => {
      const inRelease = (meanOf(here, own) + meanOf(there, others)) / (here.length + there.length);
      return sum + (meanOf(here, own) - here.length * inRelease) / ownCount;
    }, 0);
  };
  return { techniques, sentence, truth };
}

describe('a clinic beside a release', () => {
  it(
    'has differences whose intervals hold the truth, with the noise of the release and of whoever came',
    () => {
      const counted = { held: 0, of: 0, standardised: 0 };
      for (let run = 0; run < RUNS; run++) {
        const own = { clients: 150, mix: [3, 1, 1], shift: 2 * Math.random() - 1 };
        const others = { clients: 2500, mix: [1, 1, 2], shift: 0 };
        const { techniques, truth } = benchmarked(run % 2 === 0 ? BY_GROUPS : BY_TECHNIQUES, own, others);
        for (const one of techniques) {
          if (!isSaid(one.difference)) continue;
          const [low, high] = one.difference.ci95;
          counted.of += 1;
          counted.standardised += Number(one.mix.standardised);
          counted.held += Number(low <= truth(one) && truth(one) <= high);
        }
      }
      if (DEEP)
        process.stderr.write(`${counted.held} of ${counted.of}, ${counted.standardised} standardised\n`);
      expect(counted.of).toBeGreaterThan(RUNS);
      expect(counted.standardised).toBeGreaterThan(RUNS / 2);
      expect(counted.of - counted.standardised).toBeGreaterThan(RUNS / 2);
      const off = STANDARD_ERRORS * Math.sqrt((LEAST * (1 - LEAST)) / counted.of);
      expect(counted.held / counted.of).toBeGreaterThan(LEAST - off);
    },
    DEEP ? 600_000 : undefined,
  );

  it(
    'is hardly ever told apart where it does as the others do with the same complaints',
    () => {
      let named = 0;
      for (let run = 0; run < RUNS; run++) {
        const { techniques } = benchmarked(
          BY_GROUPS,
          { clients: 150, mix: [3, 1, 1], shift: 0 },
          { clients: 2500, mix: [1, 1, 2], shift: 0 },
        );
        named += Number(
          techniques.some(
            ({ difference, mix }) => mix.standardised && isSaid(difference) && difference.pHolm < 0.05,
          ),
        );
      }
      if (DEEP) process.stderr.write(`named falsely in ${named} of ${RUNS}\n`);
      expect(named / RUNS).toBeLessThan(
        MOST_FALSE + STANDARD_ERRORS * Math.sqrt((MOST_FALSE * (1 - MOST_FALSE)) / RUNS),
      );
    },
    DEEP ? 600_000 : undefined,
  );
});
