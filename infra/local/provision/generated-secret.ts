import { randomInt } from 'node:crypto';

/** `GenerateSecretString` of a template (Secrets Manager, GetRandomPassword). */
export type SecretStringRules = {
  readonly PasswordLength?: number;
  readonly ExcludeCharacters?: string;
  readonly ExcludeLowercase?: boolean;
  readonly ExcludeNumbers?: boolean;
  readonly ExcludePunctuation?: boolean;
  readonly ExcludeUppercase?: boolean;
  readonly IncludeSpace?: boolean;
  readonly RequireEachIncludedType?: boolean;
  readonly SecretStringTemplate?: string;
  readonly GenerateStringKey?: string;
};

const LOWERCASE = 'abcdefghijklmnopqrstuvwxyz';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const DEFAULT_LENGTH = 32;

/**
 * Generates a secret's text as its template says: of the character types that are not excluded, at least one
 * of each unless that is turned off; put into the JSON template where there is one.
 *
 * @param pick a random integer from 0 up to, not including, `below`
 * @throws Error when the rules leave no character, or fewer characters than types
 */
export function generatedSecret(
  rules: SecretStringRules,
  pick = (below: number) => randomInt(below),
): string {
  const password = randomPassword(rules, pick);
  if (rules.SecretStringTemplate === undefined || rules.GenerateStringKey === undefined) return password;
  const template = JSON.parse(rules.SecretStringTemplate) as Record<string, unknown>;
  return JSON.stringify({ ...template, [rules.GenerateStringKey]: password });
}

function randomPassword(rules: SecretStringRules, pick: (below: number) => number): string {
  const length = rules.PasswordLength ?? DEFAULT_LENGTH;
  const types = [
    rules.ExcludeLowercase ? '' : LOWERCASE,
    rules.ExcludeUppercase ? '' : LOWERCASE.toUpperCase(),
    rules.ExcludeNumbers ? '' : '0123456789',
    rules.ExcludePunctuation ? '' : PUNCTUATION,
    rules.IncludeSpace ? ' ' : '',
  ]
    .map((type) => [...type].filter((character) => !rules.ExcludeCharacters?.includes(character)))
    .filter((type) => type.length > 0);
  if (types.length === 0) throw new Error('the rules for the generated secret leave no characters');
  const required = rules.RequireEachIncludedType === false ? [] : types;
  if (required.length > length)
    throw new Error(`a secret of ${length} characters cannot hold one of each type`);
  const all = types.flat();
  const characters = required.map((type) => choose(type, pick));
  while (characters.length < length) characters.push(choose(all, pick));
  return shuffled(characters, pick).join('');
}

function choose(from: readonly string[], pick: (below: number) => number): string {
  return from[pick(from.length)] ?? '';
}

function shuffled(characters: readonly string[], pick: (below: number) => number): string[] {
  const order = [...characters];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = pick(last + 1);
    [order[last], order[other]] = [order[other] ?? '', order[last] ?? ''];
  }
  return order;
}
