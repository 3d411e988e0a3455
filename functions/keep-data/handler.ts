import { NotFoundError } from '../../shared/errors.ts';
import { askedAgain, type HttpResponse, json } from '../../shared/http/respond.ts';
import { createHttpHandler, type HttpDeps, pathId, requireEmptyBody } from '../../shared/http/route.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import { type ClientDataDeps, clientFile, recordsOfClient } from './client-data.ts';
import { AGAIN_SECONDS, addressedExport, type ExportingDeps, exporting } from './exporting.ts';

export type DataDeps = HttpDeps & ExportingDeps & ClientDataDeps;

/** The API by which owners take out what is held: of the clinic as files, of one client at once. */
export function createDataHandler(deps: DataDeps) {
  const { ask, done, linkTo } = exporting(deps);
  return createHttpHandler<'keep-data'>(
    {
      'POST /v1/exports': async (event, { clinicId }) => {
        requireEmptyBody(event);
        const { exportId, isNew } = await ask(clinicId);
        return underWay(isNew ? 202 : 200, exportId);
      },

      'GET /v1/exports/{export}': async (event, { clinicId }) => {
        const exportId = addressedExport(event);
        const key = { clinicId, exportId };
        const manifest = await done(key);
        if (manifest === 'asked') return underWay(200, exportId);
        const names = ['manifest.json', ...manifest.files.map(({ name }) => name)];
        const files = await Promise.all(names.map(async (name) => ({ name, url: await linkTo(key, name) })));
        return json(200, { export: exportId, status: 'done', manifest, files });
      },

      'GET /v1/clients/{id}/data': async (event, { clinicId }) => {
        const client = pseudonym(await deps.keyOfClinic(clinicId), pathId(event, 'id'));
        const records = await recordsOfClient(deps, { clinicId, client });
        // An empty file would pass for everything that is held of somebody whose id was mistyped.
        if (records.length === 0) throw new NotFoundError('no such client, or not one of yours');
        return clientFile(records, event.queryStringParameters, 'client');
      },
    },
    deps,
  );
}

function underWay(statusCode: number, exportId: string): HttpResponse {
  const location = `/v1/exports/${exportId}`;
  const answer = askedAgain(json(statusCode, { export: exportId, status: 'asked' }), AGAIN_SECONDS);
  return { ...answer, headers: { ...answer.headers, location } };
}
