import type { Stage } from '../../infra/stage.ts';
import { OUTCOMES, RECORDS } from '../simulate/world/tables.ts';
import type { Hottest } from './busiest-second.ts';
import { type FactUse, unitsOf } from './fact-use.ts';
import { LIMITS } from './limits.ts';
import type { MeasuredMonth } from './measured-month.ts';

/** A fleet of clinics that are all alike. */
export type Fleet = { clinics: number; sessionsPerDay: number };
/** Something that is asked for beside what there is of it. */
export type Load = {
  what: string;
  asked: number;
  given: number;
  unit: string;
  /** What is done about it before it is reached. */
  remedy: string;
  /** A key of one clinic, which more clinics do not ask more of. */
  isOfOneClinic?: boolean;
};

const FACTS_A_SESSION = 5;
const DAY_SECONDS = 86_400;
const DAYS_A_MONTH = 30;
const DAYS_A_YEAR = 365;
/** The busiest hour to the mean of day and night: ten hours of opening, one of them once and a half as busy. */
const BUSIEST = 3.6;
/** DynamoDB begins a table on demand with so many partitions. */
const FIRST_PARTITIONS = 4;
/** A monthly report has thirteen months before it. */
const MONTHS_OF_REPORT = 13;
/** How long changes wait for others: the windows of the two streams. */
const WINDOWS_SECONDS = 3;
const GIGABYTE = 1e9;

export const factsPerSecond = ({ clinics, sessionsPerDay }: Fleet): number =>
  (clinics * sessionsPerDay * FACTS_A_SESSION * BUSIEST) / DAY_SECONDS;
export const sessionsAMonth = ({ sessionsPerDay }: Fleet): number => sessionsPerDay * DAYS_A_MONTH;
export const factsAMonth = (fleet: Fleet): number => fleet.clinics * sessionsAMonth(fleet) * FACTS_A_SESSION;

/** Gigabytes of a table after a year. */
export function gigabytesAYear(fleet: Fleet, bytesAFact: number): number {
  return (fleet.clinics * fleet.sessionsPerDay * FACTS_A_SESSION * DAYS_A_YEAR * bytesAFact) / GIGABYTE;
}

/** On how many partitions a table lies, by what is asked of it in the busiest hour, and by its size after a year. */
export function partitionsOf(units: { readUnits: number; writeUnits: number }, gigabytes: number): number {
  return Math.max(
    FIRST_PARTITIONS,
    Math.ceil(units.readUnits / LIMITS.partitionReads),
    Math.ceil(units.writeUnits / LIMITS.partitionWrites),
    Math.ceil(gigabytes / LIMITS.partitionGigabytes),
  );
}

/** What a fleet asks for in its busiest hour. */
export function loadsOf(
  fleet: Fleet,
  use: FactUse,
  { bytes, hottest, stage }: { bytes: MeasuredMonth['bytes']; hottest: readonly Hottest[]; stage: Stage },
): Load[] {
  const facts = factsPerSecond(fleet);
  const asked = (table: string) => {
    const { readUnits, writeUnits } = unitsOf(use, table);
    return { readUnits: facts * readUnits, writeUnits: facts * writeUnits };
  };
  const seconds = (who: keyof FactUse['milliseconds']) => (facts * use.milliseconds[who]) / 1000;
  const workersOf = (table: string) =>
    partitionsOf(asked(table), gigabytesAYear(fleet, bytes[table]!)) * stage.streamParallelism;
  const report = (MONTHS_OF_REPORT * use.milliseconds['summarise-techniques']) / 1000;
  const quota = 'a quota of the account, raised on request';
  return [
    ...[RECORDS, OUTCOMES].flatMap((table): Load[] => [
      {
        what: `reads of ${table}`,
        asked: asked(table).readUnits,
        given: LIMITS.tableReads,
        unit: 'units/s',
        remedy: quota,
      },
      {
        what: `writes of ${table}`,
        asked: asked(table).writeUnits,
        given: LIMITS.tableWrites,
        unit: 'units/s',
        remedy: quota,
      },
    ]),
    {
      what: 'requests',
      asked: facts,
      given: stage.throttle.rateLimit,
      unit: '/s',
      remedy: '`throttle` of infra/stage.ts',
    },
    {
      what: 'runs at once',
      asked: seconds('ingest-records') + seconds('derive-outcomes') + seconds('summarise-techniques'),
      given: LIMITS.concurrentRuns,
      unit: '',
      remedy: quota,
    },
    {
      ...{
        what: 'workers of the records’ stream',
        asked: seconds('derive-outcomes'),
        given: workersOf(RECORDS),
      },
      ...{ unit: '', remedy: '`streamParallelism` of infra/stage.ts, 10 at most' },
    },
    {
      ...{
        what: 'workers of the outcomes’ stream',
        asked: seconds('summarise-techniques'),
        given: workersOf(OUTCOMES),
      },
      ...{ unit: '', remedy: '`streamParallelism` of infra/stage.ts, 10 at most' },
    },
    {
      ...{ what: `month's turn: ${fleet.clinics} reports wait, written in`, unit: 'h' },
      asked: (fleet.clinics * report) / stage.importConcurrency / 3600,
      ...{ given: 24, remedy: '`importConcurrency` of infra/stage.ts' },
    },
    ...hottest.flatMap(({ table, kind, readUnits, writeUnits }): Load[] => [
      {
        what: `${table} ${kind}`,
        asked: readUnits,
        given: LIMITS.partitionReads,
        unit: 'reads/s',
        remedy: 'another key',
        isOfOneClinic: kind.includes('<clinic>'),
      },
      {
        what: `${table} ${kind}`,
        asked: writeUnits,
        given: LIMITS.partitionWrites,
        unit: 'writes/s',
        remedy: 'another key',
        isOfOneClinic: kind.includes('<clinic>'),
      },
    ]),
  ];
}

/** How a clinic fares that is larger than all others: its month is read whole, and how often decides. */
export type LargeClinic = {
  sessions: number;
  factsPerSecond: number;
  /** What one refresh of its month takes: the longer of its CPU and of what one partition gives. */
  refreshSeconds: number;
  /** Of the reads of its partition: where it would be more than all, refreshes take as long as the partition makes them. */
  partitionShare: number;
  /** From a fact until the statistics say it. */
  visibleSeconds: number;
  megabytes: number;
};

export function largeClinic(month: MeasuredMonth): LargeClinic {
  const facts = (month.sessions * FACTS_A_SESSION * BUSIEST) / DAYS_A_MONTH / DAY_SECONDS;
  const reads = month.kinds
    .filter(({ kind }) => kind.includes('#MONTH#'))
    .reduce((sum, { readUnits }) => sum + readUnits, 0);
  const cpu = month.milliseconds['summarise-techniques'] / 1000;
  const refreshSeconds = Math.max(cpu, reads / LIMITS.partitionReads);
  // Changes that come while it is refreshed wait for the next refresh, together.
  const refreshes = Math.min(facts, 1 / refreshSeconds);
  return {
    ...{ sessions: month.sessions, factsPerSecond: facts, refreshSeconds },
    partitionShare: (refreshes * reads) / LIMITS.partitionReads,
    visibleSeconds: WINDOWS_SECONDS + refreshSeconds * (refreshes * refreshSeconds > 0.5 ? 2 : 1),
    megabytes: month.peakMegabytes,
  };
}
