import { dateWords } from '../../shared/outcomes/date-words.ts';
import { type ListedRelease, modeWords } from '../../shared/pages/releases/release-list.ts';
import { citation } from '../../shared/releases/files/citation.ts';
import { methodSections } from '../../shared/releases/files/method-sections.ts';
import type { PooledSpan, ReaderTable } from '../../shared/releases/files/reader-table.ts';
import { releaseSummary } from '../../shared/releases/files/release-summary.ts';
import type { ReleaseOnPaper } from '../../shared/reports/pdf/release-pdf.ts';
import { pooledWords, releaseWords } from '../../shared/reports/release/release-words.ts';

/** Parts of METHOD.md, of either mode, that say what clients are promised and what they are not. */
const PROMISE = new Set([
  'How this release was made',
  'In short',
  'What is hidden',
  'What is coarsened',
  'What is promised',
  'What is not promised',
]);

/** A release as it goes onto paper, of what its page shows. */
export function releaseOnPaper(shown: {
  release: ListedRelease;
  title: string;
  table: ReaderTable;
  pooled?: ReaderTable & PooledSpan;
  sumsSha256: string;
  method: string;
}): ReleaseOnPaper {
  const { release, title, table, pooled, sumsSha256, method } = shown;
  const { publishedOn, firstMonth, lastMonth, clinics, mode, licence } = releaseSummary(release.manifest);
  return {
    title,
    words: releaseWords({ table, months: [firstMonth, lastMonth], clinics }),
    pooled: pooled && pooledWords(pooled),
    published: `Published on ${dateWords(publishedOn)}, made by ${modeWords(mode)}. Licence: ${licence}`,
    ...(release.revised && {
      replaced: `Revision ${release.revision + 1} has taken the place of this release.`,
    }),
    promise: methodSections(method).filter((section) => PROMISE.has(section.title)),
    citation: citation({ ...release, publishedOn, sumsSha256 }).text,
  };
}
