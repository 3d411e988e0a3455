import { type ColumnProfile, MOSTLY } from './column-profile.ts';
import { headerWords } from './header-words.ts';
import type { ProposedRecord } from './proposal.ts';
import { expectedForm, INSTRUMENT_ROLES, momentRule, windowOf } from './propose-scores.ts';
import { type Roles, roleOfName } from './roles.ts';
import { notAScore } from './score-names.ts';
import { clientRule } from './who-rules.ts';

const MOST_KINDS = 60;
const VALUE_WORDS: readonly string[] = [
  'value',
  'score',
  'result',
  'answer',
  'response',
  'points',
  'wert',
  'valor',
];
const SCORES = ['soreness', 'odi', 'ndi', 'promisPain', 'pain'] as const;

/** Scores that are listed one below the other: what was measured in one column, its value in another. */
export function proposeListed(roles: Roles, columns: readonly ColumnProfile[]): ProposedRecord[] {
  const at = momentRule(roles);
  const value = columns.find(isValue);
  const kind = columns.find((column) => column !== value && isKind(column));
  if (!at || !value || !kind) return [];
  const client = clientRule(roles);
  const who = { ...(client.rule && { clientId: client.rule }), at: at.rule };
  const known = [...kind.values.keys()].map((text) => ({
    text,
    role: notAScore(text) === undefined ? roleOfName(text, SCORES) : undefined,
  }));
  const decisions = [...client.decisions];
  const others = known.filter(({ role }) => role === undefined).map(({ text }) => text);
  if (others.length > 0)
    decisions.push({
      about: kind.name,
      sure: 'unsure',
      why: `of these no score is known, and their rows are passed over: ${others.slice(0, 12).join(', ')}`,
    });
  const proposed = known.flatMap(({ text, role }): ProposedRecord[] => {
    const instrument = INSTRUMENT_ROLES.find(([each]) => each === role)?.[1];
    const window = windowOf(text);
    if (role === undefined || 'because' in window) return [];
    const id = { derived: [...at.idFrom(client.rule), kind.name], prefix: 'score' };
    const where = { column: kind.name, is: [text] };
    const cell = { column: value.name };
    if (instrument) {
      const fields = { measurementId: id, ...who, measure: { constant: instrument }, value: cell };
      const template = { type: 'measurement' as const, needs: [value.name], where, fields };
      return [{ template, decisions: [expectedForm(text, instrument)] }];
    }
    const fields = { scoreId: id, ...who, [role]: cell, ...window };
    return [{ template: { type: 'pain-score', needs: [value.name], where, fields }, decisions: [] }];
  });
  proposed[0]?.decisions.unshift(...decisions);
  return proposed;
}

const isValue = (column: ColumnProfile) =>
  headerWords(column.name).some((word) => VALUE_WORDS.includes(word)) && column.share('number') > MOSTLY;

const isKind = (column: ColumnProfile) =>
  column.values.size > 0 &&
  column.values.size <= MOST_KINDS &&
  column.count('number') < column.filled &&
  [...column.values.keys()].some((text) => roleOfName(text, SCORES) !== undefined);
