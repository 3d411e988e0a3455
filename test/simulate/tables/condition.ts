import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../shared/storage/aws/dynamodb.ts';
import { isEqual, kindOf, orderOf } from './attribute-values.ts';
import { type Bound, boundName, boundValue, ExpressionWords, type Placeholders } from './expression-words.ts';
import { invalid } from './refusals.ts';

/** A condition or filter expression, read: whether it holds of an item, `{}` where there is none. */
export type Condition = { holds(item: Item, bound: Bound): boolean; placeholders: Placeholders };

type Test = Condition['holds'];
type Operand = (item: Item, bound: Bound) => AttributeValue | undefined;

/** They are the same few over and over. */
const read = new Map<string, Condition>();

export function conditionOf(expression: string): Condition {
  const known = read.get(expression);
  if (known) return known;
  const words = new ExpressionWords(expression);
  const holds = either(words);
  if (!words.isAtEnd) throw words.unexpected(words.next());
  const condition = { holds, placeholders: words.placeholders };
  read.set(expression, condition);
  return condition;
}

/** OR binds less than AND, and AND less than NOT. Both sides are looked at, as what is wrong with one is told anyway. */
function either(words: ExpressionWords): Test {
  const tests = [both(words)];
  while (words.takes('OR')) tests.push(both(words));
  return tests.length === 1
    ? tests[0]!
    : (item, bound) => tests.map((test) => test(item, bound)).includes(true);
}

function both(words: ExpressionWords): Test {
  const tests = [negation(words)];
  while (words.takes('AND')) tests.push(negation(words));
  return tests.length === 1
    ? tests[0]!
    : (item, bound) => !tests.map((test) => test(item, bound)).includes(false);
}

function negation(words: ExpressionWords): Test {
  if (words.takes('NOT')) {
    const test = negation(words);
    return (item, bound) => !test(item, bound);
  }
  if (words.takes('(')) {
    const test = either(words);
    words.expect(')');
    return test;
  }
  return words.following === '(' ? call(words) : comparison(words);
}

function operand(words: ExpressionWords): Operand {
  const word = words.used(words.next());
  if (word.startsWith(':')) return (_item, bound) => boundValue(word, bound);
  return (item, bound) => item[boundName(word, bound)];
}

const isThere = (value: AttributeValue | undefined) => value !== undefined;

/** What a function finds of the attribute that it names, and of its second operand. */
const CALLS: Readonly<Record<string, (first?: AttributeValue, second?: AttributeValue) => boolean>> = {
  attribute_exists: isThere,
  attribute_not_exists: (value) => !isThere(value),
  begins_with: (value, prefix) => value?.S?.startsWith(prefix?.S ?? '') ?? false,
  contains: (value, part) => {
    if (!value || !part) return false;
    const elements = value.SS ?? value.NS;
    return elements ? elements.includes((part.S ?? part.N)!) : (value.S?.includes(part.S ?? '\0') ?? false);
  },
};

function call(words: ExpressionWords): Test {
  const name = words.next();
  const found = CALLS[name];
  if (!found) throw words.unexpected(name);
  words.expect('(');
  const operands = [operand(words)];
  while (words.takes(',')) operands.push(operand(words));
  words.expect(')');
  if (operands.length !== (name.startsWith('attribute') ? 1 : 2)) throw words.unexpected(name);
  return (item, bound) => found(...operands.map((each) => each(item, bound)));
}

type Ordered = (order: number) => boolean;
const ORDERS: Readonly<Record<string, Ordered>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function comparison(words: ExpressionWords): Test {
  const left = operand(words);
  if (words.takes('BETWEEN')) {
    const low = operand(words);
    words.expect('AND');
    const high = operand(words);
    return (item, bound) => {
      const [value, from, to] = [left(item, bound), low(item, bound), high(item, bound)];
      requireRange(from, to);
      return isOrdered(from, value, ORDERS['<=']!) && isOrdered(value, to, ORDERS['<=']!);
    };
  }
  const sign = words.next();
  const right = operand(words);
  if (sign === '=' || sign === '<>') {
    return (item, bound) => {
      const [one, other] = [left(item, bound), right(item, bound)];
      return (one !== undefined && other !== undefined && isEqual(one, other)) === (sign === '=');
    };
  }
  const ordered = ORDERS[sign];
  if (!ordered) throw words.unexpected(sign);
  return (item, bound) => isOrdered(left(item, bound), right(item, bound), ordered);
}

/** @throws ValidationException where no value could lie between two */
function requireRange(from: AttributeValue | undefined, to: AttributeValue | undefined): void {
  const order = from && to && orderOf(from, to);
  if (order !== undefined && order > 0) throw invalid('the BETWEEN operator requires its lower bound first');
}

function isOrdered(
  one: AttributeValue | undefined,
  other: AttributeValue | undefined,
  ordered: Ordered,
): boolean {
  if (!one || !other) return false;
  if (['BOOL', 'NULL', 'SS', 'NS'].includes(kindOf(other))) throw invalid('operand of no type with an order');
  const order = orderOf(one, other);
  return order !== undefined && ordered(order);
}
