import type { PooledSpan, ReaderTable } from '../../releases/files/reader-table.ts';
import { pooledWords, type ReleaseReading, releaseWords } from '../../reports/release/release-words.ts';
import { type Html, html } from '../frame/html.ts';
import { dataTable } from '../parts/data-table.ts';
import { intervalRows } from '../parts/interval-rows.ts';

/** What a release says, on its page. */
export function releaseReading(reading: ReleaseReading): Html {
  const { who, found } = releaseWords(reading);
  if ('asksNothing' in found) return html`<p>${who}</p><p>${found.asksNothing}</p>`;
  const { finding, changes, caveat, shares } = found;
  return html`<p class="lead">${finding}</p>
<p>${who}</p>
${intervalRows(changes)}
<p class="detail">${caveat}</p>
${
  shares &&
  dataTable({
    caption: shares.title,
    columns: shares.columns.map(({ header, align }) => ({ heading: header, numeric: align === 'right' })),
    rows: shares.rows,
    lines: true,
  })
}`;
}

/** The same over all periods that are out; nothing where there is one alone. */
export function pooledReading(pooled: ReaderTable & PooledSpan): Html | false {
  const words = pooledWords(pooled);
  if (!words) return false;
  return html`<p>${words.of} <span class="detail">${words.costs}</span></p>
${intervalRows(words.changes)}`;
}
