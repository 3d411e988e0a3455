import { expect, test } from 'vitest';
import { randomStream } from '../../examples/simulation/random.ts';

const DRAWS = 20_000;

test('the same label gives the same numbers, another label others', () => {
  const draw = (...label: string[]) => {
    const random = randomStream(...label);
    return Array.from({ length: 5 }, () => random.uniform());
  };
  expect(draw('a', 'b')).toEqual(draw('a', 'b'));
  expect(draw('a', 'b')).not.toEqual(draw('a', 'c'));
});

test('uniform numbers lie in [0, 1), with the mean and variance of a uniform distribution', () => {
  const random = randomStream('uniform');
  const values = Array.from({ length: DRAWS }, () => random.uniform());
  const mean = values.reduce((sum, value) => sum + value, 0) / DRAWS;
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
  expect(mean).toBeCloseTo(0.5, 2);
  expect(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / DRAWS).toBeCloseTo(1 / 12, 2);
});

test('normal numbers have the mean and SD that were asked for', () => {
  const random = randomStream('normal');
  const values = Array.from({ length: DRAWS }, () => random.normal(4, 2));
  const mean = values.reduce((sum, value) => sum + value, 0) / DRAWS;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / DRAWS;
  expect(mean).toBeCloseTo(4, 1);
  expect(Math.sqrt(variance)).toBeCloseTo(2, 1);
});

test('whole numbers reach both ends, weights are kept, impossible values never come', () => {
  const random = randomStream('choices');
  const integers = new Set(Array.from({ length: 1000 }, () => random.integer(3, 6)));
  expect([...integers].toSorted()).toEqual([3, 4, 5, 6]);
  const drawn = Array.from({ length: DRAWS }, () =>
    random.weighted([
      ['often', 3],
      ['never', 0],
      ['seldom', 1],
    ]),
  );
  expect(drawn.filter((value) => value === 'often').length / DRAWS).toBeCloseTo(0.75, 1);
  expect(drawn).not.toContain('never');
});

// Reference values of PractRand's sfc32 are not published for seeds of our form; these pin our own stream,
// because a change of it would silently change every simulated file.
test('the stream is pinned', () => {
  const random = randomStream('clinic-sample-2026', 'pin');
  expect([
    random.integer(0, 999999),
    random.integer(0, 999999),
    random.integer(0, 999999),
  ]).toMatchInlineSnapshot(`
    [
      372592,
      793863,
      189382,
    ]
  `);
});
