import { dateWords } from '../../outcomes/date-words.ts';
import { checksumsIn } from '../../releases/files/checksums.ts';
import { citation } from '../../releases/files/citation.ts';
import type { PooledSpan, ReaderTable } from '../../releases/files/reader-table.ts';
import { type ReadingCode, readingCode } from '../../releases/files/reading-code.ts';
import { type ReleaseChanges, type RowName, releaseChanges } from '../../releases/files/release-changes.ts';
import {
  fileNames,
  type ReleaseFileName,
  SIGNATURE,
  SIGNING_KEY,
  SUMS,
} from '../../releases/files/release-file.ts';
import type { PublishedCells } from '../../releases/files/release-preview.ts';
import { releaseSummary } from '../../releases/files/release-summary.ts';
import { inWords, labelOf } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';
import { markdownText } from '../frame/markdown-text.ts';
import { dataTable } from '../parts/data-table.ts';
import { type ListedRelease, modeWords, releasePath } from './release-list.ts';
import { pooledReading, releaseReading } from './release-reading.ts';

export type ReleasePage = {
  release: ListedRelease;
  cells: PublishedCells;
  /** What it says, for people. */
  table: ReaderTable;
  /** The same over all periods that are out; releases by threshold and of before have none. */
  pooled?: ReaderTable & PooledSpan;
  /** The release that came before, with its rows; none for a programme's first. */
  before?: ListedRelease;
  cellsBefore?: PublishedCells;
  /** SHA256SUMS, and its own checksum, which names the release. */
  sums: string;
  sumsSha256: string;
  /** METHOD.md. */
  method: string;
  /** Of the key that signs our releases, whatever key is among the files. */
  keyFingerprint: string;
};

/** One release: what it says, what has changed, how it is cited, its files and their checksums, and how it was made. */
export function releasePage({
  release,
  cells,
  table,
  pooled,
  before,
  cellsBefore,
  sums,
  sumsSha256,
  method,
  keyFingerprint,
}: ReleasePage): Html {
  const { publishedOn, firstMonth, lastMonth, clinics, mode, licence, bytes } = releaseSummary(
    release.manifest,
  );
  const checksums = checksumsIn(sums);
  const together = pooled && pooledReading(pooled);
  const shown = [...cells.shown.values()].filter((isShown) => isShown).length;
  return html`${release.revised && replacedNotice(release)}
${releaseReading({ table, months: [firstMonth, lastMonth], clinics })}
<p class="muted">Published on ${dateWords(publishedOn)}, made by ${modeWords(mode)}. Rows of its table with a mean: ${shown} of ${cells.shown.size}. Licence: ${licence}</p>
${
  together &&
  html`<section aria-labelledby="pooled"><h2 id="pooled">All periods together</h2>
${together}
</section>`
}
<section aria-labelledby="changed"><h2 id="changed">What changed</h2>
${before && cellsBefore ? changes(before, release, releaseChanges(cellsBefore, cells)) : html`<p>This is the first release of its programme.</p>`}
</section>
<section aria-labelledby="cite"><h2 id="cite">How to cite it</h2>
${citing(citation({ ...release, publishedOn, sumsSha256 }))}
</section>
<section aria-labelledby="files"><h2 id="files">Files</h2>
<p><a href="?form=csv" download>The table above as CSV</a><span class="detail">, for a paper; not signed</span></p>
<p><a href="?form=pdf" download>This page as PDF</a><span class="detail">, with the table, what is promised and how to cite it; tagged for screen readers; not signed</span></p>
${filesTable(release, bytes, fileNames(checksums))}
${readingCode(mode).map(codeOf)}
<details><summary>Checksums and signature</summary>
${checksumTable(checksums)}
<p>In the folder with all of them, the first line checks that nothing was changed on the way. The second and the
third check that it comes from us: the key among the files has to have this fingerprint, which you have from here
and from the agreement, and not from the files.</p>
<p><span class="code">${keyFingerprint}</span></p>
<pre class="scroll" role="region" tabindex="0" aria-label="Commands that check the files"><code>sha256sum -c ${SUMS}
openssl pkey -pubin -in ${SIGNING_KEY} -outform DER | sha256sum
openssl dgst -sha256 -verify ${SIGNING_KEY} -signature ${SIGNATURE} ${SUMS}</code></pre>
</details>
</section>
<section aria-label="Method" class="method">
${markdownText(method)}
</section>`;
}

