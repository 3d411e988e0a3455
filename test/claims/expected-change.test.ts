import { describe, expect, it } from 'vitest';
import { isSaid } from '../../shared/claims/contract.ts';
import { expectedChange } from '../../shared/claims/expected-change.ts';
import type { ScoredSession } from '../../shared/claims/expected-change-design.ts';
import { normalCdf } from '../../shared/statistics/distributions/normal-cdf.ts';
import { normalQuantile } from '../../shared/statistics/distributions/normal-quantile.ts';
import { DEEP } from '../deep.ts';

const RUNS = DEEP ? 2000 : 150;
const STANDARD_ERRORS = 5;
const COMPLAINTS = [
  'neck-pain',
  'sciatica',
  'stress',
  'fibromyalgia',
  'tension-headache',
  'shoulder-stiffness',
];

const z = () => normalQuantile(Math.random());
const whole = (value: number) => Math.min(10, Math.max(0, Math.round(value)));

type Truth = { complaints: readonly number[]; clients: readonly { own: number; complaint: number }[] };
const NOISE = 1.3;

/** Pain falls by 30 % of what it was, by what is the complaint's, the client's and chance; scores are whole and end at 0 and 10. */
const meanFall = (before: number, effects: number) => 0.3 * before + effects;

/** The mean fall of whoever comes with a score: scores after are rounded and cut. */
function trueFall(before: number, effects: number): number {
  const middle = before - meanFall(before, effects);
  const below = (end: number) => normalCdf((end - middle) / NOISE);
  let after = 0;
  for (let score = 1; score <= 10; score++) after += 1 - below(score - 0.5);
  return before - after;
}

/** A clinic whose clients come 1 to 8 times, worse on some days than on others, each as he is. */
function simulatedClinic(clients: number, spread: number): { sessions: ScoredSession[]; truth: Truth } {
  const complaints = COMPLAINTS.map(() => 0.5 * z());
  const people = Array.from({ length: clients }, () => ({
    own: spread * z(),
    complaint: Math.floor(Math.random() * COMPLAINTS.length),
    level: 6 + 1.3 * z(),
  }));
  const sessions = people.flatMap(({ own, complaint, level }, index) =>
    Array.from({ length: 1 + Math.floor(8 * Math.random()) }, (): ScoredSession => {
      const before = Math.max(1, whole(level + z()));
      const after = whole(before - meanFall(before, own + complaints[complaint]!) + NOISE * z());
      return {
        client: String(index),
        complaint: COMPLAINTS[complaint]!,
        before,
        improvement: before - after,
      };
    }),
  );
  return { sessions, truth: { complaints, clients: people } };
}

/** What a release of many clinics tells of the same complaints: like this one's, and with its own uncertainty. */
function releaseOf({ complaints }: Truth, apart: number) {
  return new Map(
    COMPLAINTS.map((name, at) => {
      const value = 1.4 + complaints[at]! + apart * z() + 0.2 * z();
      return [name, { value, interval: [value - 0.4, value + 0.4] as [number, number] }];
    }),
  );
}

function coverage(clients: number, spread: number, withRelease: boolean) {
  const counted = { held: 0, width: 0 };
  for (let run = 0; run < RUNS; run++) {
    const { sessions, truth } = simulatedClinic(clients, spread);
    const index = Math.floor(Math.random() * clients);
    const { own, complaint } = truth.clients[index]!;
    const before = sessions.findLast(({ client }) => client === String(index))!.before;
    const said = expectedChange(sessions, withRelease ? releaseOf(truth, 0.3) : new Map(), {
      ...{ client: String(index), complaint: COMPLAINTS[complaint]!, before },
    });
    if (!isSaid(said)) throw new Error(said.withheld);
    const fall = trueFall(before, own + truth.complaints[complaint]!);
    counted.held += Number(said.ci95[0] <= fall && fall <= said.ci95[1]);
    counted.width += (said.ci95[1] - said.ci95[0]) / RUNS;
  }
  if (DEEP)
    process.stderr.write(
      `${clients} clients, spread ${spread}, release ${withRelease}: ${counted.held} of ${RUNS}, width ${counted.width.toFixed(2)}\n`,
    );
  return counted;
}

