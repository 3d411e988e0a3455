import { fileElsewhere } from '../../shared/http/file-elsewhere.ts';
import { json } from '../../shared/http/respond.ts';
import { pathParameter, type RoutesOf } from '../../shared/http/route.ts';
import type { Log } from '../../shared/log.ts';
import type { BenchmarkDeps } from '../../shared/reading/benchmark.ts';
import type { PreviewDeps } from '../../shared/reading/release-preview.ts';
import { fileLink, type ReleaseReadDeps, readReleases } from '../../shared/reading/releases.ts';
import { LINK_SECONDS } from '../../shared/storage/aws/signed-links.ts';

/** What partners can reach, and owners too: the list of their programmes' releases, and each file by a link; of owners their clinic beside one. */
export function releaseRoutes(deps: ReleaseReadDeps & PreviewDeps, views: BenchmarkDeps['views'], log: Log) {
  return {
    'GET /v1/benchmark': async (_event, { clinicId }) => {
      const { readBenchmark } = await import('../../shared/reading/benchmark.ts');
      return json(200, await readBenchmark({ ...deps, views }, clinicId));
    },
    'GET /v1/releases': async (_event, reader) => {
      const releases = await readReleases(deps, reader);
      return json(200, { signingKey: { sha256: await deps.keyFingerprint() }, releases });
    },
    'GET /v1/releases/preview': async (event, { clinicId }) => {
      // Loaded when it is asked for: nobody else reads files of cells.
      const { readReleasePreview } = await import('../../shared/reading/release-preview.ts');
      return json(200, await readReleasePreview(deps, clinicId, event.queryStringParameters?.['period']));
    },
    'GET /v1/releases/{programme}/{period}/{revision}/files/{name}': async (event, reader) => {
      const subject = event.requestContext.authorizer?.jwt.claims['sub'];
      const asked = {
        programme: pathParameter(event, 'programme'),
        period: pathParameter(event, 'period'),
        revision: pathParameter(event, 'revision'),
        name: pathParameter(event, 'name'),
      };
      const { requestId } = event.requestContext;
      const asking = { reader, requestId, ...(typeof subject === 'string' && { subject }) };
      return fileElsewhere(await fileLink(deps, asked, asking, log), LINK_SECONDS);
    },
  } satisfies Partial<RoutesOf<'read-outcomes'>>;
}
