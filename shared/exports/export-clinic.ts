import type { ClinicSettings } from '../clinics/clinic-settings.ts';
import { exportedId } from '../records/pseudonym.ts';
import type { Fact } from '../records/record.ts';
import type { Held } from '../records/versions/held.ts';
import { mediaTypeOf } from './export-files.ts';
import { EXPORT_NOTES, type Manifest, manifestSchema } from './manifest.ts';
import { type Sink, writeExport } from './write-export.ts';

export type ExportDeps = {
  /** Of whom anything is held in a clinic, by pseudonym. */
  clientsOf(clinicId: string): AsyncIterable<string>;
  factsOf(owner: { clinicId: string; client: string }): Promise<Held<Fact>[]>;
  keyOfClinic(clinicId: string): Promise<string>;
  settingsOf(clinicId: string): Promise<ClinicSettings>;
  clock(): Date;
};

/** Where an export goes: a folder of files, the manifest last, so that who sees it sees all of them whole. */
export type ExportPlace = {
  open(file: string, mediaType: string): Sink;
  finish(manifest: string): Promise<void>;
};

/** As many clients as are read, and held, at once. */
const CLIENTS_AT_ONCE = 16;

/**
 * Writes everything of a clinic, or of one of its clients, to the files of an export. Begun again after a crash, each
 * file is written anew.
 *
 * @param asked `client` by pseudonym: one client alone
 */
export async function exportClinic(
  deps: ExportDeps,
  { clinicId, client }: { clinicId: string; client?: string },
  place: ExportPlace,
): Promise<Manifest> {
  const begunAt = deps.clock().toISOString();
  const [key, settings] = await Promise.all([deps.keyOfClinic(clinicId), deps.settingsOf(clinicId)]);
  const exported = await writeExport(
    {
      clients: client === undefined ? inSteps(deps.clientsOf(clinicId), CLIENTS_AT_ONCE) : only(client),
      factsOf: (one) => deps.factsOf({ clinicId, client: one }),
      clientIdOf: (one) => exportedId(key, one),
    },
    (file) => place.open(file, mediaTypeOf(file)),
  );
  const endedAt = deps.clock().toISOString();
  const manifest: Manifest = manifestSchema.parse({
    ...{ format: 'massage-outcomes export', version: 1, clinicId, begunAt, endedAt, settings },
    ...(client !== undefined && { clientId: exportedId(key, client) }),
    ...exported,
    notes: EXPORT_NOTES,
  });
  await place.finish(`${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function* only(client: string): AsyncGenerator<string[]> {
  yield [client];
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
