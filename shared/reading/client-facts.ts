import { type ClinicClock, clinicClock } from '../forms/clinic-clock.ts';
import type { Fact } from '../records/record.ts';
import { utcSeconds } from '../records/time/instant.ts';
import type { Held } from '../records/versions/held.ts';
import type { ClientKey } from '../storage/keys/keys.ts';
import type { ClientReading } from './client-reading.ts';
import { type Reader, visibleClients } from './therapist.ts';

/** What forms about a client start from. */
export type ClientFacts = {
  /** The client who holds what is reported under the pseudonym. */
  owner: ClientKey;
  /** Whether the reader may see the client; of one whom he may not see, or who is new, there are no facts. */
  isVisible: boolean;
  facts: readonly Held<Fact>[];
  sessions: readonly Extract<Held<Fact>, { type: 'session' }>[];
  goals: readonly Extract<Held<Fact>, { type: 'goal' }>[];
  clock: ClinicClock;
};

/**
 * The facts of a client as far as a reader may see them.
 *
 * @param client by pseudonym
 */
export async function readClientFacts(
  {
    records,
    inCare,
    settings,
  }: Pick<ClientReading, 'inCare'> & {
    records: Pick<ClientReading['records'], 'holderOf' | 'all'>;
    settings: Pick<ClientReading['settings'], 'of'>;
  },
  reader: Reader,
  client: string,
): Promise<ClientFacts> {
  const { clinicId } = reader;
  const owner = await records.holderOf({ clinicId, client });
  const isVisible = (await visibleClients(inCare, reader, [owner.client])).has(owner.client);
  const facts = isVisible ? (await records.all(owner)).facts : [];
  const sessions = facts
    .filter((fact) => fact.type === 'session')
    .toSorted((a, b) => utcSeconds(a.startedAt) - utcSeconds(b.startedAt));
  const goals = facts.filter((fact) => fact.type === 'goal');
  const { timeZone } = await settings.of(clinicId);
  return { owner, isVisible, facts, sessions, goals, clock: clinicClock(timeZone, sessions) };
}
