import type { FileLookResult, SampledRow } from '../../imports/file-look.ts';
import type { ForeignFile } from '../../imports/foreign-file.ts';
import { fingerprintOfReading, type LookedFile } from '../../imports/looked-file.ts';
import type { RefusalGroup } from '../../imports/refusal-groups.ts';
import { shortMonthRange } from '../../outcomes/date-words.ts';
import type { OwnTechnique } from '../../records/own-technique.ts';
import type { RecordType } from '../../records/record.ts';
import { counted, listed } from '../../reports/words/listed.ts';
import { capitalised } from '../../reports/words/words.ts';
import { hidden, textField } from '../forms/field-parts.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { dataTable } from '../parts/data-table.ts';
import { fieldLabel, pathLabel } from './field-label.ts';
import { ownTechniquesNote } from './own-techniques-note.ts';
import { choiceForm } from './reading-choices.ts';
import { questionForm, READING } from './reading-forms.ts';
import { readingSection, undecidedSection } from './reading-section.ts';
import { recordNoun, recordsCounted } from './record-words.ts';
import { adviceFor } from './refusal-advice.ts';
import { refusalWords } from './refusal-words.ts';
import { nameOfSender } from './sender-name.ts';

type SeenFile = Extract<LookedFile, { state: 'read' }>;

export type LookPage = {
  seen: SeenFile;
  path: string;
  formToken: string;
  /** The techniques of its own that the clinic lists. */
  own?: readonly OwnTechnique[];
  /** Whether something was sent from a page that showed it otherwise. */
  isChanged?: boolean;
};

const CHANGED =
  'The file, or how it is read, was changed since you opened that page. Nothing was imported: this is how it is now.';

/** What a file would do: how it was read, what is refused and why, some rows before and after; and the way to do it. */
export function lookPage({ seen, path, formToken, own = [], isChanged = false }: LookPage): Html {
  const { look, name, whole, foreign } = seen;
  const { stoppedAt, refusedRows, refused, samples, skippedRows = 0, skipped } = look;
  const taken = look.rows - refusedRows - skippedRows;
  const reading = foreign && 'reading' in foreign ? foreign.reading : undefined;
  // Nobody has said yet which column is which: that all rows lack everything tells nothing.
  const isBegun = reading?.source.from === 'begun';
  return html`<p class="back"><a href="/imports/new">← Another file</a></p>
${isChanged && html`<p class="notice warn" role="alert">${CHANGED}</p>`}<p class="lead">${taken > 0 ? html`We read <span class="code">${nameOfSender(name)}</span> so: ${readSo(look, seen.timeZone)}` : isBegun ? html`Say which column of <span class="code">${nameOfSender(name)}</span> is which.` : html`<span class="code">${nameOfSender(name)}</span> holds no row that could be imported.`}</p>
${!whole && html`<p class="notice warn">The file is so long that only its first ${counted(look.rows, 'row')} were looked at. An import takes all of it.</p>`}
${stoppedAt && html`<p class="notice bad">${look.rows === 0 ? 'It cannot be read' : `Nothing from line ${stoppedAt.line} on can be read`}: ${refusalWords(stoppedAt.reason)}.</p>`}
${taken > 0 && effects(look)}
${foreign && ('reading' in foreign ? readingSection(foreign, foreign.reading) : undecidedSection(foreign, foreign.undecided))}
${reading && ownTechniquesNote(reading.mapping, own)}
${taken > 0 && importForm(seen, path, formToken, refusedRows)}
${foreign && reading && questionForm({ foreign, path, formToken, eTag: seen.eTag }, reading)}
${foreign && choiceForm({ foreign, path, formToken, eTag: seen.eTag })}
${
  refusedRows > 0 &&
  !isBegun &&
  html`<h2>Not understood: ${counted(refusedRows, 'row')}</h2>
${refused.groups.map((one) => group(one, reading !== undefined))}
${refused.otherRows > 0 && html`<p>${counted(refused.otherRows, 'more row')} for other reasons.</p>`}`
}
${
  skipped &&
  html`<h2>Passed over: ${counted(skippedRows, 'row')}</h2>
<p>Nothing is wrong with them, and nothing of them is kept.</p>
<ul>${skipped.groups.map(({ rows, message }) => html`<li>${counted(rows, 'row')}: ${message}</li>\n`)}</ul>`
}
${
  samples.length > 0 &&
  html`<h2>${samples.length === taken ? 'Every row' : `${samples.length} of the rows`}, before and after</h2>
${samples.map(sample)}`
}`;
}

