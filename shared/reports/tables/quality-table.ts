import type { DataQuality } from '../../statistics/contract.ts';
import { daySentences } from '../../statistics/data-quality/day-notes.ts';
import { openingSentences } from '../../statistics/data-quality/since-opening.ts';
import { decimal, NOTHING, percent } from '../words/number-text.ts';
import { reasonLines } from '../words/reason-lines.ts';
import { sectionText, type TableSection } from './section.ts';

const COLUMNS = [{ header: 'Of the data' }, { header: 'Value', align: 'right' as const }];

const SHOWN = {
  // What is not known of records is not known of refused and duplicate ones either.
  records: 'records, refused, duplicates',
  followUpRate: 'follow-up',
  medianDelayHours: 'median hours to the first report',
};

export function qualityTable(quality: DataQuality): string {
  const section = qualitySection(quality);
  return sectionText({
    ...section,
    below: [...section.below, ...daySentences(quality), ...openingSentences(quality)],
  });
}

/** How much of what happened was recorded. */
export function qualitySection(quality: DataQuality): TableSection {
  const { records, refused, duplicates, notes } = quality;
  const occurring = Object.entries(records).filter(([, count]) => count !== 0);
  const counted = occurring.filter(([, count]) => count !== null);
  const rows = [
    ...counted.map(([type, count]) => [`Records: ${type}`, String(count)]),
    ...(counted.length < occurring.length ? [['Records', NOTHING]] : []),
    ['Rows refused', countText(refused)],
    ['Duplicates', countText(duplicates)],
    ['Sessions without any score', String(quality.sessionsWithoutScores)],
    ['Sessions with a report in their follow-up window', percent(quality.followUpRate)],
    ['Median hours to the first such report', decimal(quality.medianDelayHours, 1)],
    ['Clients with one session only', String(quality.clientsWithOneSession)],
  ];
  const below = reasonLines([{ name: 'Missing', notes }], SHOWN);
  return { title: 'Data quality', columns: COLUMNS, rows, below };
}

function countText(count: number | null): string {
  return count === null ? NOTHING : String(count);
}
