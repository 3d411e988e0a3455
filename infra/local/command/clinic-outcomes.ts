import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GoalProgress } from '../../../shared/goals/goal-progress.ts';
import type { OutcomeStatistics } from '../../../shared/statistics/contract.ts';
import type { Api } from './api.ts';

/** What the API says of one clinic. */
export type ClinicOutcomes = { statistics: OutcomeStatistics; goals: GoalProgress[] };

/**
 * Asks the API for a clinic's statistics and goals.
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
  return { statistics, goals: await readGoals(api, token) };
}

async function readGoals(api: Api, token: string): Promise<GoalProgress[]> {
  const goals: GoalProgress[] = [];
  let next: string | undefined;
  do {
    const query = next === undefined ? '' : `?${new URLSearchParams({ next })}`;
    const page = (await api.get(`/v1/goals${query}`, token)) as { goals: GoalProgress[]; next?: string };
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
