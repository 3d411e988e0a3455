import { NotFoundError } from '../../shared/errors.ts';
import { type Manifest, manifestSchema } from '../../shared/exports/manifest.ts';
import type { AskedWork } from '../../shared/schedule/asked-work.ts';
import type { SignedLinks } from '../../shared/storage/aws/signed-links.ts';
import { EXPORT_ID, type ExportKey, type Exports } from '../../shared/storage/files/exports.ts';

export type ExportingDeps = {
  exports: Pick<Exports, 'begin' | 'giveUp' | 'state' | 'ofClinic' | 'fileKey'>;
  /** Hands long work to whoever does it. */
  send(work: AskedWork): Promise<void>;
  signed: SignedLinks;
  clock(): Date;
  /** A new id that nobody can guess, such as a random UUID. */
  newId(): string;
};

/** When it is worth asking again whether an export is whole. */
export const AGAIN_SECONDS = 3;

/** Exports, as pages and programs ask for them. */
export function exporting({ exports, send, signed, clock, newId }: ExportingDeps) {
  return {
    /**
     * Asks for an export of everything; while one of the clinic is under way, that is it.
     *
     * @returns its id, and whether it was begun by this
     */
    async ask(clinicId: string): Promise<{ exportId: string; isNew: boolean }> {
      const now = clock().getTime();
      const key = { clinicId, exportId: `${now}-${newId()}` };
      const underWay = await exports.begin(key, now);
      if (underWay !== key.exportId) return { exportId: underWay, isNew: false };
      try {
        await send({ work: 'export', ...key });
      } catch (error) {
        await exports.giveUp(key);
        throw error;
      }
      return { exportId: underWay, isNew: true };
    },

    /**
     * The manifest of an export that is whole, or that it was asked for.
     *
     * @throws NotFoundError for one that was never asked for, or is deleted
     */
    async done(key: ExportKey): Promise<Manifest | 'asked'> {
      const state = await exports.state(key);
      if (!state)
        throw new NotFoundError('no export of yours is kept under this address; it may have been deleted');
      return state.manifest === undefined ? 'asked' : manifestSchema.parse(JSON.parse(state.manifest));
    },

    /** A link to a file of an export, for some minutes. */
    linkTo: (key: ExportKey, file: string) =>
      signed({ key: exports.fileKey(key, file), shown: `attachment; filename="${key.clinicId}-${file}"` }),
  };
}

/** When an export was asked for: its id says it. */
export const askedAt = (exportId: string) => new Date(Number.parseInt(exportId, 10));

/** @throws NotFoundError for what cannot be the id of an export */
export function addressedExport(event: {
  pathParameters?: Record<string, string | undefined> | undefined;
}): string {
  const exportId = event.pathParameters?.['export'] ?? '';
  if (!EXPORT_ID.test(exportId)) throw new NotFoundError('no export of yours is kept under this address');
  return exportId;
}