function readSo({ byType, clients, days }: FileLookResult, timeZone: string | undefined): Html {
  const types = Object.entries(byType) as [RecordType, Record<string, number>][];
  const kinds = types.map(([type, counts]) => recordsCounted(sum(Object.values(counts)), type));
  const when = days && `, ${shortMonthRange(days.first.slice(0, 7), days.last.slice(0, 7))}`;
  const zone =
    timeZone === undefined
      ? html`. Your <a href="/settings">time zone</a> is not set, so a late evening may count as the next day`
      : `, times in ${timeZone}`;
  return html`${listed(kinds)} of ${counted(clients, 'client')}${when}${when !== undefined && zone}.`;
}

/** How much of it would change anything. */
function effects({ byType }: FileLookResult): Html {
  const total = (name: 'new' | 'changed' | 'known' | 'older' | 'acts') =>
    sum(Object.values(byType).map((counts) => counts[name]));
  const lines = (
    [
      ['new', 'is new', 'are new'],
      [
        'changed',
        'takes the place of another version, held or in a row above',
        'take the place of another version, held or in a row above',
      ],
      ['known', 'is held already and changes nothing', 'are held already and change nothing'],
      [
        'older',
        'is older than what is held and changes nothing',
        'are older than what is held and change nothing',
      ],
      [
        'acts',
        'moves, merges or erases, which cannot be shown before it is done and cannot be taken back',
        'move, merge or erase, which cannot be shown before it is done and cannot be taken back',
      ],
    ] as const
  ).filter(([name]) => total(name) > 0);
  return html`<ul>${lines.map(([name, one, several]) => html`<li>${counted(total(name), one, several)}</li>\n`)}</ul>`;
}

function importForm(seen: SeenFile, path: string, formToken: string, refusedRows: number): Html {
  const { eTag } = seen;
  const fingerprint = fingerprintOfReading(seen);
  return html`<form method="post" action="${path}">
<input type="hidden" name="${FORM_TOKEN}" value="${formToken}"><input type="hidden" name="eTag" value="${eTag}">
${fingerprint !== undefined && [hidden(READING.fingerprint, fingerprint), keepField(seen.foreign!)]}
<p><button>Import</button></p>
${refusedRows > 0 && html`<p class="detail">The rows that are not understood are left out; you can mend them afterwards.</p>`}
</form>`;
}

/** Next month's file has the same columns: it is read by what is kept, without a question. */
function keepField(foreign: ForeignFile): Html {
  const source = 'reading' in foreign ? foreign.reading.source : undefined;
  const value = source?.from === 'kept' ? source.name : '';
  const hint = 'Leave it empty to keep nothing.';
  return textField(
    {
      name: READING.keep,
      label: 'Keep this way of reading for the next file, under the name',
      value,
      hint,
      longest: 60,
    },
    [],
  );
}

function group(one: RefusalGroup, isMapped: boolean): Html {
  const { path, rows, first } = one;
  const { expected, whatToDo } = adviceFor(one, isMapped);
  const shown = first.map(
    ({ line, id, found }) =>
      html`<li>Line ${line}${id !== undefined && html`, <span class="code">${id}</span>`}${found !== undefined && html`: found <span class="code">${found}</span>`}</li>\n`,
  );
  const more = rows - first.length;
  return html`<div class="card"><h3>${pathLabel(path)}: ${counted(rows, 'row')}</h3>
<p>${sentence(expected)} <strong>What to do:</strong> ${whatToDo}.</p>
<ul>${shown}${more > 0 && html`<li>and ${counted(more, 'more row')}</li>`}</ul></div>
`;
}

const FORESEEN_WORDS = {
  new: 'new',
  changed: 'takes the place of another version',
  known: 'held already',
  older: 'older than what is held',
  acts: 'acts on what is held',
} as const;

function sample({ line, type, id, foreseen, typed, kept }: SampledRow): Html {
  const names = [...new Set([...typed, ...kept].map(([name]) => name))];
  const [before, after] = [new Map(typed), new Map(kept)];
  const table = dataTable({
    caption: `Line ${line}, as it was sent and as it would be kept`,
    columns: [{ heading: 'Field' }, { heading: 'In the file' }, { heading: 'As kept' }],
    rows: names.map((name) => [fieldLabel(name), cell(before.get(name)), cell(after.get(name))]),
  });
  return html`<details><summary>Line ${line}: ${recordNoun(type)} ${id}, ${FORESEEN_WORDS[foreseen]}</summary>
${table}
</details>
`;
}

const cell = (text: string | undefined) => text !== undefined && html`<span class="code">${text}</span>`;
const sentence = (text: string) => `${capitalised(refusalWords(text))}.`;
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
