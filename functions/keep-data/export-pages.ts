import { NotFoundError } from '../../shared/errors.ts';
import { clinicClock, shownBy } from '../../shared/forms/clinic-clock.ts';
import { comingAgain, pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import { momentWords } from '../../shared/outcomes/date-words.ts';
import { dataPage } from '../../shared/pages/data/data-page.ts';
import { exportPage, exportWaiting } from '../../shared/pages/data/export-page.ts';
import { page } from '../../shared/pages/frame/page.ts';
import type { ClientReading } from '../../shared/reading/client-reading.ts';
import type { PageEvent, SignedInPage } from '../../shared/site/page-handler.ts';
import { EXPORT_DAYS } from '../../shared/storage/keys/kept-days.ts';
import { AGAIN_SECONDS, addressedExport, askedAt, type ExportingDeps, exporting } from './exporting.ts';

export type ExportPagesDeps = ExportingDeps & Pick<ClientReading, 'settings'>;

const path = '/data';

/** The page of all that is done with data, and exports: asked for, waited for, and handed over. */
export function exportPages(
  deps: ExportPagesDeps,
): Readonly<Record<'data' | 'ask' | 'one' | 'file', SignedInPage<'owner'>>> {
  const { ask, done, linkTo } = exporting(deps);
  const whenOf = async (clinicId: string, instant: Date) => {
    const { timeZone } = await deps.settings.of(clinicId);
    return momentWords(shownBy(clinicClock(timeZone, []), instant));
  };
  return {
    async data(_event, { principal: { clinicId }, viewer }) {
      const kept = await deps.exports.ofClinic(clinicId);
      const listed = await Promise.all(
        kept.map(async ({ exportId, isDone }) => ({
          path: `${path}/exports/${exportId}`,
          when: await whenOf(clinicId, askedAt(exportId)),
          isDone,
        })),
      );
      return pageAnswer(200, page({ title: 'Data', viewer, path, main: dataPage(listed, viewer.formToken) }));
    },

    async ask(_event, { principal: { clinicId } }) {
      return seeOther(`${path}/exports/${(await ask(clinicId)).exportId}`);
    },

    async one(event, { principal: { clinicId }, viewer }) {
      const exportId = addressedExport(event);
      const manifest = await done({ clinicId, exportId });
      if (manifest === 'asked') {
        const main = exportWaiting(await whenOf(clinicId, askedAt(exportId)));
        return comingAgain(pageAnswer(200, page({ title: 'An export', viewer, path, main })), AGAIN_SECONDS);
      }
      const { clients, records, files, notes, begunAt } = manifest;
      const when = await whenOf(clinicId, new Date(begunAt));
      const at = `${path}/exports/${exportId}`;
      const main = exportPage({ path: at, when, clients, records, files, notes, keptDays: EXPORT_DAYS });
      return pageAnswer(200, page({ title: 'An export', viewer, path, main }));
    },

    async file(event: PageEvent, { principal: { clinicId } }) {
      const key = { clinicId, exportId: addressedExport(event) };
      const name = event.pathParameters?.['name'] ?? '';
      const manifest = await done(key);
      const isThere =
        manifest !== 'asked' && ['manifest.json', ...manifest.files.map((file) => file.name)].includes(name);
      if (!isThere) throw new NotFoundError('no such file of an export of yours');
      return { statusCode: 302, headers: { location: await linkTo(key, name) } };
    },
  };
}
