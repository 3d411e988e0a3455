import { ACCOUNT, REGION } from '../account.ts';
import { policyStatement, type Statement } from './policy-statement.ts';

/** An AWS policy document as it stands in a template, with every intrinsic resolved to text. */
export type PolicyDocument = { Version?: string; Id?: string; Statement: unknown };

/** One thing that a request wants to do. A request may want several, and needs leave for all of them. */
export type Call = {
  /** Such as `dynamodb:PutItem`. */
  readonly action: string;
  /** ARN, or `*` for actions that AWS defines without a resource. */
  readonly resource: string;
  /** Condition keys that the request itself determines, such as `s3:prefix`. */
  readonly context?: Readonly<Record<string, string>>;
};

export type Decision = 'allowed' | 'denied explicitly' | 'denied implicitly';

export type Authorizer = {
  /** The ARN that refusals name. */
  readonly principalArn: string;
  decide(call: Call): Decision;
};

/** Asks whether the caller may do all of this. @throws Refusal when not. */
export type Authorize = (calls: readonly Call[]) => void;

/**
 * Condition keys that requests bring, see the `context` of calls. `kms:ViaService` is only there when a
 * service calls KMS in the caller's name, which needs no leave here: a call that comes by itself lacks it.
 */
const REQUEST_KEYS = ['s3:prefix', 's3:delimiter', 's3:max-keys', 'kms:ViaService', 'dynamodb:LeadingKeys'];

/**
 * Decides calls of one role by its identity policies: what a statement denies is denied, what none allows too.
 *
 * Not decided here: key policies (KMS), of which each is taken to leave the decision to the account's own
 * policies as CDK's do; service control policies, permissions boundaries and bucket policies.
 *
 * @throws Error naming the role when its policies cannot be evaluated here
 */
export function roleAuthorizer(role: string, policies: readonly PolicyDocument[]): Authorizer {
  const principalArn = `arn:aws:iam::${ACCOUNT}:role/${role}`;
  const constant = {
    'aws:PrincipalArn': principalArn,
    'aws:PrincipalAccount': ACCOUNT,
    'aws:RequestedRegion': REGION,
    // Loopback stands for the TLS that AWS demands.
    'aws:SecureTransport': 'true',
  };
  const statements = statementsOf(role, policies);
  requireSupplied(role, statements, [...Object.keys(constant), ...REQUEST_KEYS]);

  const decide = (call: Call): Decision => {
    const values = inLowerCase({ ...constant, ...call.context });
    const effects = statements
      .filter((statement) => statement.matches(call, values))
      .map(({ effect }) => effect);
    if (effects.includes('Deny')) return 'denied explicitly';
    return effects.includes('Allow') ? 'allowed' : 'denied implicitly';
  };
  return { principalArn, decide };
}

function statementsOf(role: string, policies: readonly PolicyDocument[]): Statement[] {
  try {
    return policies.flatMap((policy) => [policy.Statement].flat().map(policyStatement));
  } catch (error) {
    throw new Error(`the policies of ${role}: ${(error as Error).message}`, { cause: error });
  }
}

/** The sentence with which AWS refuses. */
export function refusalMessage(authorizer: Authorizer, call: Call, decision: Decision): string {
  const reason =
    decision === 'denied explicitly'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${call.action} action`;
  return `User: ${authorizer.principalArn} is not authorized to perform: ${call.action} on resource: ${call.resource} ${reason}`;
}

/** A key that nobody fills in would decide by its absence. Better to fail where the policy is read. */
function requireSupplied(role: string, statements: readonly Statement[], supplied: readonly string[]): void {
  const known = new Set(supplied.map((key) => key.toLowerCase()));
  const looked = new Set(statements.flatMap(({ conditionKeys }) => conditionKeys));
  const missing = [...looked].filter((key) => !known.has(key));
  if (missing.length === 0) return;
  throw new Error(
    `the policies of ${role} depend on ${missing.join(', ')}, which the local gateway does not supply`,
  );
}

const inLowerCase = (context: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
