import { type BegunVisit, begunVisitIn } from '../forms/begun-visit.ts';
import { pseudonym } from '../records/pseudonym.ts';
import { dateAsWritten } from '../records/time/instant.ts';
import { mapInFlight } from '../storage/aws/in-flight.ts';
import type { BegunVisits } from '../storage/held/begun-visits.ts';
import type { ListedVisit } from '../today/listed-visit.ts';
import { type ClientFacts, readClientFacts } from './client-facts.ts';
import type { ClientReading } from './client-reading.ts';
import type { Reader } from './therapist.ts';

const CLIENTS_IN_FLIGHT = 8;

export type TodaysVisit = ListedVisit & {
  /** By pseudonym: who holds what is the client's. */
  client: string;
  /** Whether the reader may see the client; one whom she may not see, and one who is new, are not told apart. */
  isKnown: boolean;
  /** The client's last visit until today. */
  last?: Pick<ClientFacts['sessions'][number], 'startedAt' | 'complaint' | 'painBefore' | 'painAfter'>;
  /** A visit of today that has begun and is not over. */
  begun?: BegunVisit;
};

export type TodaysVisitsDeps = Pick<
  ClientReading,
  'records' | 'inCare' | 'settings' | 'keyOfClinic' | 'today'
> & { begunVisits: Pick<BegunVisits, 'of'> };

/** What a therapist sees of those who come today, in the order of her list. */
export async function readTodaysVisits(
  deps: TodaysVisitsDeps,
  reader: Reader,
  listed: readonly ListedVisit[],
): Promise<TodaysVisit[]> {
  if (listed.length === 0) return [];
  const { clinicId } = reader;
  const [key, today] = [await deps.keyOfClinic(clinicId), await deps.today(clinicId)];
  return mapInFlight(CLIENTS_IN_FLIGHT, listed, async (visit) => {
    const client = pseudonym(key, visit.clientId);
    const { owner, isVisible, sessions } = await readClientFacts(deps, reader, client);
    if (!isVisible) return { ...visit, client, isKnown: false };
    const last = sessions.findLast(({ startedAt }) => dateAsWritten(startedAt) <= today);
    const begun = (await deps.begunVisits.of(owner)).map(begunVisitIn).findLast(({ date }) => date === today);
    return { ...visit, client: owner.client, isKnown: true, ...(last && { last }), ...(begun && { begun }) };
  });
}
