import type { ExpectedRelease } from '../releases/expected-releases.ts';
import { allProgrammes } from '../releases/stores/programme-store.ts';
import type { AlarmStates } from '../storage/aws/alarm-states.ts';
import { collect } from '../storage/aws/dynamodb.ts';
import type { QueueState } from '../storage/aws/queue-states.ts';
import type { Arrivals } from '../storage/clinics/arrivals.ts';
import type { ClinicRegistry } from '../storage/clinics/clinic-registry.ts';
import { heldClinicsIn } from '../storage/clinics/clinics.ts';
import { type ReleaseSources, releasesExpected } from './overdue.ts';

/** A clinic as an operator sees it: nothing of its people, its clients, or what has become of them. */
type ListedClinic = {
  clinicId: string;
  name?: string;
  /** Its first day, as it has said it. */
  openedOn?: string;
  /** When the latest record came, ISO instant in UTC, to the minute; absent: nothing has come. */
  lastArrival?: string;
};

export type Deployment = {
  /** How many clinics there are; `clinics` are those of the page, in the order of their ids. */
  held: number;
  clinics: ListedClinic[];
  /** The id after which the next page begins; absent on the last. */
  next?: string;
  queues: QueueState[];
  alarms: AlarmStates;
  releases: ExpectedRelease[];
};

export type DeploymentDeps = ReleaseSources & {
  clinics: Pick<ClinicRegistry, 'current'>;
  arrivals: Pick<Arrivals, 'all'>;
  alarms(): Promise<AlarmStates>;
  queues(now: Date): Promise<QueueState[]>;
};

const CLINICS_A_PAGE = 100;

/**
 * How a deployment does, for operators.
 *
 * @param after the id of the last clinic of the page before; undefined for the first
 */
export async function readDeployment(
  deps: DeploymentDeps,
  now: Date,
  after: string | undefined,
): Promise<Deployment> {
  const [ids, latest, queues, alarms, releases] = await Promise.all([
    collect(heldClinicsIn(deps.registry)),
    deps.arrivals.all(),
    deps.queues(now),
    deps.alarms(),
    allProgrammes(deps.registry).then((programmes) => releasesExpected(deps, programmes, now)),
  ]);
  const rest = after === undefined ? ids : ids.filter((id) => id > after);
  const shown = rest.slice(0, CLINICS_A_PAGE);
  const clinics = await Promise.all(
    shown.map(async (clinicId): Promise<ListedClinic> => {
      const { name, openedOn } = (await deps.clinics.current(clinicId)).settings;
      const lastArrival = latest.get(clinicId);
      return {
        clinicId,
        ...(name !== undefined && { name }),
        ...(openedOn !== undefined && { openedOn }),
        ...(lastArrival !== undefined && { lastArrival }),
      };
    }),
  );
  const next = rest.length > shown.length ? shown.at(-1) : undefined;
  return { held: ids.length, clinics, ...(next !== undefined && { next }), queues, alarms, releases };
}
