import { monthEdges } from '../checks/month-edges.ts';
import { CALIBRATION } from '../claims/calibration.ts';
import type { Claims, OutcomeStatistics } from '../claims/contract.ts';
import { outcomeStatistics } from '../claims/outcome-statistics.ts';
import { TECHNIQUES } from '../records/catalogue.ts';
import type { WrittenOffsets } from '../records/time/written-offsets.ts';
import type { Group } from '../statistics/contract.ts';
import { gatheredPk } from '../storage/keys/gathered-keys.ts';
import {
  type ClinicMonthKey,
  checksItem,
  clinicItem,
  edgesItem,
  monthSkPrefix,
  statisticsPk,
  techniqueItem,
} from '../storage/keys/keys.ts';
import type { StoredView, ViewStore } from '../storage/views/view-store.ts';
import type { ClientOutcomes } from './client-outcomes.ts';
import { clinicMonthChecks } from './clinic-month-checks.ts';
import { clinicMonthItems, offsetsOf, outcomesIn } from './clinic-month-outcomes.ts';
import { partContents, partItems } from './gathered-months.ts';
import type { View } from './refresh.ts';

/**
 * The statistics of one clinic-month, from that month's session outcomes and the courses that began in it:
 * one partition. One item for each technique, one for what cannot be among its facts, one
 * for what its neighbours have to know of its first and last days, one for everything else, and those in which the month is
 * gathered.
 */
export function clinicMonthView(store: Pick<ViewStore, 'list' | 'get'>): View<ClinicMonthKey, StoredView[]> {
  /** What was derived last for a key, and from what: a second look that finds the same need not compute it again. */
  const derived = new WeakMap<ClinicMonthKey, { from: string; contents: (string | null)[] }>();
  return {
    entity: 'clinic-month-statistics',
    items: (key) => [
      clinicItem(key),
      ...TECHNIQUES.map((technique) => techniqueItem(key, technique)),
      checksItem(key),
      edgesItem(key),
      ...partItems(key),
    ],
    // Most months have a few of the techniques, and all of the items lie together: in one reading they are half the price.
    held: async (key) => {
      const [statistics, parts, checks] = await Promise.all([
        store.list(statisticsPk(key.clinicId), monthSkPrefix(key.month)),
        store.list(gatheredPk(key.clinicId), monthSkPrefix(key.month)),
        store.get([checksItem(key), edgesItem(key)]),
      ]);
      return [...statistics, ...parts, ...checks.values()];
    },
    sources: (key) => clinicMonthItems(store, key),
    derive: (key, items) => {
      // A revision is never used again.
      const from = items.map(({ key: { sk }, revision }) => `${sk} ${revision}`).join();
      const last = derived.get(key);
      if (last?.from === from) return last.contents;
      const contents = contentsOf(key, outcomesIn(items));
      derived.set(key, { from, contents });
      return contents;
    },
  };
}

/** The content of every item of a clinic-month. */
function contentsOf(
  { clinicId, month }: ClinicMonthKey,
  clients: readonly ClientOutcomes[],
): (string | null)[] {
  const { techniques, ...others } = outcomeStatistics({ clinicId, from: month, to: month, clients });
  const groups = new Map<string, string>(techniques.map((group) => [group.technique, JSON.stringify(group)]));
  const rest =
    techniques.length === 0 ? null : JSON.stringify(clinicItemOf(others, groups, offsetsOf(clients)));
  return [
    rest,
    ...TECHNIQUES.map((technique) => groups.get(technique) ?? null),
    clinicMonthChecks(clients),
    edgesOf(month, clients),
    ...partContents(clients),
  ];
}

function edgesOf(month: string, clients: readonly ClientOutcomes[]): string | null {
  const edges = monthEdges(month, clients);
  return edges && JSON.stringify(edges);
}

/** What the item of a clinic-month holds: promises are measured of the estimators, and follow from no record. */
type ClinicItem = Omit<OutcomeStatistics, 'techniques' | 'claims' | 'combinations'> & {
  /** A name where it is the group of that technique, which has an item of its own. */
  combinations: (Group | string)[];
  claims: Omit<Claims, 'calibration'>;
  /** In which the sessions' starts are written. */
  offsets: WrittenOffsets;
};

function clinicItemOf(
  { claims, combinations, ...others }: Omit<OutcomeStatistics, 'techniques'>,
  groups: ReadonlyMap<string, string>,
  offsets: WrittenOffsets,
): ClinicItem {
  const { calibration: _, ...said } = claims;
  const named = combinations.map((group) =>
    groups.get(group.technique) === JSON.stringify(group) ? group.technique : group,
  );
  return { ...others, combinations: named, claims: said, offsets };
}

/** The statistics of a clinic-month as they stand, and the offsets of its sessions; undefined when there are none. */
export async function storedStatistics(
  store: Pick<ViewStore, 'list'>,
  { clinicId, month }: ClinicMonthKey,
): Promise<{ statistics: OutcomeStatistics; offsets: WrittenOffsets } | undefined> {
  const items = await store.list(statisticsPk(clinicId), monthSkPrefix(month));
  const contents = new Map(items.map(({ key, content }) => [key.sk, content]));
  const rest = contents.get(clinicItem({ clinicId, month }).sk);
  if (!rest) return undefined;
  // An item of before offsets were noted says nothing of them.
  const { from, to, claims, combinations, offsets = {}, ...others } = JSON.parse(rest) as ClinicItem;
  const techniques = TECHNIQUES.map((technique) =>
    contents.get(techniqueItem({ clinicId, month }, technique).sk),
  )
    .filter((content) => typeof content === 'string')
    .map((content) => JSON.parse(content) as Group);
  const statistics = {
    ...others,
    clinicId,
    from,
    to,
    techniques,
    // Where an item is still to be written, it is missing in both lists.
    combinations: combinations.flatMap((group) =>
      typeof group === 'string' ? techniques.filter(({ technique }) => technique === group) : [group],
    ),
    claims: { ...claims, calibration: CALIBRATION },
  };
  return { statistics, offsets };
}
