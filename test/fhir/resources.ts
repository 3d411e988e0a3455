import { IDENTIFIERS, SYSTEMS } from '../../shared/fhir/house.ts';
import { importItems } from '../../shared/imports/import-items.ts';
import type { Checkpoint, ImportItem } from '../../shared/records/files/file-item.ts';

export type Resource = Record<string, unknown>;

/** A pain score as most sources send it. */
export const observation = (fields: Resource = {}): Resource => ({
  resourceType: 'Observation',
  id: 'o-1',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '72514-3' }] },
  subject: { reference: 'Patient/p-1' },
  effectiveDateTime: '2026-08-04T12:00:00-05:00',
  issued: '2026-08-04T12:01:00-05:00',
  valueQuantity: { value: 6, unit: '{score}', system: 'http://unitsofmeasure.org', code: '{score}' },
  ...fields,
});

export const encounter = (fields: Resource = {}): Resource => ({
  resourceType: 'Encounter',
  id: 'e-1',
  status: 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
  subject: { reference: 'Patient/p-1' },
  participant: [{ individual: { reference: 'Practitioner/t-1' } }],
  period: { start: '2026-08-03T10:00:00-05:00', end: '2026-08-03T11:15:00-05:00' },
  reasonCode: [{ coding: [{ system: SYSTEMS.complaint, code: 'chronic-low-back-pain' }] }],
  meta: { lastUpdated: '2026-08-03T11:20:00-05:00' },
  ...fields,
});

export const procedure = (fields: Resource = {}): Resource => ({
  resourceType: 'Procedure',
  id: 'pr-1',
  status: 'completed',
  code: { coding: [{ system: SYSTEMS.technique, code: 'deep-tissue' }] },
  subject: { reference: 'Patient/p-1' },
  encounter: { reference: 'Encounter/e-1' },
  performedPeriod: { start: '2026-08-03T10:10:00-05:00', end: '2026-08-03T10:55:00-05:00' },
  ...fields,
});

export const goal = (fields: Resource = {}): Resource => ({
  resourceType: 'Goal',
  id: 'g-1',
  lifecycleStatus: 'active',
  description: { text: 'less pain' },
  subject: { reference: 'Patient/p-1' },
  expressedBy: { reference: 'Practitioner/t-1' },
  startDate: '2026-08-03',
  target: [
    {
      measure: { coding: [{ system: 'http://loinc.org', code: '72514-3' }] },
      detailQuantity: { value: 3, code: '{score}' },
      dueDate: '2026-09-14',
    },
  ],
  ...fields,
});

export const clientIdentifier = (value: string) => ({ system: IDENTIFIERS.client, value });

export const bundle = (resources: readonly Resource[], fields: Resource = {}): Resource => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
  ...fields,
});

export const lines = (resources: readonly Resource[]) =>
  resources.map((resource) => `${JSON.stringify(resource)}\n`).join('');

/** The items of a file, its bytes in small pieces. */
export async function itemsOf(
  content: string | Resource,
  { name = 'export.json', resumeAt }: { name?: string; resumeAt?: Checkpoint } = {},
): Promise<ImportItem[]> {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  const open = async (fromByte: number) => pieces(Buffer.from(text).subarray(fromByte));
  const items = await importItems(name, open, { clinicId: 'riverside', ...(resumeAt && { resumeAt }) });
  return Array.fromAsync(items!);
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 997) yield bytes.subarray(start, start + 997);
}

/** What became of each resource, in a word: the record, or the code. */
export function fates(items: readonly ImportItem[]): unknown[] {
  return items.map((item) => {
    if ('record' in item) return item.record;
    return 'skipped' in item ? `skipped ${item.skipped.code}` : `refused ${item.refusal.code}`;
  });
}

/** The one item of a file of one resource. */
export async function itemOf(resource: Resource): Promise<ImportItem> {
  const [item, ...more] = await itemsOf(resource);
  if (!item || more.length > 0) throw new Error('expected one item');
  return item;
}
