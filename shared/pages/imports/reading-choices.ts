import type { ForeignFile, ReadingWish } from '../../imports/foreign-file.ts';
import { foundText } from '../../records/values/found-text.ts';
import { hidden } from '../forms/field-parts.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { sourceWords } from './mapping-words.ts';
import { READING, type ReadingForm } from './reading-forms.ts';
import { recordNoun } from './record-words.ts';

const SEPARATORS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};
const NAMED = 5;

/** Other ways in which a file may be read: as proposed, by a mapping that ships or that the clinic keeps, of another sheet. */
export function choiceForm({ foreign, path, formToken, eTag }: ReadingForm): Html {
  return html`<section aria-labelledby="another"><h2 id="another">Read it in another way</h2>
<form method="post" action="${path}/reading">${hidden(FORM_TOKEN, formToken)}${hidden(READING.eTag, eTag)}
<fieldset><legend>It is</legend>${offered(foreign).map(
    ({ value, label }) =>
      html`<label class="choice"><input type="radio" name="${READING.choice}" value="${value}" required> ${label}</label>\n`,
  )}</fieldset>
<p><button class="quiet">Look at it so</button></p></form></section>`;
}

type Offered = { value: string; label: string; wish: ReadingWish };

/** What of a file may be asked for. */
function offered(foreign: ForeignFile): Offered[] {
  const { choices, others, shape } = foreign;
  const kept = choices.map(({ source, absent }): Offered => {
    const lacks = absent.slice(0, NAMED).map((name) => `“${foundText(name)}”`);
    const more = absent.length > NAMED ? ` and ${absent.length - NAMED} more` : '';
    const words = `${sourceWords(source)}${absent.length > 0 ? `; it lacks ${lacks.join(', ')}${more}` : ''}`;
    return { value: `${source.from}:${source.name}`, label: words, wish: source as ReadingWish };
  });
  const tables = others.map((table, index): Offered => {
    const label = `about ${table.sheet === undefined ? `the list at “${foundText(table.rowsAt ?? '')}”` : `the sheet “${foundText(table.sheet)}”`}`;
    return { value: `table:${index}`, label, wish: { from: 'proposed', table } };
  });
  const separators = Object.entries(shape.format === 'csv' ? SEPARATORS : {})
    .filter(([separator]) => separator !== shape.separator)
    .map(
      ([separator, words]): Offered => ({
        value: `separator:${words}`,
        label: `separated by ${words}`,
        wish: { from: 'proposed', table: { format: 'csv', separator } },
      }),
    );
  const proposed: Offered = {
    value: 'proposed',
    label: 'as we propose, from what is in it',
    wish: { from: 'proposed', table: {} },
  };
  const { shape: table } = foreign;
  const begun = (['session', 'pain-score'] as const).map(
    (type): Offered => ({
      value: `begin:${type}`,
      label: `by columns that you choose, each row a ${recordNoun(type)}`,
      wish: { from: 'begun', type, table },
    }),
  );
  return [
    ...('reading' in foreign ? [proposed] : begun),
    ...kept,
    ...tables,
    ...separators,
    ...('reading' in foreign ? begun : [proposed]),
  ];
}

/** What is asked for by a choice of the form; undefined for one that the page does not offer. */
export const wishOfChoice = (foreign: ForeignFile, choice: string | undefined): ReadingWish | undefined =>
  offered(foreign).find(({ value }) => value === choice)?.wish;
