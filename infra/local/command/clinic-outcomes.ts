import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutcomeStatistics } from '../../../shared/claims/contract.ts';
import type { GoalReport } from '../../../shared/goals/goal-report.ts';
import {
  MONTHS_A_REQUEST,
  type MonthRange,
  type MonthsOutside,
} from '../../../shared/outcomes/month-window.ts';
import { lastDayOf, monthAfter } from '../../../shared/outcomes/months.ts';
import type { Api } from './api.ts';

/** What the API says of one clinic. */
export type ClinicOutcomes = {
  /** What people call the clinic. */
  name: string;
  /** Of the latest months, as many as one request answers with. */
  statistics: OutcomeStatistics;
  /** Of those before, the later first: figures of more months than one request has cannot be added up. */
  earlier: OutcomeStatistics[];
  goals: GoalReport[];
  /** Months that are left out for their dates: later than the day of reading, or before anybody kept records. */
  leftOut: Pick<MonthsOutside, 'leftOut' | 'leftOutMonths'> & { asOf: string };
};

type Reading = OutcomeStatistics & {
  asOf: string;
  outside?: { earlier: MonthRange | null } & Pick<MonthsOutside, 'leftOut' | 'leftOutMonths'>;
};

/**
 * Asks the API for a clinic's statistics, and for its goals as of the end of the months they cover.
 *
 * @param token of the clinic's owner
 * @param months of the statistics; undefined: all that have sessions, save those whose dates cannot be
 */
export async function readClinic(
  api: Api,
  token: string,
  months: MonthRange | undefined,
): Promise<ClinicOutcomes> {
  const read = async (of: MonthRange | undefined) =>
    (await api.get(`/v1/outcomes${of ? `?${new URLSearchParams(of)}` : ''}`, token)) as Reading;
  const asked = await read(stretchesOf(months)[0]);
  const { asOf, outside } = asked;
  const readings: Reading[] = [];
  for (const of of stretchesOf(months ?? allMonths(asked))) {
    readings.push(of.from === asked.from && of.to === asked.to ? asked : await read(of));
  }
  const [statistics, ...earlier] = (readings.length === 0 ? [asked] : readings).map(statisticsOf);
  const { name = statistics!.clinicId } = (await api.get('/v1/settings', token)) as { name?: string };
  return {
    name,
    statistics: statistics!,
    earlier: earlier.filter(({ techniques }) => techniques.length > 0),
    goals: await readGoals(api, token, endOf(statistics!, asOf)),
    leftOut: { asOf, leftOut: outside?.leftOut ?? [], leftOutMonths: outside?.leftOutMonths ?? 0 },
  };
}

function statisticsOf({ asOf: _, outside: __, ...statistics }: Reading): OutcomeStatistics {
  return statistics;
}

/** From the first to the last month that the API knows of and holds possible. */
function allMonths({ from, to, outside }: Reading): MonthRange | undefined {
  return from === null || to === null ? undefined : { from: outside?.earlier?.from ?? from, to };
}

/** A range in pieces that one request each answers with, the latest first and whole. */
export function stretchesOf(range: MonthRange | undefined): MonthRange[] {
  const stretches: MonthRange[] = [];
  for (let to = range?.to; range && to !== undefined; ) {
    const first = monthAfter(to, 1 - MONTHS_A_REQUEST);
    const from = first > range.from ? first : range.from;
    stretches.push({ from, to });
    to = from > range.from ? monthAfter(from, -1) : undefined;
  }
  return stretches;
}

/** The last day of the months covered, or the day of reading if that is earlier, or if there is no month. */
function endOf({ to }: OutcomeStatistics, asOf: string): string {
  const end = to === null ? asOf : lastDayOf(to);
  return end < asOf ? end : asOf;
}

async function readGoals(api: Api, token: string, asOf: string): Promise<GoalReport[]> {
  const goals: GoalReport[] = [];
  let next: string | undefined;
  do {
    const query = new URLSearchParams({ 'as-of': asOf, ...(next !== undefined && { next }) });
    const page = (await api.get(`/v1/goals?${query}`, token)) as { goals: GoalReport[]; next?: string };
    goals.push(...page.goals);
    next = page.next;
  } while (next !== undefined);
  return goals;
}

/** Writes `statistics.json`, that of earlier months beside it, and `goals.json` into the clinic's folder. */
export async function writeClinic(
  { statistics, earlier, goals }: ClinicOutcomes,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeJson(join(folder, 'statistics.json'), statistics);
  for (const one of earlier) await writeJson(join(folder, `statistics-${one.from}-${one.to}.json`), one);
  await writeJson(join(folder, 'goals.json'), goals);
}

export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
