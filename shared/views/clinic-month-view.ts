import { monthEdges } from '../checks/month-edges.ts';
import { CALIBRATION } from '../claims/calibration.ts';
import type { Claims, OutcomeStatistics } from '../claims/contract.ts';
import { outcomeStatistics } from '../claims/outcome-statistics.ts';
import type { CourseOutcome } from '../outcomes/course-outcome.ts';
import type { SessionOutcome } from '../outcomes/session-outcome.ts';
import { TECHNIQUES } from '../records/catalogue.ts';
import { type WrittenOffsets, writtenOffsets } from '../records/written-offsets.ts';
import type { Group } from '../statistics/contract.ts';
import {
  CLIENT_SK_PREFIX,
  type ClinicMonthKey,
  COURSES_SK_PREFIX,
  checksItem,
  clinicItem,
  edgesItem,
  monthPk,
  monthSkPrefix,
  parseMonthSk,
  statisticsPk,
  techniqueItem,
} from '../storage/keys.ts';
import type { ViewStore } from '../storage/view-store.ts';
import { clientMonthOf } from './client-month-view.ts';
import { clinicMonthChecks } from './clinic-month-checks.ts';
import { coursesIn } from './courses-view.ts';
import type { View } from './refresh.ts';

/** What became of one client in a month, under a name that tells clients apart and nothing else. */
export type ClientOutcomes = {
  client: string;
  sessions: SessionOutcome[];
  courses: CourseOutcome[];
  /** Whether a journal entry about pain lies in the month; absent where nobody looked. */
  journal?: boolean;
};

/**
 * The statistics of one clinic-month, from that month's session outcomes and the courses that began in it:
 * one partition. One item for each technique, one for what cannot be among its facts, one
 * for what its neighbours have to know of its first and last days, and one for everything else.
 */
export function clinicMonthView(
  store: Pick<ViewStore, 'list' | 'get'>,
): View<ClinicMonthKey, ClientOutcomes[]> {
  return {
    entity: 'clinic-month-statistics',
    items: (key) => [
      clinicItem(key),
      ...TECHNIQUES.map((technique) => techniqueItem(key, technique)),
      checksItem(key),
      edgesItem(key),
    ],
    // Most months have a few of the techniques, and all of the items lie together: in one reading they are half the price.
    held: async (key) => {
      const [statistics, checks] = await Promise.all([
        store.list(statisticsPk(key.clinicId), monthSkPrefix(key.month)),
        store.get([checksItem(key), edgesItem(key)]),
      ]);
      return [...statistics, ...checks.values()];
    },
    sources: (key) => clinicMonthOutcomes(store, key),
    derive: ({ clinicId, month }, clients) => {
      const { techniques, ...others } = outcomeStatistics({ clinicId, from: month, to: month, clients });
      const groups = new Map(techniques.map((group) => [group.technique, JSON.stringify(group)]));
      const rest = techniques.length === 0 ? null : JSON.stringify(clinicItemOf(others, offsetsOf(clients)));
      return [
        rest,
        ...TECHNIQUES.map((technique) => groups.get(technique) ?? null),
        clinicMonthChecks(clients),
        edgesOf(month, clients),
      ];
    },
  };
}

function edgesOf(month: string, clients: readonly ClientOutcomes[]): string | null {
  const edges = monthEdges(month, clients);
  return edges && JSON.stringify(edges);
}

/** What the item of a clinic-month holds: promises are measured of the estimators, and follow from no record. */
type ClinicItem = Omit<OutcomeStatistics, 'techniques' | 'claims'> & {
  claims: Omit<Claims, 'calibration'>;
  /** In which the sessions' starts are written. */
  offsets: WrittenOffsets;
};

function clinicItemOf(
  { claims, ...others }: Omit<OutcomeStatistics, 'techniques'>,
  offsets: WrittenOffsets,
): ClinicItem {
  const { calibration: _, ...said } = claims;
  return { ...others, claims: said, offsets };
}

/** Reads what became of a clinic's clients in a month; a client may come in two parts. */
export async function clinicMonthOutcomes(
  store: Pick<ViewStore, 'list'>,
  key: ClinicMonthKey,
): Promise<ClientOutcomes[]> {
  const pk = monthPk(key);
  const [months, courses] = await Promise.all([
    store.list(pk, CLIENT_SK_PREFIX),
    store.list(pk, COURSES_SK_PREFIX),
  ]);
  const live = ({ content }: { content: string | null }) => content !== null;
  return [
    ...months.filter(live).map(({ key: { sk }, content }) => {
      const { sessions, journal } = clientMonthOf(content!);
      return { client: parseMonthSk(sk), sessions, courses: [], journal: journal.length > 0 };
    }),
    ...courses.filter(live).map(({ key: { sk }, content }) => ({
      client: parseMonthSk(sk),
      sessions: [],
      courses: coursesIn(content!),
    })),
  ];
}

/** The offsets in which the starts of sessions are written. */
export function offsetsOf(clients: readonly ClientOutcomes[]): WrittenOffsets {
  return writtenOffsets(clients.flatMap(({ sessions }) => sessions.map(({ startedAt }) => startedAt)));
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
  const { from, to, claims, offsets = {}, ...others } = JSON.parse(rest) as ClinicItem;
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
    claims: { ...claims, calibration: CALIBRATION },
  };
  return { statistics, offsets };
}
