import { fileElsewhere } from '../../shared/http/file-elsewhere.ts';
import { pageAnswer } from '../../shared/http/page-answer.ts';
import { pathParameter } from '../../shared/http/route.ts';
import type { Log } from '../../shared/log.ts';
import { page } from '../../shared/pages/page.ts';
import { releaseList } from '../../shared/pages/release-list.ts';
import { releasePage } from '../../shared/pages/release-page.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import { fileLink, readRelease, readReleases } from '../../shared/reading/releases.ts';
import { publishedCells } from '../../shared/releases/files/published-cells.ts';
import { releaseBefore } from '../../shared/releases/files/release-changes.ts';
import { SUMS } from '../../shared/releases/files/release-file.ts';
import type { ReleaseId } from '../../shared/releases/release-id.ts';
import type { PageEvent, SignedInPage } from '../../shared/site/page-handler.ts';
import { LINK_SECONDS } from '../../shared/storage/signed-links.ts';

const path = '/releases';

/** What partners look at, and owners too: releases, what has changed, how they were made, and their files. */
export function releasePages({
  releasing,
  log,
}: Pick<Reading, 'releasing'> & { log: Log }): Readonly<
  Record<'list' | 'one' | 'file', SignedInPage<'owner' | 'partner'>>
> {
  const { releases } = releasing;
  const cellsOf = async (release: ReleaseId) => publishedCells(release.period, await releases.table(release));
  return {
    async list(_event, { principal, viewer }) {
      const main = releaseList(await readReleases(releasing, principal));
      return pageAnswer(200, page({ title: 'Releases', viewer, path, main }));
    },

    async one(event, { principal, viewer }) {
      const { release, all } = await readRelease(releasing, addressed(event), principal);
      const before = releaseBefore(all, release);
      const [cells, cellsBefore, sums, method, keyFingerprint] = await Promise.all([
        cellsOf(release),
        before && cellsOf(before),
        releases.text(release, SUMS),
        releases.text(release, 'METHOD.md'),
        releasing.keyFingerprint(),
      ]);
      const compared = before && cellsBefore ? { before, cellsBefore } : {};
      const main = releasePage({ release, cells, sums, method, keyFingerprint, ...compared });
      const title = `Release ${release.period} of ${release.programme}`;
      return pageAnswer(200, page({ title, viewer, path, main }));
    },

    async file(event, { principal, subject }) {
      const asked = { ...addressed(event), name: pathParameter(event, 'name') };
      const { requestId } = event.requestContext;
      const asking = { reader: principal, subject, requestId };
      return fileElsewhere(await fileLink(releasing, asked, asking, log), LINK_SECONDS);
    },
  };
}

function addressed(event: PageEvent) {
  return {
    programme: pathParameter(event, 'programme'),
    period: pathParameter(event, 'period'),
    revision: pathParameter(event, 'revision'),
  };
}
