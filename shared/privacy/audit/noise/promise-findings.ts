import { mostSpent, type Told } from '../../differential-privacy/budget/lifetime.ts';
import { orderOf, releasePeriod } from '../../programme/release-period.ts';
import type { Finding } from '../findings/finding.ts';
import { declaredLimit } from '../publication/declared-budget.ts';
import { type NoisyPublication, releaseName } from '../publication/published-release.ts';

const MICRO = 1e6;

/**
 * Whether releases with differential privacy keep what each of them promises to a client over his lifetime, of
 * whatever programmes: those that count a clinic together, by its fingerprint, or of one programme where
 * manifests have none.
 */
export function promiseFindings(releases: readonly NoisyPublication[]): Finding[] {
  const distinct = [...new Map(releases.map((release) => [releaseName(release), release])).values()];
  const keyed = distinct.flatMap((release) =>
    (release.clinics ?? [`programme ${release.programme}`]).map((key) => ({ key, release })),
  );
  const together = [...Map.groupBy(keyed, ({ key }) => key).values()].map((all) =>
    all.map(({ release }) => release).sort(byTime),
  );
  const found = together.flatMap((all) => [...raisedLimits(all), ...spentMore(all), ...revisedMore(all)]);
  return [...new Map(found.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** A limit that is higher than an earlier manifest promised: clients can come to spend it. */
function raisedLimits(releases: readonly NoisyPublication[]): Finding[] {
  return releases.flatMap((later, at) => {
    const earlier = releases.slice(0, at).find((one) => toldBy(later).lifetime > promised(one));
    if (!earlier) return [];
    return finding(
      [earlier, later],
      `One promises rho ${promised(earlier) / MICRO} for life; the later one lets clients spend ${toldBy(later).lifetime / MICRO}.`,
    );
  });
}

/** A lifetime that is smaller than what clients can have spent already. */
function spentMore(releases: readonly NoisyPublication[]): Finding[] {
  return releases.flatMap((release, at) => {
    const { microRho } = mostSpent(releases.slice(0, at + 1).map(toldBy));
    if (microRho <= promised(release)) return [];
    return finding(
      releases.slice(0, at + 1),
      `Together they can have spent rho ${microRho / MICRO} of a client; the last promises ${promised(release) / MICRO} for life.`,
    );
  });
}

/** Revisions that cost more than was set aside for them. */
function revisedMore(releases: readonly NoisyPublication[]): Finding[] {
  const revised = releases.filter(({ revision }) => revision > 1);
  const spent = revised.reduce((sum, release) => sum + toldBy(release).microRho, 0);
  const reserve = Math.min(...releases.map((release) => byRevisions(release) + toldBy(release).reserve));
  if (spent <= reserve) return [];
  return finding(
    revised,
    `Revisions may spend rho ${reserve / MICRO} of a client; ${revised.length} of them spend ${spent / MICRO}.`,
  );
}

function finding(releases: readonly NoisyPublication[], says: string): Finding[] {
  const kind = 'budget-does-not-add-up';
  return [{ kind, severity: 'finding', releases: releases.map(releaseName), says }];
}

function toldBy({ period, revision, privacy }: NoisyPublication): Told {
  return {
    order: orderOf(releasePeriod(period)!),
    revision,
    microRho: micro(privacy.perPeriod.rho),
    lifetime: micro(declaredLimit(privacy)),
    reserve: micro(privacy.revision.rho),
  };
}

/** What a release promises for life, without revisions. */
function promised(release: NoisyPublication): number {
  return micro(release.privacy.lifetime.rho) - byRevisions(release);
}

/** What revisions had spent when a release was made, itself included. */
function byRevisions({ revision, privacy }: NoisyPublication): number {
  if (!privacy.spentBefore) return 0;
  return micro(privacy.spentBefore.byRevisions) + (revision > 1 ? micro(privacy.perPeriod.rho) : 0);
}

function byTime(one: NoisyPublication, other: NoisyPublication): number {
  const [order, next] = [one, other].map((release) => toldBy(release).order);
  return order === next ? one.revision - other.revision : order! < next! ? -1 : 1;
}

const micro = (rho: number) => Math.round(rho * MICRO);
