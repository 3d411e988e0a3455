import type { Decision } from '../mapping/mapping.ts';
import { asCode } from '../mapping/read-field.ts';
import { INSTRUMENTS } from '../records/scales.ts';
import { type ColumnProfile, MOSTLY } from './column-profile.ts';
import { decideScore } from './decide-score.ts';
import { headerWords } from './header-words.ts';
import { oneScoreATime } from './one-score-a-time.ts';
import { type ProposedRecord, SKIPPED } from './proposal.ts';
import { startRule } from './propose-session.ts';
import type { Roles } from './roles.ts';
import { ofOneEntry } from './same-entry.ts';
import { notAScore } from './score-names.ts';
import { timeRule } from './time-rule.ts';
import { eachOfItsTime, hasItsOwnTime } from './times-of-scores.ts';
import { clientRule, isCount } from './who-rules.ts';

/** Entries of a journal, and values measured for goals: one record for each score of a row. */
export function proposeScores(roles: Roles, columns: readonly ColumnProfile[]): ProposedRecord[] {
  const at = momentRule(roles);
  const client = clientRule(roles);
  if (!at) return [];
  const named = (role: Parameters<Roles['get']>[0]) => roles.get(role) ?? [];
  const pains = [...named('pain'), ...named('painBefore'), ...named('painAfter')];
  const proposed: ProposedRecord[] = [];
  const who = { ...(client.rule && { clientId: client.rule }), at: at.rule };
  const idFrom = at.idFrom(client.rule);
  const several = pains.length + named('soreness').length > 1;
  const region = named('bodyRegion')[0];
  const recorded = roles.get('updated')?.[0];
  const rest = {
    ...(region && { bodyRegion: { column: region.name } }),
    ...(recorded && { recordedAt: timeRule(recorded) }),
  };
  for (const column of pains) {
    const window = hasItsOwnTime(column.name, columns) ? {} : windowOf(column.name);
    if ('because' in window) {
      proposed.push({
        template: SKIPPED,
        decisions: [{ about: column.name, sure: 'certain', why: window.because }],
      });
      continue;
    }
    const score = decideScore(column);
    proposed.push({
      template: {
        type: 'pain-score',
        needs: [column.name],
        fields: {
          scoreId: scoreId(roles, column, idFrom, several),
          ...who,
          pain: score.rule,
          ...window,
          ...rest,
        },
      },
      decisions: score.decisions,
    });
  }
  for (const column of named('soreness')) {
    const score = decideScore(column);
    const fields = {
      scoreId: scoreId(roles, column, idFrom, several),
      ...who,
      soreness: score.rule,
      ...rest,
    };
    proposed.push({
      template: { type: 'pain-score', needs: [column.name], fields },
      decisions: score.decisions,
    });
  }
  for (const column of named('psfs')) proposed.push(measured(column, who, client.rule, idFrom, rest));
  for (const [role, measure] of INSTRUMENT_ROLES) {
    for (const column of named(role)) proposed.push(scored(column, measure, { who, idFrom, rest }));
  }
  if (proposed[0]) proposed[0].decisions.unshift(...client.decisions);
  const timed = eachOfItsTime(proposed, at.columns, columns);
  return oneScoreATime(withoutSides(ofOneEntry(timed), at.rule, roles));
}

/**
 * The records without the sides of a visit: the pain after it is none of the time of its row, and beside it the pain before is one
 * of a visit too. Sides that have a time of their own stay.
 */
function withoutSides(proposed: readonly ProposedRecord[], at: object, roles: Roles): ProposedRecord[] {
  const after = (roles.get('painAfter') ?? []).map(({ name }) => name);
  const sides =
    after.length > 0 ? [...after, ...(roles.get('painBefore') ?? []).map(({ name }) => name)] : [];
  return proposed.map((record) => {
    const { needs, fields } = record.template;
    const name = needs?.[0];
    if (name === undefined || !sides.includes(name) || fields['at'] !== at) return record;
    return {
      template: SKIPPED,
      decisions: [...record.decisions, { about: name, sure: 'undecided', why: A_SIDE }],
    };
  });
}

