import { IMPROVEMENT_BINS } from '../../shared/privacy/differential-privacy/noise/histograms.ts';
import { reconcile } from '../../shared/privacy/differential-privacy/noise/reconcile.ts';
import { askedIn } from '../../shared/privacy/programme/asked-in.ts';
import { normalCdf } from '../../shared/statistics/distributions/normal-cdf.ts';
import { clopperPearson } from './chance.ts';
import { FALSE_ALARM, SCALE } from './scale.ts';
import type { Attack } from './verdict.ts';
import { programmeWith, session, tallyWith } from './worlds.ts';

const CLIENTS = [10, 20, 50, 200, 1000];
const [LEAST, MOST] = [0.93, 0.99];

const values = {
  mean: IMPROVEMENT_BINS.map(({ representative }) => representative),
  rate: IMPROVEMENT_BINS.map(({ responder }) => Number(responder)),
};

/**
 * Attack 24: do the 95 % intervals hold the truth as often as they say, at any size? For many truths, clients
 * are drawn, counted, measured and reconciled, and the interval of the cell is asked for the population's own
 * mean and rate. An interval that forgot the noise holds it in 28 % of groups of ten.
 */
export const doubtTheIntervals: Attack = (mechanism) => {
  const { programme, catalogue, period } = programmeWith(mechanism, 2, 2);
  const { questions } = askedIn(programme, period);
  const family = (['cells', 'techniques', 'complaints', 'total'] as const).find(
    (one) => questions.percent[one] > 0,
  )!;
  return CLIENTS.flatMap((clients) => {
    const held = { mean: 0, rate: 0 };
    for (let truth = 0; truth < SCALE.truths; truth++) {
      const population = anyPopulation();
      const tally = tallyWith(mechanism, catalogue, draw(population, clients));
      const all = reconcile(mechanism.measure(programme, catalogue, period, tally));
      const { bins, variance } = Object.values(all[family])[0]!;
      for (const what of ['mean', 'rate'] as const) {
        const target = population.reduce((sum, share, bin) => sum + share * values[what][bin]!, 0);
        const { low, high } = mechanism.mean(bins, values[what], variance);
        if (low <= target && target <= high) held[what]++;
      }
    }
    return Object.entries(held).flatMap(([of, times]) => {
      const { low, high } = clopperPearson(times, SCALE.truths, FALSE_ALARM);
      return high < LEAST || low > MOST
        ? [`the ${of} of ${clients} is held in ${times} of ${SCALE.truths}`]
        : [];
    });
  });
};

/** Share of the bins for improvements of some mean and spread, such as clinics have; the middle two overlap. */
function anyPopulation(): number[] {
  const mean = 4 * Math.random();
  const spread = 1.5 + 1.5 * Math.random();
  const below = (points: number) => normalCdf((points + 0.5 - mean) / spread);
  const overlap = below(2) - below(0);
  const responding = overlap * Math.random();
  return [
    below(-1),
    below(0) - below(-1) + overlap - responding,
    responding + below(3) - below(2),
    below(5) - below(3),
    1 - below(5),
  ];
}

function draw(population: readonly number[], clients: number) {
  return Array.from({ length: clients }, () => {
    let rest = Math.random();
    const bin = population.findIndex((share) => {
      rest -= share;
      return rest < 0;
    });
    return [session(IMPROVEMENT_BINS.at(bin)!.from < -9 ? -1 : IMPROVEMENT_BINS.at(bin)!.from)];
  });
}
