import type { LocalCloud } from '../local-cloud.ts';
import type { Api } from './api.ts';
import { CommandError } from './command-error.ts';

type Release = { period: string; revision: number; prefix: string };

/**
 * When the schedule publishes a quarter: at 06:00 UTC on the first day of the second month after it, the
 * first run after late reports no longer count.
 *
 * @param period e.g. `2026Q3`
 * @returns an instant, e.g. `2026-11-01T06:00:00Z`
 */
export function scheduledTimeOf(period: string): string {
  const [year, quarter] = [Number(period.slice(0, 4)), Number(period.slice(5))];
  const first = new Date(Date.UTC(year, quarter * 3 + 1, 1, 6));
  return first.toISOString().replace('.000Z', 'Z');
}

/**
 * Lets the schedule publish a period and finds the release that came out of it.
 *
 * @param token of an owner
 */
export async function publishRelease(
  cloud: Pick<LocalCloud, 'fireSchedule'>,
  api: Api,
  period: string,
  token: string,
): Promise<Release> {
  await cloud.fireSchedule('publish-release', scheduledTimeOf(period));
  const { releases } = (await api.get('/v1/releases', token)) as { releases: Release[] };
  const latest = releases
    .filter((release) => release.period === period)
    .toSorted((a, b) => b.revision - a.revision)[0];
  if (!latest) throw new CommandError(`The release of ${period} was not published.`);
  return latest;
}