const A_SIDE =
  'is of before or after a visit, and no column says what was done there: never read; add one, such as "Service", or say on the upload page that a row is a visit and what is always done';

function measured(
  column: ColumnProfile,
  who: object,
  client: object | undefined,
  idFrom: readonly string[],
  rest: object,
): ProposedRecord {
  const slot = asCode(column.name);
  const clientPart = client && 'column' in client ? [{ column: client.column as string }] : [];
  const why = `a value measured for the goal "${slot}-<client>", which the clinic sets with its baseline and target`;
  const { rule, decisions } = decideScore(column);
  return {
    template: {
      type: 'measurement',
      needs: [column.name],
      fields: {
        measurementId: { derived: [...idFrom], prefix: slot },
        ...who,
        goalId: { joined: [slot, ...clientPart] },
        value: { column: column.name, ...(rule.missing && { missing: rule.missing }) },
        ...Object.fromEntries(Object.entries(rest).filter(([field]) => field === 'recordedAt')),
      },
    },
    decisions: [
      ...decisions.filter(({ sure }) => sure !== 'unsure'),
      { about: column.name, sure: 'unsure', why },
    ],
  };
}

export const INSTRUMENT_ROLES = [
  ['odi', 'odi'],
  ['ndi', 'ndi'],
  ['promisPain', 'promis-pain-interference'],
] as const;

/** Which of the forms that a score is exported in is expected: they cannot be told apart where scores are low. */
const EXPECTED_FORM: Readonly<Record<(typeof INSTRUMENT_ROLES)[number][1], string>> = {
  odi: 'in percent, 0 to 100; a sum of 0 to 50 has to be doubled first',
  ndi: 'as the sum of its sections, 0 to 50; percent have to be halved first, and above 50 they are refused',
  'promis-pain-interference': 'as a T score, whatever the form; a raw sum is refused or wrong',
};

/** The score of an instrument, which is the client's and needs no goal. */
function scored(
  column: ColumnProfile,
  measure: keyof typeof EXPECTED_FORM,
  { who, idFrom, rest }: { who: object; idFrom: readonly string[]; rest: object },
): ProposedRecord {
  const missing = [...column.values.keys()].filter((text) => Number(text) < 0);
  const decision = expectedForm(column.name, measure);
  return {
    template: {
      type: 'measurement',
      needs: [column.name],
      fields: {
        measurementId: { derived: [...idFrom], prefix: asCode(column.name).slice(0, 60) },
        ...who,
        measure: { constant: measure },
        value: {
          column: column.name,
          ...(column.count('percent') > 0 && measure === 'odi' && { percent: true as const }),
          ...(missing.length > 0 && { missing }),
        },
        ...Object.fromEntries(Object.entries(rest).filter(([field]) => field === 'recordedAt')),
      },
    },
    decisions: [decision],
  };
}

/** That a score is taken as what its instrument is reported in. */
export const expectedForm = (about: string, measure: keyof typeof EXPECTED_FORM): Decision => ({
  about,
  sure: 'unsure',
  why: `the score of the ${INSTRUMENTS[measure].name}, expected ${EXPECTED_FORM[measure]}`,
});

function scoreId(roles: Roles, column: ColumnProfile, idFrom: readonly string[], several: boolean): object {
  const named = roles.get('visitId')?.[0];
  const own = named && isCount(named) ? undefined : named;
  if (!several && own && own.share('id') > 0.95) return { column: own.name };
  return { derived: own ? [own.name] : [...idFrom], prefix: asCode(column.name).slice(0, 60) };
}

/** When an entry is of: a moment of its own, else when it was sent. */
export function momentRule(roles: Roles) {
  const start = startRule(roles);
  const submitted = roles.get('submitted')?.[0];
  const moment = start ?? (submitted && { rule: timeRule(submitted), columns: [submitted.name] });
  if (!moment) return undefined;
  const idFrom = (client: object | undefined) => {
    const of =
      client && 'column' in client
        ? [client.column as string]
        : client && 'derived' in client
          ? (client.derived as string[])
          : [];
    return [...of, ...moment.columns];
  };
  return { ...moment, idFrom };
}

