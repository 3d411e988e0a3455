import type { ForeignFile, Reading } from '../../imports/foreign-file.ts';
import {
  AS_IT_IS,
  columnAnswer,
  constantAnswer,
  minutesAnswer,
  NOT_READ,
} from '../../mapping/answered-mapping.ts';
import {
  type ColumnQuestion,
  columnQuestions,
  SCORE_ANSWERS,
  type ScoreAnswer,
  scoreQuestions,
  timeQuestions,
} from '../../mapping/column-questions.ts';
import { otherColumns, zonesRead } from '../../mapping/mapped-columns-check.ts';
import { NO_ANSWER, type OpenWord, OWN_TECHNIQUE, openWords, PASS_OVER } from '../../mapping/open-words.ts';
import { ownTechniqueName } from '../../mapping/own-technique-name.ts';
import { ruleText } from '../../mapping/rule-text.ts';
import { COMPLAINTS, TECHNIQUES } from '../../records/catalogue.ts';
import { foundText } from '../../records/values/found-text.ts';
import { counted } from '../../reports/words/listed.ts';
import { labelOf } from '../../reports/words/words.ts';
import { type Choice, hidden, selectField, textField } from '../forms/field-parts.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { fieldLabel } from './field-label.ts';
import { recordNoun } from './record-words.ts';
import { withShownNames } from './shown-names.ts';

/** Fields that the forms about a way of reading carry beside their questions. */
export const READING = { fingerprint: 'reading', eTag: 'eTag', choice: 'choice', keep: 'keep' } as const;

/** In the address of a look: what was sent was about another version, or another way of reading it. */
export const LOOK_CHANGED = 'changed=yes';

export type ReadingForm = { foreign: ForeignFile; path: string; formToken: string; eTag: string };

/** What a person may decide of a way of reading: what is open first, then which column is which. */
export function questionForm(
  { foreign, path, formToken, eTag }: ReadingForm,
  { mapping, unknownWords, fingerprint, source }: Reading,
): Html {
  const names = foreign.columns.map(({ name }) => name);
  const isOpen = (about: string) =>
    mapping.decisions.some((one) => one.about === about && one.sure !== 'certain' && one.sure !== 'likely');
  const words = openWords(mapping, unknownWords);
  const others = mapping.otherColumns === 'refuse' ? otherColumns(mapping, names) : [];
  const times = timeQuestions(mapping);
  const [zones] = zonesRead(mapping);
  const therapist = mapping.records.find(({ fields }) => 'constant' in (fields['therapistId'] ?? {}));
  return html`<section aria-labelledby="decide"><h2 id="decide">What you can decide</h2>
<form method="post" action="${path}/reading">${hidden(FORM_TOKEN, formToken)}${hidden(READING.eTag, eTag)}${hidden(READING.fingerprint, fingerprint)}
${textField({ name: 'timeZone', label: 'Time zone of times without an offset', value: mapping.timeZone ?? '', hint: 'By its name in the IANA database, such as Europe/Lisbon.' }, [])}
${zones !== undefined && choose('zones', 'Times without an offset are', 'row', { row: `Of the zone in “${foundText(zones)}”, row by row`, clinic: 'Of the time zone above' })}
${choose('dateOrder', 'In days such as 03/08/2026', mapping.dateOrder, { 'day-first': 'The day comes first', 'month-first': 'The month comes first' })}
${mapping.shortYears !== undefined && choose('shortYears', 'Years of two digits', String(mapping.shortYears), { 2000: '2000 and later', 1900: '1900 and later' })}
${isOpen('endedAt') && textField({ name: 'minutes', label: 'Minutes that every visit takes', value: '', hint: 'Only where the file does not say it.' }, [], 'number')}
${therapist && textField({ name: 'therapist', label: 'Code of the one therapist who treated', value: '' }, [])}
${scoreQuestions(mapping).map(({ name, column, form }) => selectField({ name, label: `Scores in “${foundText(column)}”`, value: form }, SCORE_CHOICES, []))}
${words.length > 0 && html`<fieldset><legend>Words that have no meaning here yet, or no code of their own</legend>${words.map(wordField)}</fieldset>`}
${others.length > 0 && html`<label class="choice"><input type="checkbox" name="leaveOut" value="yes"> Never read: ${others.map((name) => `“${foundText(name)}”`).join(', ')}</label>`}
<details${source.from === 'begun' && html` open`}><summary>Which column is which</summary><div>${columnQuestions(mapping).map((question) => [columnField(question, names), times.filter(({ field, record }) => field === question.field && record === question.record).map((time) => timeField(time, names))])}</div></details>
<p><button>Look again</button></p></form></section>`;
}

