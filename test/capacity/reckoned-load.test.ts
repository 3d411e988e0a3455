import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStage } from '../../infra/stage.ts';
import { OUTCOMES, RECORDS } from '../simulate/world/tables.ts';
import { busiestSecond } from './busiest-second.ts';
import { readCapacityArguments } from './capacity-arguments.ts';
import { factUseAt } from './fact-use.ts';
import { ARRIVALS_KIND } from './key-kinds.ts';
import type { MeasuredMonth } from './measured-month.ts';
import { factsPerSecond, largeClinic, loadsOf, partitionsOf } from './reckoned-load.ts';
import { tellFleet } from './tell-capacity.ts';

const MONTH = 'CLINIC#<clinic>#MONTH#<month>';
const CLIENT = 'CLINIC#<clinic>#CLIENT#<client>';
const month = (sessions: number, reads: number, milliseconds: number): MeasuredMonth => ({
  sessions,
  kinds: [
    { table: RECORDS, kind: CLIENT, readUnits: 6, writeUnits: 4 },
    { table: OUTCOMES, kind: MONTH, readUnits: reads, writeUnits: 2 },
    { table: OUTCOMES, kind: ARRIVALS_KIND, readUnits: 0, writeUnits: 1 },
  ],
  milliseconds: { 'ingest-records': 1, 'derive-outcomes': 4, 'summarise-techniques': milliseconds },
  bytes: { [RECORDS]: 400, [OUTCOMES]: 200 },
  peakMegabytes: 200,
});
const MEASURED = [month(100, 20, 10), month(300, 60, 30)];
const STAGE = readStage({
  tryGetContext: (name) => ({ stage: 'prod', alarmEmail: 'ops@example.org' })[name as 'stage'],
});

describe('what a fact takes', () => {
  it.each([
    [100, 20],
    [200, 40],
    [300, 60],
    [900, 180],
    [50, 10],
  ])('in a month of %i sessions lies on the line through what was measured', (sessions, reads) => {
    const use = factUseAt(sessions, MEASURED);
    expect(use.kinds.map(({ readUnits }) => readUnits)).toEqual([6, reads, 0]);
    expect(use.milliseconds['summarise-techniques']).toBe(reads / 2);
  });
});

describe('the busiest second', () => {
  const use = factUseAt(100, MEASURED);

  it('has no less of a key than its share of all facts, and what all clinics share is spread over its partitions', () => {
    const facts = 400;
    const hottest = new Map(busiestSecond(use, 1, facts).map((one) => [one.kind, one]));
    expect(hottest.get(MONTH)!.readUnits).toBeGreaterThanOrEqual(facts * 20);
    const many = new Map(busiestSecond(use, 100_000, facts).map((one) => [one.kind, one]));
    // A clinic is met two or three times in a second, not four hundred times.
    expect(many.get(MONTH)!.readUnits).toBeLessThan(20 * 6);
    expect(many.get(ARRIVALS_KIND)!.writeUnits).toBeGreaterThan(facts / 16);
    expect(many.get(ARRIVALS_KIND)!.writeUnits).toBeLessThan(facts / 4);
  });

  it('is the same whenever it is asked for', () => {
    expect(busiestSecond(use, 1000, 50)).toEqual(busiestSecond(use, 1000, 50));
  });
});

describe('a fleet', () => {
  it('has 3.6 times as many facts a second in its busiest hour as on the mean', () => {
    expect(factsPerSecond({ clinics: 86_400, sessionsPerDay: 10 })).toBeCloseTo(180);
  });

  it('lies on as many partitions as its units and its size need, and four at least', () => {
    expect(partitionsOf({ readUnits: 0, writeUnits: 0 }, 1)).toBe(4);
    expect(partitionsOf({ readUnits: 30_001, writeUnits: 0 }, 1)).toBe(11);
    expect(partitionsOf({ readUnits: 0, writeUnits: 9500 }, 1)).toBe(10);
    expect(partitionsOf({ readUnits: 0, writeUnits: 0 }, 201)).toBe(21);
  });

  it('asks for twice as much when it is twice as large, and what it reaches first stands in words', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (clinics) => {
        const use = factUseAt(300, MEASURED);
        const at = (count: number) =>
          loadsOf({ clinics: count, sessionsPerDay: 10 }, use, {
            bytes: MEASURED[0]!.bytes,
            hottest: [],
            stage: STAGE,
          });
        const [one, two] = [at(clinics), at(2 * clinics)];
        for (const [index, load] of one.entries()) expect(two[index]!.asked / load.asked).toBeCloseTo(2);
      }),
      { numRuns: 20 },
    );
    const fleet = { clinics: 1000, sessionsPerDay: 10 };
    const chairs = { what: 'reads of chairs', asked: 5, given: 20, unit: '/s', remedy: 'more chairs' };
    // More clinics ask no more of the key of one.
    const loads = [chairs, { ...chairs, what: 'a key', asked: 19, isOfOneClinic: true }];
    expect(tellFleet(fleet, factUseAt(300, MEASURED), loads, MEASURED[0]!.bytes).at(-1)).toBe(
      'what is reached first: reads of chairs, at 4,000 such clinics; what moves it: more chairs',
    );
  });
});

describe('a clinic larger than all others', () => {
  it('is refreshed as fast as its partition can be read, and no fact waits for more than two refreshes', () => {
    const large = largeClinic(month(200_000, 30_000, 4000));
    expect(large.refreshSeconds).toBe(10);
    expect(large.partitionShare).toBeCloseTo(1);
    expect(large.visibleSeconds).toBe(23);
    const small = largeClinic(month(300, 60, 30));
    expect(small.partitionShare).toBeLessThan(0.01);
    expect(small.visibleSeconds).toBeCloseTo(3.03);
  });
});

describe('the command', () => {
  it.each([
    [['--clinics', '0'], '--clinics 0: expected a whole number from 1 to 1000000.'],
    [['--sessions-per-day', '2.5'], '--sessions-per-day 2.5: expected a whole number from 1 to 1000.'],
    [['ten'], 'ten: expected options only.'],
  ])('%j is refused', (argv, message) => {
    expect(() => readCapacityArguments(argv)).toThrow(message);
  });
});
