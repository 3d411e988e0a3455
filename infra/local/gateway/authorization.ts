import { runSimulation } from '@cloud-copilot/iam-simulate';
import { ACCOUNT, REGION } from '../account.ts';

/** An AWS policy document as it stands in a template, with every intrinsic resolved to text. */
export type PolicyDocument = { Version?: string; Id?: string; Statement: unknown };

/** One thing that a request wants to do. A request may want several, and needs leave for all of them. */
export type Call = {
  /** Such as `dynamodb:PutItem`. */
  readonly action: string;
  /** ARN, or `*` for actions that AWS defines without a resource. */
  readonly resource: string;
  /** Condition keys that the request itself determines, such as `s3:prefix`. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
};

export type Decision = 'allowed' | 'denied explicitly' | 'denied implicitly';

export type Authorizer = {
  /** The ARN that refusals name. */
  readonly principalArn: string;
  /** Decided calls are answered from memory, and then at once: this stands before every call of a function. */
  decide(call: Call): Decision | Promise<Decision>;
};

/** Asks whether the caller may do all of this. @throws Refusal when not. */
export type Authorize = (calls: readonly Call[]) => Promise<void>;

/** Object keys make up new resources without end, so that the memory has to stop somewhere. */
const REMEMBERED_DECISIONS = 20_000;

/**
 * Decides calls of one role by its identity policies, with the IAM simulator of cloud-copilot.
 * This is the only file that may import it: it is AGPL, and serves development alone.
 *
 * Not decided here: key policies (KMS), of which each is taken to leave the decision to the account's own
 * policies as CDK's do; service control policies and bucket policies.
 */
export function roleAuthorizer(role: string, policies: readonly PolicyDocument[]): Authorizer {
  const principalArn = `arn:aws:iam::${ACCOUNT}:role/${role}`;
  const relevant = conditionKeys(policies);
  const constant = {
    'aws:PrincipalArn': principalArn,
    'aws:PrincipalAccount': ACCOUNT,
    'aws:RequestedRegion': REGION,
    // Loopback stands for the TLS that AWS demands.
    'aws:SecureTransport': 'true',
  };
  requireSupplied(role, relevant, Object.keys(constant));
  const remembered = new Map<string, Decision>();

  const simulate = async (call: Call, context: Record<string, string | string[]>): Promise<Decision> => {
    const outcome = await runSimulation(
      {
        request: {
          principal: principalArn,
          action: call.action,
          resource: { resource: call.resource, accountId: ACCOUNT },
          contextVariables: { ...constant, ...context },
        },
        ...(call.action.startsWith('kms:') && { resourcePolicy: accountDecides() }),
        identityPolicies: policies.map((policy, index) => ({ name: `${role}-${index}`, policy })),
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      },
      {},
    );
    if (outcome.resultType === 'error') {
      throw new Error(`cannot decide ${call.action} on ${call.resource}: ${JSON.stringify(outcome.errors)}`);
    }
    if (outcome.overallResult === 'Allowed') return 'allowed';
    return outcome.overallResult === 'ExplicitlyDenied' ? 'denied explicitly' : 'denied implicitly';
  };

  const decide = (call: Call): Decision | Promise<Decision> => {
    const context = relevantContext(call, relevant);
    const name = `${call.action}\n${call.resource}\n${relevant.size ? JSON.stringify(context) : ''}`;
    const known = remembered.get(name);
    if (known) return known;
    return simulate(call, context).then((decision) => {
      if (remembered.size >= REMEMBERED_DECISIONS) remembered.clear();
      remembered.set(name, decision);
      return decision;
    });
  };
  return { principalArn, decide };
}

/** Without such a statement in its own policy a KMS key is closed to every role. */
function accountDecides(): PolicyDocument {
  const AWS = `arn:aws:iam::${ACCOUNT}:root`;
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'kms:*', Resource: '*' }],
  };
}

/** The sentence with which AWS refuses. */
export function refusalMessage(authorizer: Authorizer, call: Call, decision: Decision): string {
  const reason =
    decision === 'denied explicitly'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${call.action} action`;
  return `User: ${authorizer.principalArn} is not authorized to perform: ${call.action} on resource: ${call.resource} ${reason}`;
}

/** Services whose calls come through the gateway. */
const DECIDED_HERE = /^(\*|(dynamodb|s3|sqs|secretsmanager|kms):.*)$/i;

/** Lower-case names of the condition keys that the policies mention: no other can change a decision. */
function conditionKeys(policies: readonly PolicyDocument[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const statement of policies.flatMap(({ Statement }) => [Statement].flat())) {
    const { Action, NotAction, Condition } = statement as {
      Action?: string | string[];
      NotAction?: unknown;
      Condition?: Record<string, Record<string, unknown>>;
    };
    const decidedHere =
      NotAction !== undefined || [Action ?? []].flat().some((action) => DECIDED_HERE.test(action));
    if (!decidedHere) continue;
    for (const operator of Object.values(Condition ?? {})) {
      for (const key of Object.keys(operator)) keys.add(key.toLowerCase());
    }
  }
  return keys;
}

/**
 * Condition keys that requests bring, see the `context` of calls. `kms:ViaService` is only there when a
 * service calls KMS in the caller's name, which needs no leave here: a call that comes by itself lacks it.
 */
const REQUEST_KEYS = ['s3:prefix', 's3:delimiter', 's3:max-keys', 'kms:ViaService'];

/**
 * A key that nobody fills in would decide by its absence, and `ForAllValues` then allows everything.
 * Better to fail where the policy is read.
 */
function requireSupplied(role: string, relevant: ReadonlySet<string>, constant: readonly string[]): void {
  const supplied = new Set([...REQUEST_KEYS, ...constant].map((key) => key.toLowerCase()));
  const missing = [...relevant].filter((key) => !supplied.has(key));
  if (missing.length === 0) return;
  throw new Error(
    `the policies of ${role} depend on ${missing.join(', ')}, which the local gateway does not supply`,
  );
}

function relevantContext(call: Call, relevant: ReadonlySet<string>): Record<string, string | string[]> {
  const context: Record<string, string | string[]> = {};
  if (relevant.size === 0 || !call.context) return context;
  for (const [key, value] of Object.entries(call.context)) {
    if (relevant.has(key.toLowerCase())) context[key] = typeof value === 'string' ? value : [...value];
  }
  return context;
}