function choose(
  name: string,
  label: string,
  value: string | undefined,
  choices: Readonly<Record<string, string>>,
): Html {
  const said = Object.entries(choices).map(([one, words]): Choice => ({ value: one, label: words }));
  const all = value === undefined ? [{ value: AS_IT_IS, label: 'Not said' }, ...said] : said;
  return selectField({ name, label, value: value ?? AS_IT_IS }, all, []);
}

const SCORE_WORDS: Readonly<Record<ScoreAnswer, string>> = {
  n: 'Numbers from 0 to 10',
  'n-of-10': 'Written 7/10',
  words: 'Words, each with its number',
  'mm-half-up': 'Millimetres of 100, halves rounded up',
  'mm-refuse-parts': 'Millimetres of 100, whole centimetres only',
  pair: 'Two in one cell, whose words say which is before',
  'pair-before-first': 'Two in one cell, such as 6/3: before, then after',
  'pair-after-first': 'Two in one cell: after, then before',
};
const SCORE_CHOICES = SCORE_ANSWERS.map((value) => ({ value, label: SCORE_WORDS[value] }));

function wordField({ field, vocabulary, word, rows, answers, nearest, now }: OpenWord): Html {
  const what = vocabulary.startsWith('rows.') ? 'status' : fieldLabel(vocabulary).toLowerCase();
  const shown = word === '' ? 'nothing' : `“${foundText(word)}”`;
  const label =
    now === undefined ? 'Not said: its rows are refused' : `As it is: ${answerWords(now).toLowerCase()}`;
  const open = { value: AS_IT_IS, label };
  const found = rows === undefined ? `${shown}, ${what}` : `${shown}, ${what} of ${counted(rows, 'row')}`;
  const choices = answers
    .filter((value) => value !== now)
    .map((value) => ({ value, label: answerWords(value, word) }));
  return selectField(
    {
      ...{ name: field, label: found, value: AS_IT_IS },
      ...(nearest !== undefined && { hint: `The nearest is ${answerWords(nearest)}.` }),
    },
    [open, ...choices],
    [],
  );
}

function answerWords(answer: string, word = ''): string {
  if (answer === OWN_TECHNIQUE) return `A technique of our own: ${ownTechniqueName(word)}`;
  if (answer === PASS_OVER) return 'Pass its rows over';
  if (answer === NO_ANSWER) return 'No answer';
  if (answer === 'held') return 'It took place';
  return labelOf(answer);
}

/** What may be the same in every row. */
const ALWAYS: Readonly<Record<string, readonly string[]>> = { complaint: COMPLAINTS, techniques: TECHNIQUES };

function timeField(
  { name, field, time }: ReturnType<typeof timeQuestions>[number],
  columns: readonly string[],
): Html {
  const choices = [
    { value: AS_IT_IS, label: time === undefined ? 'With the day' : `As it is: “${foundText(time)}”` },
    ...(time === undefined ? [] : [{ value: NOT_READ, label: 'With the day' }]),
    ...columns.map((column, index) => ({ value: columnAnswer(index), label: `“${foundText(column)}”` })),
  ];
  return selectField({ name, label: `${fieldLabel(field)}, its time of day`, value: AS_IT_IS }, choices, []);
}

function columnField({ name, type, field, rule }: ColumnQuestion, columns: readonly string[]): Html {
  const now = rule ? ruleText(withShownNames(rule)) : 'not in this file';
  const choices = [
    { value: AS_IT_IS, label: `As it is: ${now}` },
    ...columns.map((column, index) => ({ value: columnAnswer(index), label: `“${foundText(column)}”` })),
    ...(rule ? [{ value: NOT_READ, label: 'Not in this file' }] : []),
    ...(field === 'endedAt'
      ? columns.map((column, index) => ({
          value: minutesAnswer(index),
          label: `After the minutes in “${foundText(column)}”`,
        }))
      : []),
    ...(ALWAYS[field] ?? []).map((code) => ({
      value: constantAnswer(code),
      label: `Always ${labelOf(code)}`,
    })),
  ];
  return selectField(
    { name, label: `${fieldLabel(field)} of the ${recordNoun(type)}`, value: AS_IT_IS },
    choices,
    [],
  );
}
