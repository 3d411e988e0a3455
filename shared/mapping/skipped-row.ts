import type { Refusal } from '../records/refusal.ts';
import type { RowRule } from './mapping.ts';
import type { RowReading } from './row-reading.ts';
import { readYesNo } from './written-number.ts';

/**
 * Why a row is passed over, or refused because nobody has said whether it counts; undefined for one that is read.
 * `status`: what nobody has said anything of, and the rule that asks for it.
 */
export function skippedRow(
  rules: readonly RowRule[],
  row: RowReading,
): { skipped: string } | { refusal: Refusal; status: { rule: number; word: string } } | undefined {
  for (const [index, rule] of rules.entries()) {
    const text = row.text(rule.column);
    if ('when' in rule) {
      if (text !== undefined && (rule.when === 'filled' || isYes(text))) return { skipped: rule.as };
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
    return {
      refusal: { code: 'unknown-code', path: '', message },
      status: { rule: index, word: text ?? '' },
    };
  }
  return undefined;
}

function isYes(text: string): boolean {
  const read = readYesNo(text);
  return 'value' in read && read.value;
}