function codeOf({ language, with: by, code }: ReadingCode): Html {
  return html`<details><summary>Read the table in ${language}</summary>
<p class="detail">With ${by}, in the folder of the files.</p>
<pre class="scroll" role="region" tabindex="0" aria-label="The table in ${language}"><code>${code}</code></pre>
</details>`;
}

function citing({ text, bibtex }: ReturnType<typeof citation>): Html {
  return html`<p class="citation">${text}</p>
<details><summary>For BibTeX</summary>
<pre class="scroll" role="region" tabindex="0" aria-label="The citation for BibTeX"><code>${bibtex}</code></pre>
</details>`;
}

function replacedNotice(release: ListedRelease): Html {
  const next = { ...release, revision: release.revision + 1 };
  return html`<p class="notice warn">Revision ${next.revision} <a href="${releasePath(next)}">has taken the place of this release</a>.</p>`;
}

function changes(before: ListedRelease, release: ListedRelease, changed: ReleaseChanges): Html {
  const link = html`<a href="${releasePath(before)}">${before.period}, revision ${before.revision}</a>`;
  const isRevision = before.period === release.period;
  const versions = [before, release].map(({ manifest }) => releaseSummary(manifest).catalogueVersion);
  return html`<p>${isRevision ? 'It replaces' : 'Compared with'} ${link}.</p>
<ul>
<li>Catalogue: ${catalogueText(versions, changed)}</li>
<li>${rowsText('Shown now and not before', changed.newlyShown)}</li>
<li>${rowsText('Shown before and not now', changed.noLongerShown)}</li>
</ul>`;
}

function catalogueText([before, now]: (number | undefined)[], { added, removed }: ReleaseChanges): string {
  const version =
    before === now
      ? `version ${now ?? 'unnamed'} as before`
      : `version ${now ?? 'unnamed'} after ${before ?? 'unnamed'}`;
  if (added.length + removed.length === 0) return `${version}, the same rows.`;
  return `${version}. ${rowsText('New rows', added)} ${rowsText('Rows left out', removed)}`;
}

function rowsText(what: string, names: readonly RowName[]): string {
  return names.length === 0
    ? `${what}: none.`
    : `${what} (${names.length}): ${names.map(rowLabel).join('; ')}.`;
}

/** `Deep tissue, neck pain`; a margin stands for all of a kind. */
function rowLabel(name: RowName): string {
  const [technique, complaint] = name.split('|') as [string, string];
  const whichTechnique = technique === 'all' ? 'All techniques' : labelOf(technique);
  return `${whichTechnique}, ${complaint === 'all' ? 'all complaints' : inWords(complaint)}`;
}

const WHAT_IT_IS: Readonly<Record<ReleaseFileName, string>> = {
  'outcomes.csv': 'The table',
  'outcomes.parquet': 'The same table as Parquet',
  'pooled.csv': 'The same rows over all periods that are out',
  'outcomes.csv-metadata.json': 'Its columns, for programs (CSVW)',
  'datapackage.json': 'What the release is, its terms and its privacy block',
  'dataset.jsonld': 'The same for search engines (schema.org)',
  'datacite.json': 'The same for whoever registers a DOI (DataCite)',
  'DICTIONARY.md': 'Its columns, for people',
  'METHOD.md': 'How it was made, as below',
  'audit.json': 'The audit that it passed, and with which releases',
  'signing-key.pem': 'The public key of the signature',
  'SHA256SUMS.sig': 'The signature of the checksums',
  SHA256SUMS: 'The checksums of all files',
};

function filesTable(
  release: ListedRelease,
  bytes: ReadonlyMap<string, number>,
  names: readonly ReleaseFileName[],
): Html {
  return dataTable({
    caption: 'Files of this release. A download begins with a link that is good for 15 minutes.',
    columns: [{ heading: 'File' }, { heading: 'What it is' }, { heading: 'Bytes', numeric: true }],
    rows: names.map((name) => [
      html`<a href="${releasePath(release)}/files/${name}">${name}</a>`,
      WHAT_IT_IS[name],
      bytes.get(name) ?? '',
    ]),
    lines: true,
  });
}

function checksumTable(checksums: ReadonlyMap<string, string>): Html {
  return dataTable({
    caption: 'Checksums of the files',
    columns: [{ heading: 'File' }, { heading: 'SHA-256' }],
    rows: [...checksums].map(([name, sum]) => [name, html`<span class="checksum">${sum}</span>`]),
    lines: true,
  });
}
