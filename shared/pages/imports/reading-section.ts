import type { ForeignFile, Reading } from '../../imports/foreign-file.ts';
import type { Decision } from '../../mapping/mapping.ts';
import { ruleText } from '../../mapping/rule-text.ts';
import { foundText } from '../../records/values/found-text.ts';
import { withInvisible } from '../../records/values/invisible.ts';
import { counted } from '../../reports/words/listed.ts';
import { type Html, html } from '../frame/html.ts';
import { dataTable } from '../parts/data-table.ts';
import { fieldLabel } from './field-label.ts';
import { aboutWords, rowRuleWords, SURE_WORDS, settingWords, sourceWords } from './mapping-words.ts';
import { recordNoun } from './record-words.ts';
import { withShownNames } from './shown-names.ts';

const NAMED = 30;

/** How another system's file is read, in plain words: which column is which field, what is passed over, never read, and how sure that is. */
export function readingSection({ columns, rows }: ForeignFile, { mapping, source }: Reading): Html {
  const { records, leftOut, decisions } = mapping;
  const lines = [
    ...settingWords(withShownNames(mapping)),
    ...withShownNames(mapping.rows ?? []).map(rowRuleWords),
  ];
  return html`<section aria-labelledby="reading"><h2 id="reading">How it is read</h2>
<p>This file has a shape of its own: ${counted(rows, 'row')}, ${counted(columns.length, 'column')}. It is read ${sourceWords(source)}. Read this before you import it.</p>
${records.map(({ type, fields, where }) =>
  dataTable({
    caption: `${where ? `Where ${named([where.column])} is ${named(where.is)}, a` : 'Each'} row makes a ${recordNoun(type)} of`,
    columns: [{ heading: 'What' }, { heading: 'From' }],
    rows: Object.entries(fields).map(([field, rule]) => [fieldLabel(field), ruleText(withShownNames(rule))]),
  }),
)}
${lines.length > 0 && html`<ul>${lines.map((line) => html`<li>${line}</li>\n`)}</ul>`}
${leftOut.length > 0 && html`<p>Never read: ${named(leftOut)}.</p>`}
${decisionList(decisions)}
</section>`;
}

/** Why no way of reading could be proposed. */
export function undecidedSection({ columns, rows }: ForeignFile, undecided: readonly Decision[]): Html {
  return html`<section aria-labelledby="reading"><h2 id="reading">How it could be read is not clear</h2>
<p>It is a table of ${counted(rows, 'row')}: ${named(columns.map(({ name }) => name))}.</p>
${decisionList(undecided)}
</section>`;
}

const ORDER = ['undecided', 'unsure', 'likely', 'certain'] as const;

function decisionList(decisions: readonly Decision[]): Html | false {
  const sorted = ORDER.flatMap((sure) => decisions.filter((one) => one.sure === sure));
  return (
    sorted.length > 0 &&
    html`<h3>How sure this is</h3>
<ul>${sorted.map(({ about, sure, why }) => html`<li><strong>${SURE_WORDS[sure]}</strong>, ${aboutWords(about)}: ${withInvisible(why)}.</li>\n`)}</ul>`
  );
}

function named(columns: readonly string[]): string {
  const shown = columns.slice(0, NAMED).map((name) => `“${foundText(name)}”`);
  const more = columns.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${counted(more, 'more column')}` : ''}`;
}
