import { clinicDigestsPrefix } from '../../shared/reports/stores/report-keys.ts';
import { leftByErasure, type NotedErasure } from '../../shared/storage/erasures/noted-erasures.ts';
import type { createExports } from '../../shared/storage/files/exports.ts';
import { besideFiles, filesReadAlready, objectsNaming } from '../../shared/storage/files/left-behind.ts';
import type { PrunePlaces } from './prune-arguments.ts';

type Clients = {
  dynamodb: Parameters<typeof leftByErasure>[0];
  s3: Parameters<typeof objectsNaming>[0];
  exports: Pick<ReturnType<typeof createExports>, 'ofClinic'>;
};

/** What an erasure has left behind: items of its client, objects that name him, and exports of before. */
type LeftByErasure = NotedErasure & { items: number; objects: string[]; exports: string[] };

/** What is left behind in one clinic. */
export type LeftInClinic = { erasures: LeftByErasure[]; files: { key: string; eTag: string }[] };

/**
 * Looks for what erasures and imports that were cut off have left behind in a clinic; nothing is changed.
 *
 * @param noted the erasures that have come to it
 */
export async function leftInClinic(
  { dynamodb, s3, exports }: Clients,
  { recordsTable, importsBucket, reportsBucket }: PrunePlaces,
  clinicId: string,
  noted: readonly NotedErasure[],
  onLooked: (done: number, of: number) => void,
): Promise<LeftInClinic> {
  const erased = new Set(noted.map(({ owner }) => owner.client));
  const places = [
    ...besideFiles(importsBucket, clinicId),
    { bucket: reportsBucket, prefix: clinicDigestsPrefix(clinicId) },
  ];
  const naming =
    noted.length === 0 ? new Map<string, string[]>() : await objectsNaming(s3, places, erased, onLooked);
  const asked = noted.length === 0 ? [] : await exports.ofClinic(clinicId);
  const erasures: LeftByErasure[] = [];
  for (const one of latestOfEach(noted)) {
    const items = await leftByErasure(dynamodb, recordsTable, one);
    const objects = naming.get(one.owner.client) ?? [];
    const before = asked.filter(
      ({ exportId }) => Number(exportId.split('-')[0]) <= Date.parse(one.erasure.arrivedAt),
    );
    const left = { ...one, items, objects, exports: before.map(({ exportId }) => exportId) };
    if (items + objects.length + before.length > 0) erasures.push(left);
  }
  return { erasures, files: await filesReadAlready(s3, importsBucket, clinicId) };
}

/** Of several erasures of one client the latest reaches furthest. */
function latestOfEach(noted: readonly NotedErasure[]): NotedErasure[] {
  const byArrival = noted.toSorted((a, b) => (a.erasure.arrivedAt < b.erasure.arrivedAt ? -1 : 1));
  return [...new Map(byArrival.map((one) => [one.owner.client, one])).values()];
}
