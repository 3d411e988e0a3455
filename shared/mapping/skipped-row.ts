import type { Refusal } from '../records/refusal.ts';
import type { RowRule } from './mapping.ts';
import type { RowReading } from './row-reading.ts';
import { readYesNo } from './written-number.ts';

/**
 * Why a row is passed over, by any of the rules; or refused because nobody has said whether it counts; undefined for one that is read.
 * `status`: what nobody has said anything of, and the rule that asks for it.
 */
export function skippedRow(
  rules: readonly RowRule[],
  row: RowReading,
): { skipped: string } | NobodySaid | undefined {
  let unknown: NobodySaid | undefined;
  for (const [index, rule] of rules.entries()) {
    const text = row.text(rule.column);
    if ('when' in rule) {
      const said = text === undefined ? false : rule.when === 'filled' || saysYes(text);
      if (said === true) return { skipped: rule.as };
      if (said === undefined) unknown ??= { refusal: NEITHER };
      continue;
    }
    const word = (text ?? '').toLowerCase();
    if ('is' in rule) {
      if (rule.is.some((one) => one.toLowerCase() === word)) return { skipped: rule.as };
      continue;
    }
    const skipped = Object.entries(rule.skipped).find(([status]) => status.toLowerCase() === word);
    if (skipped) return { skipped: skipped[1] };
    if (rule.held.some((status) => status.toLowerCase() === word)) continue;
    const message =
      'expected a status that the mapping lists, as "held" or as "skipped"; it decides whether the visit counts';
    unknown ??= {
      refusal: { code: 'unknown-code', path: '', message },
      status: { rule: index, word: text ?? '' },
    };
  }
  return unknown;
}

type NobodySaid = { refusal: Refusal; status?: { rule: number; word: string } };

const NEITHER: Refusal = {
  code: 'wrong-type',
  path: '',
  message:
    'expected yes or no in a column that decides whether the visit counts, such as "No show"; this is neither',
};

/** @returns undefined for a text that is neither yes nor no */
function saysYes(text: string): boolean | undefined {
  const read = readYesNo(text);
  return 'value' in read ? read.value : undefined;
}
