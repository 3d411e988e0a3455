import { chunksOf, mapInFlight } from '../storage/aws/in-flight.ts';
import type { RecordReader } from '../storage/held/record-store.ts';
import type { ClientKey, GoalKey } from '../storage/keys/keys.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { clientMonthView } from './client-month-view.ts';
import { clinicMonthView } from './clinic-month-view.ts';
import { spanOfMonths } from './course-chain.ts';
import { type CoursesKey, coursesView } from './courses-view.ts';
import { goalProgressView } from './goal-progress-view.ts';
import { heldClientView } from './held-client-view.ts';
import { bordersOf, monthBorderView } from './month-border-view.ts';
import { refresh } from './refresh.ts';

export type RefreshDeps = {
  /** Must read facts in the time zone that the clinic has now. */
  records: Pick<RecordReader, 'between' | 'goal'>;
  views: Pick<ViewStore, 'get' | 'put' | 'list'>;
  /** Whether any record of a client is held. */
  isHeld(owner: ClientKey): Promise<boolean>;
  onProgress(step: 'clients' | 'goals' | 'months', done: number, of: number): void;
};

const CLIENTS_AT_A_TIME = 64;
const GOALS_AT_A_TIME = 256;

/** What could not be brought up to date, with the errors, by the id of the view. */
type Failed = Map<string, unknown>;

/** Of clients, that they are held, their outcomes in the months of each, and the courses that begin in them. */
export async function refreshClients(
  { records, views, isHeld, onProgress }: RefreshDeps,
  clinicId: string,
  monthsByClient: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Failed> {
  const failed: Failed = new Map();
  const clients = [...monthsByClient];
  for (const [index, chunk] of chunksOf(clients, CLIENTS_AT_A_TIME).entries()) {
    onProgress('clients', index * CLIENTS_AT_A_TIME, clients.length);
    const keys = chunk.flatMap(([client, months]) =>
      [...months].map((month) => ({ clinicId, client, month })),
    );
    note(failed, await refresh(clientMonthView(records), keys, views));
    const owners = chunk.map(([client]) => ({ clinicId, client }));
    note(failed, await refresh(heldClientView(isHeld), owners, views));
    const courses = coursesView(views);
    const found = await mapInFlight(CLIENTS_AT_A_TIME, chunk, async ([client, months]) => {
      if (months.size === 0) return undefined;
      return courses.stale({ clinicId, client }, spanOfMonths([...months]), [...months]);
    });
    const stale = found.filter((key): key is CoursesKey => key !== undefined);
    note(failed, await refresh(courses, stale, views));
  }
  return failed;
}

/** How goals stand, and that the clients who have them are held. */
export async function refreshGoals(
  { records, views, isHeld, onProgress }: RefreshDeps,
  goals: readonly GoalKey[],
): Promise<Failed> {
  const failed: Failed = new Map();
  for (const [index, chunk] of chunksOf(goals, GOALS_AT_A_TIME).entries()) {
    onProgress('goals', index * GOALS_AT_A_TIME, goals.length);
    note(failed, await refresh(goalProgressView(records), chunk, views));
    note(failed, await refresh(heldClientView(isHeld), chunk, views));
  }
  return failed;
}

/** Everything of clinic-months, and of the borders between them: after their clients. */
export async function refreshMonths(
  { views, onProgress }: Pick<RefreshDeps, 'views' | 'onProgress'>,
  clinicId: string,
  among: ReadonlySet<string>,
): Promise<Failed> {
  const failed: Failed = new Map();
  const months = [...among].sort().map((month) => ({ clinicId, month }));
  for (const [index, month] of months.entries()) {
    onProgress('months', index, months.length);
    note(failed, await refresh(clinicMonthView(views), [month], views));
  }
  note(failed, await refresh(monthBorderView(views), months.flatMap(bordersOf), views));
  return failed;
}

function note(failed: Failed, ofThese: ReadonlyMap<string, unknown>): void {
  for (const [id, error] of ofThese) failed.set(id, error);
}
