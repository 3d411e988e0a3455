/** Condition keys and their values, as a request brings them; names in lower case. */
type ConditionValues = ReadonlyMap<string, string>;

/** A statement of an identity policy, made ready to be asked. */
export type Statement = {
  readonly effect: 'Allow' | 'Deny';
  /** Names of the condition keys that it looks at, in lower case. */
  readonly conditionKeys: readonly string[];
  /** Whether it speaks of a call. */
  matches(call: { action: string; resource: string }, values: ConditionValues): boolean;
};

type Matcher = (text: string) => boolean;
type Comparison = { readonly negated: boolean; compile(expected: string): Matcher };
type Condition = { readonly key: string; holds(values: ConditionValues): boolean };

const ELEMENTS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

const equals = (expected: string): Matcher => {
  return (text) => text === expected;
};
const equalsIgnoringCase = (expected: string): Matcher => {
  return (text) => text.toLowerCase() === expected.toLowerCase();
};
const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['StringEquals', { negated: false, compile: equals }],
  ['StringNotEquals', { negated: true, compile: equals }],
  ['StringLike', { negated: false, compile: (expected) => pattern(expected) }],
  ['StringNotLike', { negated: true, compile: (expected) => pattern(expected) }],
  // A request that has several values makes a call of each (dynamodb-actions.ts). One that has none would pass on AWS;
  // here it is refused, since not every request is read for them.
  ['ForAllValues:StringEquals', { negated: false, compile: equals }],
  ['ForAllValues:StringLike', { negated: false, compile: (expected) => pattern(expected) }],
  ['Bool', { negated: false, compile: equalsIgnoringCase }],
]);

/**
 * Reads a statement (IAM user guide, "IAM JSON policy elements reference"): effect, actions and resources with
 * their wildcards, either of them negated, and conditions on single values by text or Bool, also `...IfExists`.
 *
 * @throws Error for an element, operator or policy variable that is not evaluated here: a statement that was
 * understood by half would allow or deny what AWS does not
 */
export function policyStatement(text: unknown): Statement {
  const parts = text as Readonly<Record<string, unknown>>;
  const strange = Object.keys(parts).find((name) => !ELEMENTS.includes(name));
  if (strange) throw new Error(`the policy element ${strange} is not evaluated here`);
  const { Effect: effect, NotAction, NotResource } = parts;
  if (effect !== 'Allow' && effect !== 'Deny') throw new Error(`not an effect: ${String(effect)}`);
  const action = anyOf(texts(parts['Action'] ?? NotAction, 'Action').map((wanted) => pattern(wanted, 'i')));
  const resource = anyOf(texts(parts['Resource'] ?? NotResource, 'Resource').map(arnPattern));
  const conditions = conditionsOf((parts['Condition'] ?? {}) as Record<string, Record<string, unknown>>);
  return {
    effect,
    conditionKeys: conditions.map(({ key }) => key),
    matches: (call, values) =>
      action(call.action) !== (NotAction !== undefined) &&
      resource(call.resource) !== (NotResource !== undefined) &&
      conditions.every((condition) => condition.holds(values)),
  };
}

/** All conditions must hold; each by any of its values, or for a negated operator by none of them. */
function conditionsOf(blocks: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Condition[] {
  return Object.entries(blocks).flatMap(([operator, keys]) => {
    const name = operator.replace(/IfExists$/, '');
    const comparison = COMPARISONS.get(name);
    return Object.entries(keys).map(([key, expected]): Condition => {
      if (!comparison) throw new Error(`the condition ${operator} on ${key} is not evaluated here`);
      const matches = anyOf(texts(expected, key).map(comparison.compile));
      const absent = comparison.negated || name !== operator;
      const lowerCase = key.toLowerCase();
      return {
        key: lowerCase,
        holds: (values) => {
          const value = values.get(lowerCase);
          return value === undefined ? absent : matches(value) !== comparison.negated;
        },
      };
    });
  });
}

function texts(value: unknown, where: string): string[] {
  const list = [value].flat();
  return list.map((entry) => {
    if (typeof entry !== 'string' && typeof entry !== 'boolean')
      throw new Error(`expected text for ${where}, but got ${JSON.stringify(entry)}`);
    if (/\$\{/.test(String(entry))) throw new Error(`the policy variable in ${entry} is not evaluated here`);
    return String(entry);
  });
}

const anyOf = (matchers: readonly Matcher[]): Matcher => {
  return (text) => matchers.some((matches) => matches(text));
};

/** `*` stands for any text and `?` for one character. */
function pattern(text: string, flags = ''): Matcher {
  const source = text.replace(/[.*+?^${}()|[\]\\]/g, (character) =>
    character === '*' ? '.*' : character === '?' ? '.' : `\\${character}`,
  );
  const expression = new RegExp(`^${source}$`, `s${flags}`);
  return (other) => expression.test(other);
}

/** A wildcard stays within its part of an ARN; the last part, the resource itself, may hold colons. */
function arnPattern(text: string): Matcher {
  if (text === '*') return () => true;
  const parts = arnParts(text).map((part) => pattern(part));
  return (arn) => {
    const others = arnParts(arn);
    return others.length === parts.length && parts.every((matches, index) => matches(others[index] ?? ''));
  };
}

function arnParts(text: string): string[] {
  const parts = text.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}
