import { ID_FIELD, type RecordType } from '../records/record.ts';
import {
  type ColumnQuestion,
  columnQuestions,
  isInstant,
  SCORE_FIELDS,
  scoreQuestions,
  timeQuestions,
} from './column-questions.ts';
import type { ColumnRule, FieldRule } from './field-rule.ts';
import { otherColumns, zonesRead } from './mapped-columns-check.ts';
import { type Decision, type Mapping, parseMapping } from './mapping.ts';
import {
  columnOfWords,
  NO_ANSWER,
  type OpenWord,
  OWN_TECHNIQUE,
  openWords,
  PASS_OVER,
  wordScores,
} from './open-words.ts';
import { ownTechniqueMeaning } from './own-technique-name.ts';
import { statusVocabulary } from './status-vocabulary.ts';

/** A column of the file: whether what is in it can be an id, and how it is a time where its texts alone do not say it. */
export type AskedColumn = {
  name: string;
  isId: boolean;
  clock?: Pick<ColumnRule, 'counted' | 'timeZone'>;
};

/** What a person is answering about: the mapping that was shown, and what was found in the file under it. */
export type Asked = {
  mapping: Mapping;
  unknownWords: Parameters<typeof openWords>[1];
  columns: readonly AskedColumn[];
};

/** Answers that leave a field as it is, or unread. */
export const AS_IT_IS = '';
export const NOT_READ = 'none';
/** Answers that name a column by its number among the file's, or a code that is the same in every row. */
export const columnAnswer = (index: number) => `column:${index}`;
/** The same of a column of minutes, where a session's end is its length. */
export const minutesAnswer = (index: number) => `minutes:${index}`;
export const constantAnswer = (text: string) => `always:${text}`;

/**
 * A mapping as it is when a form's answers have been taken up. What was not answered stays as it is.
 *
 * @param answers the fields of the form, by name
 * @returns the mapping, or what is wrong with the answers
 */
export function answeredMapping(
  { mapping, unknownWords, columns }: Asked,
  answers: Readonly<Record<string, string>>,
): { mapping: Mapping } | { faults: string[] } {
  const draft = structuredClone(mapping);
  const said = (name: string) => answers[name]?.trim() || undefined;
  const settled = new Set<string>();
  for (const question of columnQuestions(mapping)) {
    const answer = said(question.name);
    answerColumn(draft, question, answer, columns, said('minutes'));
    if (answer !== undefined) settled.add(question.field);
  }
  for (const { name, record, field } of timeQuestions(draft))
    answerTime(draft, record, field, said(name), columns);
  for (const [index, record] of draft.records.entries()) deriveId(record, mapping.records[index]!);
  // A score has pain, soreness, or both.
  if (settled.has('soreness')) settled.add('pain');
  for (const { name, record, field, form } of scoreQuestions(draft)) {
    answerForm(draft, record, field, said(name));
    if (said(name) !== undefined && said(name) !== form) settled.add(field);
  }
  const words = openWords(mapping, unknownWords);
  for (const word of words) answerWord(draft, word, said(word.field));
  for (const { field, vocabulary } of words) if (said(field)) settled.add(vocabulary);
  for (const name of ['timeZone', 'dateOrder'] as const) {
    const answer = said(name);
    if (answer === undefined) continue;
    Object.assign(draft, { [name]: answer });
    settled.add(name);
  }
  if (said('zones') === 'clinic') forgetZones(draft);
  const years = said('shortYears');
  if (years !== undefined) draft.shortYears = Number(years) as 1900 | 2000;
  const therapist = said('therapist');
  for (const { fields } of draft.records)
    if (therapist !== undefined && fields['therapistId'] && 'constant' in fields['therapistId'])
      fields['therapistId'] = { constant: therapist };
  if (said('minutes') !== undefined) settled.add('endedAt');
  if (said('leaveOut') === 'yes') {
    const names = columns.map(({ name }) => name);
    draft.leftOut = [...draft.leftOut, ...otherColumns(draft, names)];
  }
  draft.decisions = draft.decisions.filter(({ about, sure }) => !(isOpen(sure) && settled.has(about)));
  return parseMapping(draft);
}

const isOpen = (sure: Decision['sure']) => sure === 'undecided' || sure === 'unsure';

function answerColumn(
  { records, leftOut }: Mapping,
  { record, field, rule }: ColumnQuestion,
  answer: string | undefined,
  columns: Asked['columns'],
  minutes: string | undefined,
): void {
  const { fields } = records[record]!;
  if (field === 'endedAt' && answer === undefined && minutes !== undefined && rule && 'after' in rule)
    fields[field] = { ...rule, minutes: { constant: Number(minutes) } };
  if (answer === undefined) return;
  if (answer === NOT_READ) delete fields[field];
  const [kind, ...rest] = answer.split(':');
  const text = rest.join(':');
  if (kind === 'always')
    fields[field] = { constant: text, ...(field === 'techniques' && { minutes: 'whole-session' }) };
  const column = kind === 'column' || kind === 'minutes' ? columns[Number(text)] : undefined;
  if (!column) return;
  fields[field] =
    kind === 'minutes'
      ? { after: 'startedAt', minutes: { column: column.name } }
      : ruleOf(field, column, rule);
  readColumn(leftOut, column.name);
}

/** Times without an offset are those of the clinic's zone, and of no column, which is not read any more. */
function forgetZones(mapping: Mapping): void {
  mapping.leftOut.push(...zonesRead(mapping));
  for (const { fields } of mapping.records)
    for (const rule of Object.values(fields)) if ('zone' in rule) delete rule.zone;
}

/** A column that is read is no longer among those that never are. */
function readColumn(leftOut: string[], name: string): void {
  const at = leftOut.indexOf(name);
  if (at !== -1) leftOut.splice(at, 1);
}

