import { Refusal } from './error-format.ts';

/** Fields that no condition has to name. */
const FREE = /^(x-amz-signature|file|policy|bucket|x-ignore-.*)$/;

/**
 * Holds a form against the policy that it carries: not expired, every condition kept, and no field beside them.
 *
 * @param policy in Base64, its signature verified
 * @param fields by their names in lower case, the bucket among them
 * @throws Refusal (403 AccessDenied; 400 when the file is too short or too long, or the policy is none)
 */
export function requirePolicy(
  policy: string,
  fields: ReadonlyMap<string, string>,
  fileBytes: number,
  now: Date,
): void {
  const { expiration, conditions } = parsed(policy);
  if (!(Date.parse(expiration) > now.getTime())) throw denied('Policy expired.');
  const named = new Set<string>();
  for (const condition of conditions.flatMap(asMatches)) {
    const [kind, first, second] = condition;
    if (kind === 'content-length-range') {
      requireLength(fileBytes, Number(first), Number(second));
      continue;
    }
    const name = String(first).replace(/^\$/, '').toLowerCase();
    const value = fields.get(name) ?? '';
    named.add(name);
    const kept =
      kind === 'eq' ? value === second : kind === 'starts-with' && value.startsWith(String(second));
    if (!kept) throw denied(`Policy Condition failed: ${JSON.stringify(condition)}`);
  }
  const extra = [...fields.keys()].filter((name) => !FREE.test(name) && !named.has(name));
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(', ')}`);
}

type Match = readonly [kind: string, first: unknown, second: unknown];

/** `{"key": "a"}` is `["eq", "$key", "a"]`. */
function asMatches(condition: unknown): Match[] {
  if (Array.isArray(condition) && condition.length === 3) {
    return [[String(condition[0]).toLowerCase(), condition[1], condition[2]]];
  }
  if (typeof condition === 'object' && condition !== null && !Array.isArray(condition)) {
    return Object.entries(condition).map(([name, value]) => ['eq', `$${name}`, value]);
  }
  throw invalid();
}

function requireLength(bytes: number, least: number, most: number): void {
  if (bytes > most) {
    throw new Refusal(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
  }
  if (bytes < least) {
    throw new Refusal(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  }
}

function parsed(policy: string): { expiration: string; conditions: unknown[] } {
  try {
    const { expiration, conditions } = JSON.parse(Buffer.from(policy, 'base64').toString());
    if (typeof expiration === 'string' && Array.isArray(conditions)) return { expiration, conditions };
  } catch {
    // Told below, as what is JSON and no policy.
  }
  throw invalid();
}

const invalid = () => new Refusal(400, 'InvalidPolicyDocument', 'Invalid Policy: Invalid JSON.');
const denied = (why: string) => new Refusal(403, 'AccessDenied', `Invalid according to Policy: ${why}`);
