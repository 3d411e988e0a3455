import { NotFoundError } from '../errors.ts';
import { bundleOf } from '../fhir/bundle.ts';
import { writeOutcomes } from '../fhir/write-outcomes.ts';
import { patientOf } from '../fhir/write-parts.ts';
import { isWritable, writeRecord } from '../fhir/write-record.ts';
import { clientOutcomes } from '../outcomes/client-outcomes.ts';
import { pseudonym } from '../records/pseudonym.ts';
import type { SentRecord } from '../records/record.ts';
import { isClientRecord } from '../views/client-month-view.ts';
import type { ClientReading } from './client-reading.ts';

/**
 * All that is held of a client and what became of each session, as a FHIR Bundle under the client's own id.
 *
 * @throws NotFoundError where nothing is held
 */
export async function readClientAsFhir(
  {
    records,
    keyOfClinic,
  }: Pick<ClientReading, 'keyOfClinic'> & {
    records: Pick<ClientReading['records'], 'holderOf' | 'all'>;
  },
  clinicId: string,
  clientId: string,
): Promise<object> {
  const owner = await records.holderOf({
    clinicId,
    client: pseudonym(await keyOfClinic(clinicId), clientId),
  });
  const { facts } = await records.all(owner);
  const own = facts.map((fact): SentRecord => ({ ...fact, clinicId, clientId })).filter(isWritable);
  if (own.length === 0) throw new NotFoundError('nothing is held under this client id');
  const { sessions } = clientOutcomes(facts.filter(isClientRecord));
  return bundleOf([
    patientOf({ clinicId, clientId }),
    ...own.flatMap(writeRecord),
    ...sessions.flatMap((outcome) => writeOutcomes({ clinicId, clientId }, outcome)),
  ]);
}
