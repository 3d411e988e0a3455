import type { ClinicSettings } from '../../shared/clinics/clinic-settings.ts';
import { mediaTypeOf } from '../../shared/exports/export-files.ts';
import { EXPORT_NOTES, type Manifest, manifestSchema } from '../../shared/exports/manifest.ts';
import { writeExport } from '../../shared/exports/write-export.ts';
import type { Held } from '../../shared/records/held.ts';
import { exportedId } from '../../shared/records/pseudonym.ts';
import type { Fact } from '../../shared/records/record.ts';
import type { ExportKey, Exports } from '../../shared/storage/exports.ts';
import {
  clientOfHeldItem,
  HELD_CLIENTS_SK_PREFIX,
  heldClientsPk,
} from '../../shared/storage/held-clients.ts';
import type { ClientKey } from '../../shared/storage/keys.ts';
import type { ViewStore } from '../../shared/storage/view-store.ts';

export type ExportDeps = {
  views: Pick<ViewStore, 'each'>;
  factsOf(owner: ClientKey): Promise<Held<Fact>[]>;
  keyOfClinic(clinicId: string): Promise<string>;
  settingsOf(clinicId: string): Promise<ClinicSettings>;
  exports: Pick<Exports, 'open' | 'finish'>;
  clock(): Date;
};

/** As many clients as are read, and held, at once. */
const CLIENTS_AT_ONCE = 16;

/**
 * Writes everything of a clinic to the files of an export, the manifest last: who sees it sees all of them whole. Begun
 * again after a crash, each file is written anew.
 */
export async function exportClinic(deps: ExportDeps, { clinicId, exportId }: ExportKey): Promise<Manifest> {
  const { exports, clock } = deps;
  const begunAt = clock().toISOString();
  const [key, settings] = await Promise.all([deps.keyOfClinic(clinicId), deps.settingsOf(clinicId)]);
  const exported = await writeExport(
    {
      clients: inSteps(clientsOf(deps.views, clinicId), CLIENTS_AT_ONCE),
      factsOf: (client) => deps.factsOf({ clinicId, client }),
      clientIdOf: (client) => exportedId(key, client),
    },
    (file) => exports.open({ clinicId, exportId }, file, mediaTypeOf(file)),
  );
  const endedAt = clock().toISOString();
  const manifest: Manifest = manifestSchema.parse({
    ...{ format: 'massage-outcomes export', version: 1, clinicId, begunAt, endedAt, settings },
    ...exported,
    notes: EXPORT_NOTES,
  });
  await exports.finish({ clinicId, exportId }, `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function* clientsOf(views: Pick<ViewStore, 'each'>, clinicId: string): AsyncGenerator<string> {
  for await (const { key } of views.each(heldClientsPk(clinicId), HELD_CLIENTS_SK_PREFIX)) {
    yield clientOfHeldItem(key.sk);
  }
}

async function* inSteps<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let step: Item[] = [];
  for await (const item of items) {
    if (step.push(item) < size) continue;
    yield step;
    step = [];
  }
  if (step.length > 0) yield step;
}
