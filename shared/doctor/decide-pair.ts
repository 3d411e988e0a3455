import type { ColumnRule } from '../mapping/field-rule.ts';
import type { Decision } from '../mapping/mapping.ts';
import type { PairOrder } from '../mapping/paired-scores.ts';
import type { ColumnProfile } from './column-profile.ts';
import { headerWords } from './header-words.ts';

/** How the two scores are told apart that stand in each cell of a column: by their words, else by the column's name. */
export function decidePair(column: ColumnProfile): { rule: ColumnRule; decisions: Decision[] } {
  const about = column.name;
  if (column.count('saidPair') === column.filled) {
    const why = 'two scores in each cell, before and after, as its words say';
    return { rule: { column: about, score: { form: 'pair' } }, decisions: [{ about, sure: 'certain', why }] };
  }
  const order = orderIn(column.name);
  if (order) {
    const why = `two scores in each cell, ${order === 'before-first' ? 'before and then after' : 'after and then before'}, as the name of the column says`;
    const rule = { column: about, score: { form: 'pair', order } } as const;
    return { rule, decisions: [{ about, sure: 'likely', why }] };
  }
  const why = `“${about}” holds two scores in each cell, such as ${[...column.values.keys()][0]}: say which of them is the pain before`;
  return {
    rule: { column: about, score: { form: 'pair' } },
    decisions: [{ about: 'painBefore', sure: 'undecided', why }],
  };
}

/** What names of columns call the two sides of a visit. */
const SIDES = [
  ['before', 'after'],
  ['in', 'out'],
  ['start', 'end'],
] as const;

function orderIn(name: string): PairOrder | undefined {
  const words = headerWords(name);
  for (const [first, second] of SIDES) {
    const [before, after] = [words.indexOf(first), words.indexOf(second)];
    if (before !== -1 && after !== -1) return before < after ? 'before-first' : 'after-first';
  }
  return undefined;
}
