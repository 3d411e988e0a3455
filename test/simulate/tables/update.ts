import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../shared/storage/aws/dynamodb.ts';
import { keptValue, numberText, sumOf } from './attribute-values.ts';
import { type Bound, boundName, boundValue, ExpressionWords, type Placeholders } from './expression-words.ts';
import { invalid } from './refusals.ts';

/** An update expression, read: what an item becomes, of the attributes of its key alone where there was none. */
export type Update = {
  changed(item: Item, bound: Bound): Item;
  /** The attributes that it changes, as words. */
  paths: readonly string[];
  placeholders: Placeholders;
};

type Step = {
  path: string;
  value?: string;
  change(held: AttributeValue | undefined, by: AttributeValue): Changed;
};
type Changed = AttributeValue | undefined;

const read = new Map<string, Update>();
const CLAUSES = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;

export function updateOf(expression: string): Update {
  const known = read.get(expression);
  if (known) return known;
  const words = new ExpressionWords(expression);
  const steps: Step[] = [];
  const seen = new Set<string>();
  while (!words.isAtEnd) {
    const clause = CLAUSES.find((name) => words.takes(name));
    if (!clause || seen.has(clause)) throw words.unexpected(words.next());
    seen.add(clause);
    do steps.push(stepOf(clause, words));
    while (words.takes(','));
  }
  const update = {
    changed: (item: Item, bound: Bound) => afterSteps(steps, item, bound),
    paths: steps.map(({ path }) => path),
    placeholders: words.placeholders,
  };
  read.set(expression, update);
  return update;
}

function stepOf(clause: (typeof CLAUSES)[number], words: ExpressionWords): Step {
  const path = words.used(words.next());
  if (clause === 'REMOVE') return { path, change: () => undefined };
  if (clause === 'SET') words.expect('=');
  const value = words.used(words.next());
  if (!value.startsWith(':')) throw words.unexpected(value);
  const change = { SET: (_held: unknown, by: AttributeValue) => by, ADD: added, DELETE: without }[clause];
  return { path, value, change };
}

function afterSteps(steps: readonly Step[], item: Item, bound: Bound): Item {
  const changed = { ...item };
  for (const { path, value, change } of steps) {
    const name = boundName(path, bound);
    const after = change(
      item[name],
      value === undefined ? { NULL: true } : keptValue(boundValue(value, bound)),
    );
    if (after === undefined) delete changed[name];
    else changed[name] = after;
  }
  return changed;
}

/** A number and another, or the elements of two sets. */
function added(held: AttributeValue | undefined, by: AttributeValue): AttributeValue {
  if (by.N !== undefined) {
    if (held && held.N === undefined)
      throw invalid('the operand of ADD is of another type than the attribute');
    return { N: sumOf(held?.N ?? '0', numberText(by.N)) };
  }
  if (by.SS === undefined) throw invalid('ADD takes a number or a set');
  if (held && held.SS === undefined)
    throw invalid('the operand of ADD is of another type than the attribute');
  return { SS: [...new Set([...(held?.SS ?? []), ...by.SS])] };
}

/** A set without some of its elements: one that is left empty is no attribute. */
function without(held: AttributeValue | undefined, by: AttributeValue): Changed {
  if (by.SS === undefined) throw invalid('DELETE takes a set');
  if (!held) return undefined;
  if (held.SS === undefined) throw invalid('the operand of DELETE is of another type than the attribute');
  const left = held.SS.filter((element) => !by.SS!.includes(element));
  return left.length === 0 ? undefined : { SS: left };
}
