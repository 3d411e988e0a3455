import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutcomeStatistics } from '../../../shared/claims/contract.ts';
import type { GoalReport } from '../../../shared/goals/goal-report.ts';
import { lastDayOf } from '../../../shared/outcomes/months.ts';
import type { Api } from './api.ts';

/** What the API says of one clinic. */
export type ClinicOutcomes = { statistics: OutcomeStatistics; goals: GoalReport[] };

/**
 * Asks the API for a clinic's statistics, and for its goals as of the end of the months they cover.
 *
 * @param token of the clinic's owner
 * @param months of the statistics; undefined: from the first to the last month with a session
 */
export async function readClinic(
  api: Api,
  token: string,
  months: { from: string; to: string } | undefined,
): Promise<ClinicOutcomes> {
  const query = months ? `?${new URLSearchParams(months)}` : '';
  const statistics = (await api.get(`/v1/outcomes${query}`, token)) as OutcomeStatistics;
  return { statistics, goals: await readGoals(api, token, endOf(statistics)) };
}

/** The last day of the months covered; today, for the API, where there is none. */
function endOf({ to }: OutcomeStatistics): Record<string, string> {
  return to === null ? {} : { 'as-of': lastDayOf(to) };
}

async function readGoals(api: Api, token: string, asOf: Record<string, string>): Promise<GoalReport[]> {
  const goals: GoalReport[] = [];
  let next: string | undefined;
  do {
    const query = new URLSearchParams({ ...asOf, ...(next !== undefined && { next }) });
    const page = (await api.get(`/v1/goals?${query}`, token)) as { goals: GoalReport[]; next?: string };
    goals.push(...page.goals);
    next = page.next;
  } while (next !== undefined);
  return goals;
}

/** Writes `statistics.json` and `goals.json` into the clinic's folder. */
export async function writeClinic({ statistics, goals }: ClinicOutcomes, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeJson(join(folder, 'statistics.json'), statistics);
  await writeJson(join(folder, 'goals.json'), goals);
}

export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
