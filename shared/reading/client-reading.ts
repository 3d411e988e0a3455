import type { Admission } from '../access/admit.ts';
import type { ClientsInCare } from '../access/in-care.ts';
import type { SealingKeys } from '../access/sealed-token.ts';
import { dateIn } from '../records/time/in-zone.ts';
import { type CareReader, createCareReader } from '../storage/care/care-store.ts';
import { ADMISSION_SETTINGS, createAdmission } from '../storage/clinics/admission.ts';
import {
  type ClinicKeys,
  createClinicKeys,
  type LabelKeys,
  type RowKeys,
} from '../storage/clinics/clinic-keys.ts';
import { createClinicRegistry } from '../storage/clinics/clinic-registry.ts';
import { type ClinicSettingsStore, createClinicSettings } from '../storage/clinics/clinic-settings.ts';
import { createMasterSecret } from '../storage/clinics/master-secret.ts';
import { createTherapists, type Therapists } from '../storage/clinics/therapists.ts';
import { type ClientLabels, createClientLabels } from '../storage/held/client-labels.ts';
import { createJournalLinks, type JournalLinks } from '../storage/held/journal-links.ts';
import { createRecordReader, type RecordReader } from '../storage/held/record-store.ts';
import { recordsInZone } from '../storage/held/records-in-zone.ts';

/** What a clinic's clients are read from, and who may see them. */
export type ClientReading = {
  /** Who passes the door. */
  admission: Admission;
  keyOfClinic: ClinicKeys;
  labelKeyOf: LabelKeys;
  rowKeyOf: RowKeys;
  sealing: SealingKeys;
  settings: Pick<ClinicSettingsStore, 'of' | 'current'>;
  records: RecordReader;
  care: CareReader;
  journalLinks: JournalLinks;
  labels: ClientLabels;
  inCare: ClientsInCare;
  therapists: Therapists;
  /**
   * What counts where no date is asked for, `YYYY-MM-DD`: today in the clinic's time zone, in UTC where it has none,
   * unless the deployment says that its data have ended.
   */
  today(clinicId: string): Promise<string>;
  clock(): Date;
};

type Clients = {
  dynamodb: Parameters<typeof createRecordReader>[0];
  secrets: Parameters<typeof createMasterSecret>[0];
  clock?(): Date;
};

/** The names of the settings that say where clients and their clinics are kept. */
export const CLIENT_READING_SETTINGS = ['RECORDS_TABLE', ...ADMISSION_SETTINGS, 'MASTER_SECRET'] as const;

export function createClientReading(
  { dynamodb, secrets, clock = () => new Date() }: Clients,
  settings: Readonly<Record<(typeof CLIENT_READING_SETTINGS)[number], string>>,
): ClientReading {
  const registry = createClinicRegistry(dynamodb, settings.REGISTRY_TABLE, clock);
  const clinics = createClinicSettings(registry);
  const zoneOf = async (clinicId: string) => (await clinics.of(clinicId)).timeZone;
  const care = createCareReader(dynamodb, settings.RECORDS_TABLE);
  return {
    admission: createAdmission(dynamodb, settings, registry.isHeld),
    ...createClinicKeys(registry, createMasterSecret(secrets, settings.MASTER_SECRET, clock)),
    settings: clinics,
    records: recordsInZone(createRecordReader(dynamodb, settings.RECORDS_TABLE), zoneOf),
    care,
    journalLinks: createJournalLinks(dynamodb, settings.RECORDS_TABLE),
    labels: createClientLabels(dynamodb, settings.RECORDS_TABLE),
    therapists: createTherapists(dynamodb, settings.REGISTRY_TABLE),
    // By the clock, also where data have ended: who may see is a matter of today.
    inCare: async (clinicId, therapistId, clients) =>
      care.inCareOn(dateIn(clock(), await zoneOf(clinicId)))(clinicId, therapistId, clients),
    today: async (clinicId) => dateIn(clock(), await zoneOf(clinicId)),
    clock,
  };
}
