import { isRecord } from '../assembly/template.ts';

export type Filter = (event: unknown) => boolean;

/**
 * Compiles one filter pattern of an event source mapping (Lambda developer guide, "Filter rule syntax"): every
 * field named must match, a list of rules is an or. Supported: values, `exists`, `prefix`, `suffix`,
 * `anything-but`, `numeric`, `equals-ignore-case` and `$or`.
 *
 * @param pattern JSON text
 * @throws Error naming a rule that is not known: a filter that let everything pass would hide itself.
 */
export function filterPattern(pattern: string): Filter {
  const parsed: unknown = JSON.parse(pattern);
  if (!isRecord(parsed)) throw new Error(`a filter pattern must be an object: ${pattern}`);
  return compile(parsed);
}

function compile(pattern: Record<string, unknown>): Filter {
  const fields = Object.entries(pattern).map(([name, rule]): Filter => {
    if (name === '$or' && Array.isArray(rule)) {
      const alternatives = rule.filter(isRecord).map(compile);
      return (event) => alternatives.some((alternative) => alternative(event));
    }
    const matches = Array.isArray(rule) ? anyRule(rule) : nested(name, rule);
    return (event) => matches(isRecord(event) ? event[name] : undefined);
  });
  return (event) => fields.every((field) => field(event));
}

function nested(name: string, rule: unknown): Filter {
  if (!isRecord(rule)) throw new Error(`the filter for ${name} must be a list or an object`);
  const matches = compile(rule);
  return (value) => (Array.isArray(value) ? value.some(matches) : matches(value));
}

function anyRule(rules: readonly unknown[]): Filter {
  const compiled = rules.map(ruleOf);
  return (value) =>
    Array.isArray(value)
      ? value.some((element) => compiled.some((matches) => matches(element)))
      : compiled.some((matches) => matches(value));
}

function ruleOf(rule: unknown): Filter {
  if (!isRecord(rule)) return (value) => value === rule;
  const [[name, argument] = ['', undefined], ...others] = Object.entries(rule);
  if (others.length > 0) throw new Error(`one rule at a time, not ${JSON.stringify(rule)}`);
  switch (name) {
    case 'exists':
      return (value) => (value !== undefined && !isRecord(value)) === argument;
    case 'prefix':
      return textRule(argument, (value, prefix) => value.startsWith(prefix));
    case 'suffix':
      return textRule(argument, (value, suffix) => value.endsWith(suffix));
    case 'equals-ignore-case':
      return textRule(argument, (value, other) => value.toLowerCase() === other.toLowerCase());
    case 'anything-but':
      return anythingBut(argument);
    case 'numeric':
      return numeric(argument);
    default:
      throw new Error(`the filter rule ${JSON.stringify(rule)} is not supported`);
  }
}

function textRule(argument: unknown, test: (value: string, argument: string) => boolean): Filter {
  if (typeof argument !== 'string')
    throw new Error(`a filter rule expected text, but got ${JSON.stringify(argument)}`);
  return (value) => typeof value === 'string' && test(value, argument);
}

/** A field that is missing is not "anything but": it is nothing. */
function anythingBut(argument: unknown): Filter {
  const refused = isRecord(argument)
    ? ruleOf(argument)
    : anyRule(Array.isArray(argument) ? argument : [argument]);
  return (value) => value !== undefined && !isRecord(value) && !refused(value);
}

const COMPARISONS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function numeric(argument: unknown): Filter {
  if (!Array.isArray(argument) || (argument.length !== 2 && argument.length !== 4)) {
    throw new Error(`numeric expects one or two comparisons, not ${JSON.stringify(argument)}`);
  }
  const tests: Filter[] = [];
  for (let index = 0; index < argument.length; index += 2) {
    const compare = COMPARISONS[String(argument[index])];
    const bound: unknown = argument[index + 1];
    if (!compare || typeof bound !== 'number')
      throw new Error(`not a comparison: ${JSON.stringify(argument)}`);
    tests.push((value) => typeof value === 'number' && compare(value, bound));
  }
  return (value) => tests.every((test) => test(value));
}

/** One filter out of the `FilterCriteria` of a mapping: an event passes when any pattern matches, or there is none. */
export function filterCriteria(criteria: unknown): Filter {
  const filters = isRecord(criteria) && Array.isArray(criteria['Filters']) ? criteria['Filters'] : [];
  const patterns = filters.map((filter) => filterPattern(String((filter as { Pattern: unknown }).Pattern)));
  return (event) => patterns.length === 0 || patterns.some((matches) => matches(event));
}