describe('what a client may expect', () => {
  it.each([
    [40, 0.8, false],
    [150, 0.8, false],
    [150, 0.1, false],
    [60, 0.8, true],
    [150, 1.5, true],
  ])(
    'holds the truth, of %i clients who differ by %f, with a release: %s',
    (clients, spread, release) => {
      const off = STANDARD_ERRORS * Math.sqrt((0.93 * 0.07) / RUNS);
      expect(coverage(clients, spread, release).held / RUNS).toBeGreaterThan(0.93 - off);
    },
    DEEP ? 600_000 : undefined,
  );

  it('leans on the client the more, the more of him there is, and on the others while there is none', () => {
    const { sessions } = simulatedClinic(100, 0.8);
    const asked = { client: 'new', complaint: 'stress', before: 6 };
    const well = Array.from(
      { length: 40 },
      (): ScoredSession => ({ client: 'new', complaint: 'stress', before: 6, improvement: 6 }),
    );
    const of = (count: number) => expectedChange([...sessions, ...well.slice(0, count)], new Map(), asked);
    const [none, few, many] = [of(0), of(3), of(40)];
    if (!isSaid(none) || !isSaid(few) || !isSaid(many)) throw new Error('withheld');
    expect(none.points).toBeLessThan(few.points);
    expect(few.points).toBeLessThan(many.points);
    expect(many.points).toBeGreaterThan(4.5);
    expect(none.ownSessions).toBe(0);
    expect(few.ci95[1] - few.ci95[0]).toBeLessThan(none.ci95[1] - none.ci95[0]);
  });

  it('follows the release in which complaints do better, as closely as the clinic does, and never in how much all do', () => {
    // Of six complaints the clinic has one of five clients alone; the release is 3 points higher than all of it.
    const points = new Map(COMPLAINTS.map((name, at) => [name, 1 + at / 2]));
    const sessions = COMPLAINTS.flatMap((complaint, at) =>
      Array.from({ length: at === 5 ? 10 : 120 }, (_, index): ScoredSession => {
        const client = `${complaint} ${Math.floor(index / 2)}`;
        const wobble = [1, -1, 0, 2, -2, 0][(index * 5 + at) % 6]! + (index % 4 < 2 ? 0.5 : -0.5);
        return {
          client,
          complaint,
          before: 6,
          improvement: points.get(complaint)! + (at === 5 ? -1.5 : 0) + wobble,
        };
      }),
    );
    const release = new Map(
      COMPLAINTS.map((name) => {
        const value = points.get(name)! + 3;
        return [name, { value, interval: [value - 0.2, value + 0.2] as [number, number] }];
      }),
    );
    const of = (complaint: string, released: typeof release) => {
      const said = expectedChange(sessions, released, { client: 'new', complaint, before: 6 });
      if (!isSaid(said)) throw new Error(said.withheld);
      return said;
    };
    const rare = COMPLAINTS[5]!;
    const [alone, informed] = [of(rare, new Map()), of(rare, release)];
    expect([alone.complaintsOfRelease, informed.complaintsOfRelease]).toEqual([0, 6]);
    expect(informed.points).toBeGreaterThan(alone.points + 0.2);
    expect(informed.points).toBeLessThan(points.get(rare)!);
    expect(of(COMPLAINTS[0]!, release).points).toBeCloseTo(of(COMPLAINTS[0]!, new Map()).points, 0);
  });

  it('says nothing of too few clients who came twice, nor of scores that never vary', () => {
    const once = Array.from(
      { length: 50 },
      (_, index): ScoredSession => ({
        client: String(index),
        complaint: 'stress',
        before: 6,
        improvement: index % 3,
      }),
    );
    const asked = { client: '1', complaint: 'stress', before: 6 };
    expect(expectedChange(once, new Map(), asked)).toEqual({
      withheld: expect.stringContaining('0 clients have two sessions'),
    });
    const alike = [...once, ...once].map((session) => ({ ...session, improvement: 2 }));
    expect(expectedChange(alike, new Map(), asked)).toEqual({ withheld: expect.stringContaining('alike') });
    // Everybody always came with the same score: there is no slope, and still an answer.
    expect(
      expectedChange([...once, ...once.map((one) => ({ ...one, improvement: 1 }))], new Map(), asked),
    ).toHaveProperty('points');
  });
});
