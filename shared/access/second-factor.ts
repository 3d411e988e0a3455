import { ConfigError, ForbiddenError } from '../errors.ts';
import type { Member } from './member.ts';

/** Whether owners, and operators, have to sign in with a second factor. */
export type SecondFactorRule = (typeof RULES)[number];
const RULES = ['required', 'not-required'] as const;

/** The rule of a deployment, from its setting. @throws ConfigError for any other word */
export function secondFactorRule(setting: string): SecondFactorRule {
  const rule = RULES.find((one) => one === setting);
  if (rule === undefined) throw new ConfigError(`SECOND_FACTOR: expected one of ${RULES.join(', ')}`);
  return rule;
}

/** Who needs a second factor where the rule requires it. */
export type Guarded = Extract<Member, { role: 'owner' | 'operator' }>;
export const isGuarded = (member: Member | undefined): member is Guarded =>
  member?.role === 'owner' || member?.role === 'operator';

/** Somebody who needs a second factor has signed in with a password alone. */
export class SecondFactorError extends ForbiddenError {}

/**
 * Lets an owner or an operator pass only with a token of a sign-in for which the user pool has asked a second factor. Its tokens do
 * not say whether it did (there is no `amr`), but it does at each sign-in from the moment the factor is set: so what
 * counts is whether the sign-in (`auth_time`) is later than that. A token from before opens nothing.
 *
 * @param claims `auth_time` in seconds; API Gateway hands it over as text
 * @throws SecondFactorError
 */
export function requireSecondFactor(
  member: Member,
  claims: Readonly<Record<string, unknown>> | undefined,
  rule: SecondFactorRule,
): void {
  if (rule === 'not-required' || !isGuarded(member)) return;
  if (member.secondFactorSince === undefined) {
    throw new SecondFactorError(
      `an ${member.role} has to set up a second factor first, on the page /second-factor`,
    );
  }
  const signedInAt = Number(claims?.['auth_time']) * 1000;
  // By whole seconds, in which the user pool counts; what is no number is not later.
  if (!(signedInAt > Date.parse(member.secondFactorSince))) {
    throw new SecondFactorError('this sign-in is from before the second factor; sign in again');
  }
}
