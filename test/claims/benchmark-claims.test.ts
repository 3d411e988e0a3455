import { describe, expect, it } from 'vitest';
import { benchmarkClaims } from '../../shared/claims/benchmark-claims.ts';
import type {
  GivenMean,
  OwnContribution,
  ReleasedTechnique,
} from '../../shared/claims/benchmark-estimates.ts';
import { isSaid } from '../../shared/claims/contract.ts';
import type { Technique } from '../../shared/records/catalogue.ts';

const given = (value: number, half = 0.3): Required<GivenMean> => ({
  value,
  interval: [value - half, value + half],
});
const released = (of: Partial<ReleasedTechnique> = {}): ReleasedTechnique => ({
  technique: 'deep-tissue',
  clients: 500,
  mean: given(2),
  complaints: new Map(),
  ...of,
});

/** Clients of one technique and complaint who fall by each of some points in turn. */
function clients(
  count: number,
  points: readonly number[],
  complaint = 'neck-pain',
  technique: Technique = 'deep-tissue',
) {
  return Array.from(
    { length: count },
    (_, index): OwnContribution => ({
      ...{ client: `${technique} ${complaint} ${index}`, technique, complaint },
      points: points[index % points.length]!,
    }),
  );
}

describe('benchmarkClaims', () => {
  it('says by default that there are too few to tell, with the interval of the difference', () => {
    const { techniques, sentence } = benchmarkClaims([released()], clients(20, [0.75, 4.5]));
    const [{ own, difference, sentence: ofOne }] = techniques as [(typeof techniques)[0]];
    // Student's interval of ten 0.75 and ten 4.5: 2.625 ± t(0.975, 19) · 1.92367 / √20; in R, t.test(rep(c(.75, 4.5), 10))
    expect(own).toMatchObject({ mean: 2.625, clients: 20 });
    if (!isSaid(own) || !isSaid(difference)) throw new Error('withheld');
    expect(own.ci95[0]).toBeCloseTo(1.72467628, 7);
    expect(difference.difference).toBeCloseTo(0.625, 12);
    expect(difference.ci95[0]).toBeCloseTo(0.625 - Math.hypot(2.625 - own.ci95[0], 0.3), 9);
    expect(difference.pHolm).toBeGreaterThan(0.05);
    expect(ofOne).toMatch(
      /^Too few to tell deep tissue with your clients from the clients of the release: a difference from -0\.3 to 1\.6 points fits\.$/,
    );
    expect(sentence).toContain('cannot be told');
  });

  it('takes both sides to the same complaints, so that a mix alone makes no difference', () => {
    const complaints = new Map([
      ['neck-pain', given(4.5, 0.2)],
      ['stress', given(0.75, 0.2)],
    ]);
    // By each complaint just as the release; of the easier one far more.
    const own = [...clients(80, [4.5, 7, 2]), ...clients(20, [0.75, 2.4, -0.9], 'stress')];
    const [standardised] = benchmarkClaims([released({ complaints })], own).techniques;
    expect(standardised!.mix).toEqual({ standardised: true, complaints: ['neck-pain', 'stress'], covers: 1 });
    expect(standardised!.release).toMatchObject({ mean: expect.closeTo(0.8 * 4.5 + 0.2 * 0.75, 9) });
    expect(standardised!.difference).toMatchObject({
      difference: expect.closeTo(0, 1),
      p: expect.closeTo(1, 0),
    });
    const [mixed] = benchmarkClaims([released()], own).techniques;
    expect(mixed!.mix).toMatchObject({ standardised: false });
    expect(mixed!.difference).toMatchObject({ difference: expect.closeTo(1.75, 1) });
    expect(mixed!.sentence).toContain('They may have come for other complaints.');
  });

  it('leaves complaints that are not given aside only while they are few', () => {
    const complaints = new Map([['neck-pain', given(2)]]);
    const mixOf = (others: number) =>
      benchmarkClaims(
        [released({ complaints })],
        [...clients(80, [0, 5]), ...clients(others, [0, 5], 'stress')],
      ).techniques[0]!.mix;
    expect(mixOf(20)).toEqual({ standardised: true, complaints: ['neck-pain'], covers: 0.8 });
    expect(mixOf(21)).toMatchObject({
      standardised: false,
      reason: expect.stringContaining('too few of the complaints'),
    });
  });

  it('counts a client of several periods as one', () => {
    const once = clients(12, [0.75, 4.5]);
    const [alone, again] = [once, [...once, ...once, ...once]].map(
      (own) => benchmarkClaims([released()], own).techniques[0]!.own,
    );
    expect(again).toEqual(alone);
  });

  it.each([
    [
      'fewer than ten clients',
      released(),
      clients(9, [0, 3]),
      '9 clients of yours with deep tissue: too few',
    ],
    ['no client', released(), [], 'No client of yours'],
    ['none given', released({ mean: undefined }), clients(20, [0, 3]), 'too few clients to give it'],
    ['no interval', released({ mean: { value: 2 } }), clients(20, [0, 3]), 'gives no interval'],
    ['mostly own clients', released({ clients: 40 }), clients(20, [0, 3]), 'Half or more'],
    ['all alike', released(), clients(20, [2.4]), 'Pain fell alike'],
  ])('withholds with a reason: %s', (_, of, own, reason) => {
    const { techniques, sentence } = benchmarkClaims([of], own);
    expect(techniques[0]!.difference).toEqual({ withheld: expect.stringContaining(reason) });
    expect(techniques[0]!.sentence).toContain(reason);
    expect(sentence).toMatch(/^Too few to tell/);
  });

  it('names a difference that holds with all techniques looked at together, and says which way', () => {
    const { sentence } = benchmarkClaims([released()], clients(60, [4.5, 7]));
    expect(sentence).toMatch(
      /^With deep tissue pain fell more, by 3\.8 points \(3\.\d to 4\.\d\), with your clients than with/,
    );
    const less = benchmarkClaims([released({ mean: given(5) })], clients(60, [0.75, 2.4])).sentence;
    expect(less).toMatch(/pain fell less, by 3\.4 points \(3\.\d to 3\.\d\), with your clients/);
    // 0.9 points away with an interval just clear of none: named alone, not as one of seven.
    const near = (technique: Technique) => clients(40, [0.75, 4.5], 'neck-pain', technique);
    const all = ['deep-tissue', 'sports', 'prenatal', 'relaxation'] as const;
    const alone = benchmarkClaims([released({ mean: given(1.85) })], near('deep-tissue'));
    expect(alone.sentence).toContain('more, by 0.8 points');
    const among = benchmarkClaims(
      all.map((technique) => released({ technique, mean: given(technique === 'deep-tissue' ? 1.85 : 2.6) })),
      all.flatMap(near),
    );
    expect(among.sentence).toContain('cannot be told');
  });
});
