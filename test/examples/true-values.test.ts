import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { REPETITIONS, trueValuesOfSample } from '../../examples/simulation/clinic-sample.ts';
import type { TrueValues } from '../../examples/simulation/true-values.ts';
import { gatherOutcomes } from '../../infra/offline/gather-outcomes.ts';
import { recordPaths } from '../../infra/offline/record-paths.ts';
import { claims } from '../../shared/claims/claims.ts';
import { type Claims, isSaid, type OutcomeStatistics } from '../../shared/claims/contract.ts';

/** What is claimed of the sample against what it was made with. */

type Told = { of: string; interval: readonly [low: number, high: number | null]; truth: number };

const FOLDER = join(import.meta.dirname, '../../examples/clinic-sample');
const TRUTH = JSON.parse(readFileSync(join(FOLDER, 'truth.json'), 'utf8')) as Record<string, TrueValues>;
const CLINICS = ['harbour', 'riverside'] as const;
const said = {} as Record<(typeof CLINICS)[number], Claims>;

beforeAll(async () => {
  for (const clinic of CLINICS) said[clinic] = await claimsOf(clinic);
});

async function claimsOf(clinic: string): Promise<OutcomeStatistics['claims']> {
  const files = recordPaths(
    readdirSync(join(FOLDER, clinic)).map((name) => join(clinic, name)),
    [FOLDER],
  );
  const months = { from: null, to: null };
  const { table } = await gatherOutcomes(files, {
    arrivedAt: '2026-11-28T00:00:00Z',
    clinic,
    months,
    threads: 0,
  });
  return claims(table, undefined);
}

/** Every interval that is claimed of a clinic beside the value that it should hold. */
function told(clinic: (typeof CLINICS)[number]): Told[] {
  const truth = TRUTH[clinic]!;
  const { techniques, recovery, comparison, withinClient, therapists } = said[clinic];
  return [
    ...techniques.flatMap(({ technique, improvement, lasting, course, responders, soreness }): Told[] => {
      const of = truth.techniques[technique]!;
      return [
        ...means(`${technique}: improvement`, improvement, of.improvement),
        ...means(`${technique}: lasting`, lasting, of.lasting),
        ...means(`${technique}: course`, course, of.course),
        ...means(`${technique}: responders`, responders, of.responders),
        ...means(`${technique}: recovery`, soreness.recovery, of.soreness.medianHours),
      ];
    }),
    ...recovery.pairs.flatMap((pair) => {
      const hours = (technique: keyof TrueValues['techniques']) =>
        truth.techniques[technique]!.soreness.medianHours;
      return means(`${pair.a} and ${pair.b}: recovery`, pair, hours(pair.a) / hours(pair.b));
    }),
    ...[...comparison.pairs, ...withinClient.pairs].flatMap((pair) =>
      means(`${pair.a} and ${pair.b}`, pair, differenceOf(truth, pair)),
    ),
    ...therapists.rows.flatMap((row) => means(row.therapistId, row, truth.therapists[row.therapistId]!)),
  ];
}

function means(of: string, claim: { ci95: Told['interval'] } | { withheld: string }, truth: number): Told[] {
  return isSaid(claim) ? [{ of, interval: claim.ci95, truth }] : [];
}

function differenceOf({ pairs }: TrueValues, { a, b }: { a: string; b: string }): number {
  const pair = pairs.find((one) => one.a === a && one.b === b);
  return pair ? pair.difference : -pairs.find((one) => one.a === b && one.b === a)!.difference;
}

const holds = ({ interval: [low, high], truth }: Told) => low <= truth && truth <= (high ?? Infinity);

describe.each(CLINICS)('what is claimed of %s', (clinic) => {
  test('holds the truth as often as 95 % intervals do', () => {
    const all = told(clinic);
    const missed = all
      .filter((one) => !holds(one))
      .map(({ of, interval, truth }) => `${of}: ${truth} not in ${interval}`);
    expect(all.length, 'claims').toBeGreaterThan(30);
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(mostMissed(all.length));
  });

  test('names no difference between techniques that is not there, in either direction', () => {
    const { comparison, withinClient } = said[clinic];
    for (const pair of [...comparison.pairs, ...withinClient.pairs]) {
      if (!isSaid(pair) || pair.pHolm >= 0.05) continue;
      expect(Math.sign(pair.difference), `${pair.a} and ${pair.b}`).toBe(
        Math.sign(differenceOf(TRUTH[clinic]!, pair)),
      );
    }
  });
});

test('the technique that is truly better at harbour is found, and none at riverside', () => {
  expect(said.harbour.comparison.lead?.technique).toBe('trigger-point-therapy');
  expect(said.riverside.comparison.lead).toBeNull();
});

test('the therapist of riverside whose clients gain less is found', () => {
  const outside = CLINICS.flatMap((clinic) =>
    said[clinic].therapists.rows.filter((row) => isSaid(row)).filter((row) => row.outside),
  );
  expect(outside.map(({ therapistId }) => therapistId)).toContain('r-t-3');
  // Against colleagues of whom she is one, each of the others truly is a little above.
  for (const { therapistId, difference } of outside) {
    expect(Math.sign(difference), therapistId).toBe(Math.sign(TRUTH['riverside']!.therapists[therapistId]!));
  }
});

test('the true values are what the simulation gives when it is run again, but for chance', () => {
  const again = trueValuesOfSample(4);
  for (const clinic of CLINICS) {
    for (const technique of ['deep-tissue', 'myofascial-release', 'trigger-point-therapy'] as const) {
      for (const of of ['improvement', 'lasting', 'course', 'responders'] as const) {
        const [here, there] = [again, TRUTH].map((values) => values[clinic]!.techniques[technique]![of]);
        expect(Math.abs(here! - there!), `${clinic}, ${technique}, ${of}`).toBeLessThan(
          of === 'course' ? 0.4 : 0.25,
        );
      }
    }
  }
  expect(REPETITIONS).toBeGreaterThan(4);
});

/** So many of n intervals at 95 % miss the truth with a chance of 1 % at the most, were they independent. */
function mostMissed(n: number): number {
  let below = 0;
  let term = 0.95 ** n;
  for (let missed = 0; ; missed += 1) {
    below += term;
    if (below >= 0.99) return missed;
    term *= ((n - missed) / (missed + 1)) * (0.05 / 0.95);
  }
}