/** The time of day in a column of its own, or no longer in one. */
function answerTime(
  { records, leftOut }: Mapping,
  record: number,
  field: string,
  answer: string | undefined,
  columns: Asked['columns'],
): void {
  const rule = records[record]!.fields[field];
  if (answer === undefined || !rule || !('column' in rule) || 'minutes' in rule) return;
  if (answer === NOT_READ && 'time' in rule) delete rule.time;
  const [kind, index] = answer.split(':');
  const column = kind === 'column' ? columns[Number(index)] : undefined;
  if (!column) return;
  records[record]!.fields[field] = { ...rule, time: column.name };
  readColumn(leftOut, column.name);
}

/** An id that is made of whose a record is and when follows them; a record without any gets such a one. */
function deriveId(record: Mapping['records'][number], before: Mapping['records'][number]): void {
  const id = ID_FIELD[record.type];
  const rule = record.fields[id];
  const derived = rule && 'derived' in rule ? rule.derived.join('\n') : undefined;
  // An id of its own stays, and one that was derived from something else.
  if (rule && (derived === undefined || derived !== whoAndWhen(before)?.join('\n'))) return;
  const now = whoAndWhen(record);
  if (!now || now.join('\n') === derived) return;
  const prefix = PREFIX[record.type] ?? record.type;
  record.fields[id] = { derived: now, prefix: rule && 'derived' in rule ? (rule.prefix ?? prefix) : prefix };
}

const PREFIX: Partial<Record<RecordType, string>> = { session: 'visit', 'pain-score': 'score' };

function whoAndWhen({ fields }: Mapping['records'][number]): string[] | undefined {
  const { clientId: who, startedAt, at } = fields;
  const when = startedAt ?? at;
  if (!who || !when || !('column' in when)) return undefined;
  const columns = 'derived' in who ? who.derived : 'column' in who ? [who.column] : undefined;
  const time = 'time' in when && when.time !== undefined ? [when.time] : [];
  return columns && [...columns, when.column, ...time];
}

/** A column read as it was read before; what is no id stands for one by its digest. */
function ruleOf(field: string, { name, isId, clock }: AskedColumn, before: FieldRule | undefined): FieldRule {
  if (field === 'techniques')
    return before && 'column' in before && 'minutes' in before
      ? { ...before, column: name }
      : { column: name, minutes: 'whole-session' };
  const zone = before && 'zone' in before && !clock?.timeZone ? before.zone : undefined;
  if (isInstant(field)) return { ...clock, ...(zone !== undefined && { zone }), column: name };
  const isOfPerson = field === 'clientId' || field === 'therapistId';
  if (isOfPerson && !isId) return { derived: [name], prefix: field === 'clientId' ? 'client' : 'therapist' };
  return { ...(before && 'score' in before && before.score && { score: before.score }), column: name };
}

/** The form of a column holds for all scores that are read from it. */
function answerForm({ records }: Mapping, record: number, field: string, answer: string | undefined): void {
  const { fields } = records[record]!;
  const asked = fields[field];
  if (answer === undefined || !asked || !('column' in asked)) return;
  for (const each of SCORE_FIELDS) {
    const rule = fields[each];
    if (rule && 'column' in rule && !('minutes' in rule) && rule.column === asked.column)
      fields[each] = ruleInForm(rule, answer);
  }
}

function ruleInForm({ score, ...rest }: ColumnRule, answer: string): ColumnRule {
  const words = score?.form === 'words' ? score.words : {};
  const forms = {
    n: undefined,
    'n-of-10': { form: 'n-of-10' },
    words: { form: 'words', words },
    'mm-half-up': { form: 'mm-of-100', rounding: 'half-up' },
    'mm-refuse-parts': { form: 'mm-of-100', rounding: 'refuse-parts' },
    pair: { form: 'pair' },
    'pair-before-first': { form: 'pair', order: 'before-first' },
    'pair-after-first': { form: 'pair', order: 'after-first' },
  } as const;
  const form = Object.hasOwn(forms, answer) ? forms[answer as keyof typeof forms] : score;
  return { ...rest, ...(form && { score: form }) };
}

function answerWord(
  mapping: Mapping,
  { vocabulary, word, answers }: OpenWord,
  answer: string | undefined,
): void {
  if (answer === undefined || !answers.includes(answer)) return;
  const status = mapping.rows?.find((_, rule) => statusVocabulary(rule) === vocabulary);
  if (status && 'held' in status) {
    if (answer === 'held') status.held.push(word);
    else status.skipped[word] = answer;
    return;
  }
  for (const { fields } of wordScores(mapping, vocabulary)) {
    const rule = fields[vocabulary]!;
    if (!('score' in rule) || rule.score?.form !== 'words') continue;
    if (answer === NO_ANSWER) rule.missing = [...(rule.missing ?? []), word];
    else rule.score.words[word] = Number(answer);
  }
  if (wordScores(mapping, vocabulary).length > 0) return;
  const column = columnOfWords(mapping, vocabulary);
  if (answer === PASS_OVER && column !== undefined) passOver(mapping, column, word);
  else if (answer !== PASS_OVER)
    mapping.vocabularies = {
      ...mapping.vocabularies,
      [vocabulary]: {
        ...mapping.vocabularies?.[vocabulary],
        [word]: answer === OWN_TECHNIQUE ? ownTechniqueMeaning(word)! : answer,
      },
    };
}

function passOver(mapping: Mapping, column: string, word: string): void {
  const before = mapping.rows?.find((rule) => 'is' in rule && rule.column === column);
  if (before && 'is' in before) before.is.push(word);
  else mapping.rows = [...(mapping.rows ?? []), { column, is: [word], as: 'other-service' }];
}
