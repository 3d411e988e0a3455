import type { MovementRule } from './field-rule.ts';

/** From what a field is read, in words: a column, several, a text that is always the same. */
export function ruleText(rule: object): string {
  if ('movements' in rule) return (rule.movements as MovementRule[]).map(movementText).join('; ');
  const { column, compact, constant, derived, joined, after, minutes, time, zone, score, counted } =
    rule as Record<string, never>;
  const length = minutes && ` (minutes: ${typeof minutes === 'string' ? minutes : ruleText(minutes)})`;
  if (after) return `after its beginning${length}`;
  if (derived) return `digest of ${(derived as string[]).map((name) => `"${name}"`).join(' and ')}`;
  if (joined)
    return `${(joined as (string | { column: string })[]).map((part) => (typeof part === 'string' ? part : `"${part.column}"`)).join('-')}`;
  if (constant !== undefined) return `always ${constant}${length ?? ''}`;
  const { form: written, order } = (score ?? {}) as { form?: string; order?: string };
  const form = written && ` (${[written, order].filter((part) => part !== undefined).join(', ')})`;
  return `"${column ?? compact}"${time ? ` with "${time}"` : ''}${counted ? ` (${counted})` : ''}${zone ? ` in the zone of "${zone}"` : ''}${form ?? ''}${length ?? ''}`;
}

/** `shoulder-flexion left: "ROM in" before, "ROM out" after` */
function movementText({ movement, side, before, after, pair }: MovementRule): string {
  const cells = [
    before && `"${before.column}" before`,
    after && `"${after.column}" after`,
    pair && `"${pair.column}" (pair, ${pair.order})`,
  ].filter((text) => text !== undefined);
  return `${movement}${side === undefined ? '' : ` ${side}`}: ${cells.join(', ')}`;
}
