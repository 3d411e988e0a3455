import { describe, expect, it } from 'vitest';
import { pooledCounts } from '../../../../shared/privacy/differential-privacy/estimates/pooled-counts.ts';
import { measure } from '../../../../shared/privacy/differential-privacy/noise/measure.ts';
import { DESIGNS, type Design } from '../../../../shared/privacy/programme/designs.ts';
import { programmeOf } from '../../../../shared/privacy/programme/programme.ts';
import { releasePeriod } from '../../../../shared/privacy/programme/release-period.ts';
import { secureRandom } from '../../../../shared/privacy/samplers/secure-random.ts';
import { tallyOf } from '../../../../shared/privacy/tally/tally.ts';
import { TECHNIQUES } from '../../../../shared/records/catalogue.ts';

const YEARLY = DESIGNS['techniques-by-year'];

function noisyOf(period: string, design: Design = YEARLY, techniques: number = TECHNIQUES.length) {
  const programme = programmeOf({ programme: 'p', clinics: ['c'], ...design });
  const catalogue = { ...programme.catalogues[0]!, techniques: TECHNIQUES.slice(0, techniques) };
  return measure(programme, catalogue, releasePeriod(period)!, tallyOf([]), secureRandom());
}

describe('pooledCounts', () => {
  it('adds up bins and the variances of their noise, in order of time', () => {
    const [first, second, third] = ['2024Y', '2025Y', '2026Y'].map((period) => noisyOf(period));
    const pooled = pooledCounts(second!, [third!, first!]);
    expect(pooled.periods).toEqual(['2024Y', '2025Y', '2026Y']);
    const added = [first, second, third].map((one) => one!.counts.techniques['sports']!);
    expect(pooled.counts.techniques['sports']).toEqual(
      added[0]!.map((_, bin) => added.reduce((sum, bins) => sum + bins[bin]!, 0)),
    );
    // Three variances of 1 / (2 rho).
    expect(pooled.microRho.techniques).toBeCloseTo(first!.microRho.techniques / 3, 6);
    expect(pooled.microRho.cells).toBe(0);
  });

  it('leaves out periods of another length, of other rows and that asked less; what asked more is in it', () => {
    const latest = noisyOf('2026Y');
    const more: Design = {
      period: 'year',
      questions: {
        complaints: 'each',
        percent: { cells: 0, techniques: 40, complaints: 30, total: 10, recovery: 20 },
      },
    };
    const less: Design = {
      period: 'year',
      questions: { complaints: 'each', percent: { ...YEARLY.questions.percent, techniques: 90, total: 0 } },
    };
    const others = [
      noisyOf('2025Y', more),
      noisyOf('2024Y', less),
      noisyOf('2023Y', YEARLY, 6),
      noisyOf('2025H2', DESIGNS['techniques-by-half-year']),
      // Another noise of the same period: the one that is released now stands for it.
      noisyOf('2026Y'),
    ];
    const pooled = pooledCounts(latest, others);
    expect(pooled.periods).toEqual(['2025Y', '2026Y']);
    expect(pooled.counts.complaints).toEqual({});
    expect(Object.keys(pooled.counts.recovery)).toEqual(TECHNIQUES);
  });
});