/** The first week of a study, not the one that is past. */
const NUMBERED_WEEK = /week[\s_-]*\d/i;

/** Over which time a score was asked for, as the name of its column says. */
export function windowOf(name: string): { window?: object } | { because: string } {
  const words = headerWords(name);
  const has = (...wanted: string[]) => wanted.every((word) => words.includes(word));
  if (has('week') && !words.some((word) => /^[2-9]$/.test(word)) && !NUMBERED_WEEK.test(name))
    return { window: { constant: 'past-week' } };
  if (has('7', 'days')) return { window: { constant: 'past-week' } };
  if (has('24', 'hours') || has('24h') || has('yesterday')) return { window: { constant: 'past-24-hours' } };
  if (has('weeks') || has('month') || has('months'))
    return { because: 'asks about more than the past week, for which there is no place: left out' };
  return {};
}

/**
 * Columns that are left out although they look like scores: items of instruments, instruments whose scores have no place yet,
 * and numbers from 0 to 10 of which the name does not say that they are any.
 */
export function withoutPlace(columns: readonly ColumnProfile[]): Decision[] {
  return columns.flatMap((column): Decision[] => {
    const { name } = column;
    const words = headerWords(name);
    if (words.includes('duration')) return [];
    const instrument = INSTRUMENT_WORDS.find((word) => words.includes(word));
    if (instrument === undefined) {
      const isCalled = words.some((word) => SCORE_WORDS.includes(word));
      const because = isCalled && column.filled > 0 ? notAScore(name) : undefined;
      if (because !== undefined) return [{ about: name, sure: 'certain', why: because }];
      const isScore = column.filled > 0 && column.share('zeroToTen') + column.share('ofTen') > MOSTLY;
      if (isScore)
        return [
          {
            about: name,
            sure: 'unsure',
            why: isCalled ? (words.includes('soreness') ? NO_SORENESS : WHICH_SIDE) : NUMBERS_OF_TEN,
          },
        ];
      return isCalled && /\d/.test(first(column))
        ? [{ about: name, sure: 'unsure', why: noScore(first(column)) }]
        : [];
    }
    if (words.includes('complete')) return [];
    const measure = MEASURE_OF[instrument];
    const why = measure
      ? `of ${instrument.toUpperCase()}, and never read here${column.filled > 0 ? `, such as "${first(column)}"` : ''}: its total is read from a table of scores with the client, a day with its time and one column of totals, as plain numbers ${EXPECTED_FORM[measure]}`
      : `of ${instrument.toUpperCase()}, but no score that there is a place for: left out`;
    return [{ about: name, sure: 'certain', why }];
  });
}

const INSTRUMENT_WORDS = ['odi', 'ndi', 'oswestry', 'lefs', 'promis', 'tug', 'dash'] as const;
const MEASURE_OF: Partial<Record<(typeof INSTRUMENT_WORDS)[number], keyof typeof EXPECTED_FORM>> = {
  odi: 'odi',
  oswestry: 'odi',
  ndi: 'ndi',
  promis: 'promis-pain-interference',
};
const SCORE_WORDS: readonly string[] = ['pain', 'nprs', 'nrs', 'vas', 'soreness'];
const first = ({ values }: ColumnProfile) => [...values.keys()][0] ?? '';
const noScore = (found: string) =>
  `is called by a score and holds texts such as "${found}": never read; give each score a column of its own`;
const WHICH_SIDE =
  'is called by a score, and its name does not say whether it is from before or after the visit: never read; call it so, such as "Pain before", or say which it is';
const NO_SORENESS =
  'a visit has no place for soreness, which is asked for in the days after it: never read; write a row for each score, with a day and time of its own';
/** Why numbers that are called nothing known are not read. */
export const NUMBERS_OF_TEN =
  'holds numbers from 0 to 10, and its name does not say of what: never read, unless you say which score it is';
