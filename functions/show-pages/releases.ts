import { createHash } from 'node:crypto';
import { attachment } from '../../shared/http/attachment.ts';
import { fileElsewhere } from '../../shared/http/file-elsewhere.ts';
import { pageAnswer } from '../../shared/http/page-answer.ts';
import { pathParameter } from '../../shared/http/route.ts';
import type { Log } from '../../shared/log.ts';
import { page } from '../../shared/pages/frame/page.ts';
import { releaseList } from '../../shared/pages/releases/release-list.ts';
import { releasePage } from '../../shared/pages/releases/release-page.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import { fileLink, readRelease, readReleases } from '../../shared/reading/releases.ts';
import { checksumsIn } from '../../shared/releases/files/checksums.ts';
import { publishedCells } from '../../shared/releases/files/published-cells.ts';
import { pooledReaderTable, readerCsv, readerTable } from '../../shared/releases/files/reader-table.ts';
import { releaseBefore } from '../../shared/releases/files/release-changes.ts';
import { POOLED, SUMS } from '../../shared/releases/files/release-file.ts';
import type { PageEvent, SignedInPage } from '../../shared/site/page-handler.ts';
import { LINK_SECONDS } from '../../shared/storage/aws/signed-links.ts';
import { releaseOnPaper } from './release-paper.ts';

const path = '/releases';

/** What partners look at, and owners too: releases, what has changed, how they were made, and their files. */
export function releasePages({
  releasing,
  log,
}: Pick<Reading, 'releasing'> & { log: Log }): Readonly<
  Record<'list' | 'one' | 'file', SignedInPage<'owner' | 'partner'>>
> {
  const { releases } = releasing;
  return {
    async list(_event, { principal, viewer }) {
      const main = releaseList(await readReleases(releasing, principal), principal.role);
      return pageAnswer(200, page({ title: 'Releases', viewer, path, main }));
    },

    async one(event, { principal, viewer }) {
      const { release, all } = await readRelease(releasing, addressed(event), principal);
      if (event.queryStringParameters?.['form'] === 'csv') {
        return attachment(
          `${release.programme}-${release.period}.csv`,
          'text/csv; charset=utf-8',
          readerCsv(await releases.table(release)),
        );
      }
      const before = releaseBefore(all, release);
      const [csv, csvBefore, sums, method, keyFingerprint] = await Promise.all([
        releases.table(release),
        before && releases.table(before),
        releases.text(release, SUMS),
        releases.text(release, 'METHOD.md'),
        releasing.keyFingerprint(),
      ]);
      const sumsSha256 = createHash('sha256').update(sums).digest('hex');
      const pooled = checksumsIn(sums).has(POOLED) && (await releases.text(release, POOLED));
      const title = `Release ${release.period} of ${release.programme}`;
      const read = {
        ...{ release, table: readerTable(csv), sumsSha256, method },
        ...(pooled && { pooled: pooledReaderTable(pooled) }),
      };
      if (event.queryStringParameters?.['form'] === 'pdf') {
        const { releasePdf } = await import('../../shared/reports/pdf/release-pdf.ts');
        const pdf = await releasePdf(releaseOnPaper({ ...read, title }));
        return attachment(`${release.programme}-${release.period}.pdf`, 'application/pdf', pdf);
      }
      const cells = publishedCells(release.period, csv);
      const compared =
        before && csvBefore !== undefined
          ? { before, cellsBefore: publishedCells(before.period, csvBefore) }
          : {};
      const main = releasePage({ ...read, cells, sums, keyFingerprint, ...compared });
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
