import { describe, expect, test } from 'vitest';
import { kaplanMeier } from '../../../shared/statistics/time-to-event/kaplan-meier.ts';
import { kmMedian } from '../../../shared/statistics/time-to-event/km-median.ts';
import { restrictedMean } from '../../../shared/statistics/time-to-event/restricted-mean.ts';
import { expectAlike } from '../expect-alike.ts';
import { type Frame, records, rFixture } from '../r-fixture.ts';
import { bracketsUpTo } from '../tallies.ts';

type Fixture = {
  sessions: Frame;
  recovery: {
    n: number;
    medianSeconds: number;
    ci95Seconds: number[];
    restrictedMean: { mean: number; se: number };
    curve: Frame;
  };
};

const SECONDS_PER_HOUR = 3600;

describe('recovery of a simulated clinic', () => {
  // survfit(conf.type = "log-log"), quantile, summary(rmean = 168): see fixtures/generate.R.
  test.each(['all', 'sports'] as const)('R: %s', (name) => {
    const { sessions, recovery } = rFixture<Record<typeof name, Fixture>>('recovery')[name];
    const observations = records<{ by?: number; event: boolean }>(sessions).flatMap(({ by, event }) =>
      by === undefined ? [] : [{ seconds: by, event }],
    );
    const curve = kaplanMeier(bracketsUpTo(observations));
    expect(observations).toHaveLength(recovery.n);
    const rows = records<{ seconds: number }>(recovery.curve).map(({ seconds, ...row }) => ({
      hours: seconds / SECONDS_PER_HOUR,
      ...row,
    }));
    expectAlike(curve, rows);
    expectAlike(kmMedian(curve), {
      medianHours: recovery.medianSeconds / SECONDS_PER_HOUR,
      ci95: recovery.ci95Seconds.map((seconds) => seconds / SECONDS_PER_HOUR),
    });
    expectAlike(restrictedMean(curve), recovery.restrictedMean);
  });
});
