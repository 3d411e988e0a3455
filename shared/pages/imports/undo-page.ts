import { STAYS, TAKEN_BACK, type UndoAccount, type UndoFate } from '../../imports/undo-account.ts';
import type { UndoState } from '../../imports/undo-state.ts';
import type { RecordType } from '../../records/record.ts';
import { counted } from '../../reports/words/listed.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { clinicTimes } from '../frame/when-cell.ts';
import { dataTable } from '../parts/data-table.ts';
import { recordNoun, recordsCounted } from './record-words.ts';
import { nameOfSender } from './sender-name.ts';

/** Names in the form that asks for an undoing. */
export const UNDO = { file: 'file', step: 'step', look: 'look', asked: 'undo' } as const;

export type UndoPage = {
  file: string;
  /** What was foreseen or done, or that there is nothing by which it could be. */
  undo: Exclude<UndoState, { state: 'looking' } | { state: 'undoing' }>;
  /** Refused rows that were mended or put aside. */
  settled: number;
  formToken: string;
  /** The clinic's. */
  timeZone: string | undefined;
};

/** What the undoing of an import would do, with the word that it be done; or what it has done. */
export function undoPage({ file, undo, settled, formToken, timeZone }: UndoPage): Html {
  const back = html`<p class="back"><a href="/imports?file=${encodeURIComponent(file)}">← <span class="code">${nameOfSender(file)}</span></a></p>`;
  const mended =
    settled > 0 && html`<p>Rows that were mended on a page came one by one, by your hand: they stay.</p>`;
  switch (undo.state) {
    case 'none':
      return html`${back}
<p class="lead">Nothing is taken back before you have seen what that would be.</p>
${lookForm(file, formToken)}`;
    case 'seen':
      return html`${back}
${foreseen(undo.account)}
${mended}
${
  takenBack(undo.account) > 0 &&
  html`<form method="post" action="/imports/undo">
${hidden(file, UNDO.asked, formToken)}<p><button>Take back ${counted(takenBack(undo.account), 'record')}</button></p>
<p class="detail">Statistics become what they were without this file. The file can be sent again afterwards.</p>
</form>`
}
${whatBecomes(undo.account)}
<p class="detail">As it was on ${clinicTimes(timeZone).words(undo.at)}. What is corrected after that stays too.</p>
${lookForm(file, formToken, 'Look again')}`;
    case 'undone':
      return html`${back}
<p class="lead" role="status">This import has been undone: ${counted(takenBack(undo.account), 'record was', 'records were')} taken back.</p>
${mended}
${whatBecomes(undo.account)}`;
    default:
      return html`${back}
<p class="lead">${undoneNote(undo)}</p>`;
  }
}

/** On the page of a file: how to undo its import, or that it has been. */
export function undoSection(file: string, undo: UndoState, formToken: string): Html {
  const address = `/imports/undo?file=${encodeURIComponent(file)}`;
  if (undo.state === 'undoing') return html`<p><a href="${address}">This import is being undone.</a></p>`;
  if (undo.state === 'undone') return html`<p><a href="${address}">What its undoing took back</a></p>`;
  if (undo.state === 'unknown' || undo.state === 'gone') return html`<p>${undoneNote(undo)}</p>`;
  return html`<h2>Undo this import</h2>
<p>Everything that it brought and that nobody has changed since can be taken back at once. You see first what that would be.</p>
${lookForm(file, formToken)}`;
}

function undoneNote({ state }: Pick<UndoState, 'state'>): string {
  return state === 'unknown'
    ? 'This import cannot be undone: it is from before it was kept which records a file had brought.'
    : 'This import cannot be undone: what its rows brought is kept no more: that is 30 days.';
}

function lookForm(file: string, formToken: string, words = 'See what would be taken back'): Html {
  return html`<form method="post" action="/imports/undo">
${hidden(file, UNDO.look, formToken)}<p><button class="quiet">${words}</button></p>
</form>`;
}

function hidden(file: string, step: string, formToken: string): Html {
  const fields = { [FORM_TOKEN]: formToken, [UNDO.file]: file, [UNDO.step]: step };
  return html`${Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`,
  )}`;
}

/** `312 visits will be taken back; 3 have been corrected since, and stay.` */
function foreseen(account: UndoAccount): Html {
  const entries = fatesOf(account);
  const taken = entries
    .filter(({ fate }) => TAKEN_BACK.has(fate))
    .map(({ type, count }) => [type, count] as const);
  const byType = new Map<RecordType, number>();
  for (const [type, count] of taken) byType.set(type, (byType.get(type) ?? 0) + count);
  const kinds = [...byType].map(([type, count]) => recordsCounted(count, type)).join(', ');
  const stays = entries.filter(({ fate }) => STAYS.has(fate)).reduce((sum, { count }) => sum + count, 0);
  if (byType.size === 0) return html`<p class="lead">There is nothing that could be taken back.</p>`;
  return html`<p class="lead">${kinds} will be taken back${stays > 0 && `; ${counted(stays, 'record stays', 'records stay')} as ${stays === 1 ? 'it is' : 'they are'}`}.</p>`;
}

const takenBack = (account: UndoAccount) =>
  fatesOf(account).reduce((sum, { fate, count }) => sum + (TAKEN_BACK.has(fate) ? count : 0), 0);

function fatesOf({ byType }: UndoAccount): { type: RecordType; fate: UndoFate; count: number }[] {
  return Object.entries(byType).flatMap(([type, counts]) =>
    Object.entries(counts).map(([fate, count]) => ({
      ...{ type: type as RecordType, fate: fate as UndoFate, count },
    })),
  );
}

const FATES: Readonly<Record<UndoFate, string>> = {
  removed: 'taken back: this file had brought it',
  restored: 'as before again: this file had changed it',
  changed: 'stays: it has been corrected since',
  moved: 'stays: it has been put under another client since',
  'said-again': 'stays: others have sent the same since',
  deleted: 'is deleted already, and stays so',
  erased: 'is of a client who has been erased: nothing is brought back',
  acts: 'cannot be taken back: it deleted, erased, moved or merged',
  untouched: 'is left alone: this file changed nothing by it',
};

function whatBecomes(account: UndoAccount): Html {
  const rows = fatesOf(account).map(({ type, fate, count }) => [recordsCounted(count, type), FATES[fate]]);
  const { staying } = account;
  return html`${
    rows.length > 0 &&
    dataTable({
      caption: 'What becomes of the records of this file',
      columns: [{ heading: 'Records' }, { heading: 'What becomes of each' }],
      sentences: 1,
      rows,
    })
  }
${
  staying.length > 0 &&
  dataTable({
    caption: 'The first of those that stay',
    columns: [{ heading: 'Line', numeric: true }, { heading: 'Record' }, { heading: 'Why' }],
    sentences: 2,
    rows: staying.map(({ line, type, id, fate }) => [line, `${recordNoun(type)} ${id}`, FATES[fate]]),
  })
}`;
}
