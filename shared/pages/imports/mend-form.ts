import type { MendableRow } from '../../imports/mendable-row.ts';
import { counted } from '../../reports/words/listed.ts';
import { capitalised } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { fieldLabel } from './field-label.ts';
import { recordNoun } from './record-words.ts';
import { refusalWords } from './refusal-words.ts';

/** Names in the form of a refused row. */
export const MEND = { file: 'file', line: 'line', type: 'type', become: 'become', field: 'field.' } as const;
export const PUT_ASIDE = 'put-aside';

export type MendForm = { file: string; row: MendableRow; formToken: string };

type Field = MendableRow['fields'][number];

/** A refused row to be mended: what is wrong first, each error tied to its field; the rest folded away. */
export function mendForm({ file, row, formToken }: MendForm): Html {
  const { line, type, fields, problems } = row;
  const wrong = fields.filter(({ problem }) => problem !== undefined);
  const others = fields.filter(({ problem }) => problem === undefined);
  const label = `Line ${line}: ${recordNoun(type)} ${nameOf(row)}`.trim();
  return html`<form method="post" action="/imports/rows" class="card" id="line-${line}">
${kept({ [FORM_TOKEN]: formToken, [MEND.file]: file, [MEND.line]: String(line), [MEND.type]: type })}
<fieldset${problems.length > 0 && html` aria-describedby="line-${line}-problems"`}><legend>${label}</legend>
${
  problems.length > 0 &&
  html`<div id="line-${line}-problems">${problems.map((problem) => html`<p class="error">${sentence(problem)}</p>\n`)}</div>`
}
${wrong.map((field) => input(line, field))}
${
  others.length > 0 &&
  html`<details><summary>${counted(others.length, 'other field')}</summary>
<div>${others.map((field) => input(line, field))}</div></details>`
}
</fieldset>
<p><button name="${MEND.become}" value="mended">Send line ${line}</button> <button class="quiet" name="${MEND.become}" value="${PUT_ASIDE}" formnovalidate>Put aside</button></p>
</form>
`;
}

/** What cannot be mended here can be put aside. */
export function putAsideForm(file: string, line: number, formToken: string): Html {
  return html`<form method="post" action="/imports/rows">
${kept({ [FORM_TOKEN]: formToken, [MEND.file]: file, [MEND.line]: String(line) })}
<button class="quiet" name="${MEND.become}" value="${PUT_ASIDE}">Put line ${line} aside</button>
</form>`;
}

function kept(fields: Readonly<Record<string, string>>): Html[] {
  return Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
}

function input(line: number, { name, text, problem }: Field): Html {
  const id = `line-${line}-${name}`;
  const wrong = problem !== undefined && html` aria-invalid="true" aria-describedby="${id}-error"`;
  return html`<p class="field"><label for="${id}">${fieldLabel(name)}</label>
${problem !== undefined && html`<span class="error" id="${id}-error">${sentence(problem)}</span>`}
<input id="${id}" name="${MEND.field}${name}" type="text" autocomplete="off" value="${text}"${wrong}></p>
`;
}

/** The record's own id, where it can be read. */
function nameOf({ fields, type }: MendableRow): string {
  const named = type === 'session' || type === 'goal' || type === 'measurement' ? `${type}Id` : 'scoreId';
  return fields.find(({ name }) => name === named)?.text ?? '';
}

const sentence = (text: string) => `${capitalised(refusalWords(text))}.`;
