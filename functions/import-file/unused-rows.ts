import { unusedFacts } from '../../shared/goals/unused-facts.ts';
import type { SettingsOf } from '../../shared/intake/take-in.ts';
import type { UnusedReason } from '../../shared/records/files/row-account.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import { factInZone } from '../../shared/records/time/in-zone.ts';
import { chunksOf, mapInFlight } from '../../shared/storage/aws/in-flight.ts';
import type { ClinicKeys } from '../../shared/storage/clinics/clinic-keys.ts';
import type { RecordReader } from '../../shared/storage/held/record-store.ts';

export type UnusedRowsDeps = {
  records: Pick<RecordReader, 'withAuthors' | 'holderOf'>;
  keyOfClinic: ClinicKeys;
  settingsOf: SettingsOf;
};

const CLIENTS_IN_FLIGHT = 16;

/**
 * Why nothing is made of some of the facts that an import brought: judged when it ends, by all that is held of their
 * clients, so that it does not matter in which order files come. A client at a time is in memory.
 */
export function createUnusedRows({ records, keyOfClinic, settingsOf }: UnusedRowsDeps) {
  return async function* (
    clinicId: string,
    clientIds: readonly string[],
    importName: string,
  ): AsyncGenerator<UnusedReason> {
    if (clientIds.length === 0) return;
    const [key, { timeZone }] = await Promise.all([keyOfClinic(clinicId), settingsOf(clinicId)]);
    const reasonsOf = async (clientId: string): Promise<UnusedReason[]> => {
      const owner = await records.holderOf({ clinicId, client: pseudonym(key, clientId) });
      const held = await records.withAuthors(owner);
      const facts = held.map(({ fact }) => factInZone(fact, timeZone));
      const unused = unusedFacts(facts);
      return held.flatMap(({ author }, index) => {
        const reason = author === importName ? unused.get(facts[index]!) : undefined;
        return reason === undefined ? [] : [reason];
      });
    };
    for (const some of chunksOf(clientIds, CLIENTS_IN_FLIGHT)) {
      yield* (await mapInFlight(CLIENTS_IN_FLIGHT, some, reasonsOf)).flat();
    }
  };
}
