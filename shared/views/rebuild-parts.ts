import { chunksOf, mapInFlight } from '../storage/aws/in-flight.ts';
import { parseClientPk } from '../storage/keys/keys.ts';
import { addKeysOfRecords, noViewKeys } from './clinic-view-keys.ts';
import { addStoredKeys, type ClinicPartitions, type ClinicSources, refreshAll } from './verify-clinic.ts';

/** A part of all that is derived again for a clinic: as much as is done in one go, as plain data. */
export type RebuildPart = {
  /** By pseudonym, each with the months in which something is stored of him, though nothing may be held. */
  clients: { client: string; months: string[] }[];
  /** Of which something is stored. */
  goals: { client: string; therapistId: string; goalId: string }[];
  takeOvers: { client: string; therapistId: string }[];
  /** Of the clinic, with the borders between them. */
  months: string[];
};

/** Some seconds of work, and a message far below what a queue takes. */
const CLIENTS_A_PART = 50;
const GOALS_A_PART = 500;
const MONTHS_A_PART = 6;
const READS_IN_FLIGHT = 16;

const part = (some: Partial<RebuildPart>): RebuildPart => ({
  ...{ clients: [], goals: [], takeOvers: [], months: [] },
  ...some,
});

/**
 * What is to be derived again for a clinic, in parts that can be done in any order and by anybody at once: first those of
 * clients, then those of the clinic's months, which are made of them.
 *
 * @param partitions as they were found in the tables
 */
export async function rebuildParts(
  sources: Pick<ClinicSources, 'storedIn'>,
  clinicId: string,
  partitions: ClinicPartitions,
): Promise<{ ofClients: RebuildPart[]; ofMonths: RebuildPart[] }> {
  const keys = noViewKeys();
  for (const pk of partitions.records) keys.clients.set(parseClientPk(pk).client, new Set());
  await addStoredKeys(keys, sources, clinicId, partitions);
  const clients = [...keys.clients].map(([client, months]) => ({ client, months: [...months] }));
  const goals = keys.goals.map(({ client, therapistId, goalId }) => ({ client, therapistId, goalId }));
  const takeOvers = keys.takeOvers.map(({ client, therapistId }) => ({ client, therapistId }));
  return {
    ofClients: [
      ...chunksOf(clients, CLIENTS_A_PART).map((some) => part({ clients: some })),
      ...chunksOf(goals, GOALS_A_PART).map((some) => part({ goals: some })),
      ...chunksOf(takeOvers, GOALS_A_PART).map((some) => part({ takeOvers: some })),
    ],
    ofMonths: chunksOf([...keys.months].sort(), MONTHS_A_PART).map((some) => part({ months: some })),
  };
}

/**
 * Derives the views of a part again, with all that the records of its clients come to, and writes what differs. It may run
 * while others work, and again after it was cut short. A month of the clinic that is written anew follows by the stream.
 *
 * @returns the views that could not be brought up to date, with their errors
 */
export async function rebuildPart(
  sources: Omit<ClinicSources, 'storedIn' | 'partitions'>,
  clinicId: string,
  { clients, goals, takeOvers, months }: RebuildPart,
): Promise<ReadonlyMap<string, unknown>> {
  const keys = noViewKeys();
  await mapInFlight(READS_IN_FLIGHT, clients, ({ client }) =>
    addKeysOfRecords(keys, sources, { clinicId, client }),
  );
  for (const { client, months: stored } of clients) {
    keys.clients.set(client, new Set([...(keys.clients.get(client) ?? []), ...stored]));
  }
  keys.goals.push(...goals.map((goal) => ({ clinicId, ...goal })));
  keys.takeOvers.push(...takeOvers.map((taken) => ({ clinicId, ...taken })));
  return refreshAll(sources, clinicId, { ...keys, months: new Set(months) });
}
