import { describe, expect, test } from 'vitest';
import { ACCOUNT, arn } from '../../../infra/local/account.ts';
import {
  type Call,
  type Decision,
  refusalMessage,
  roleAuthorizer,
} from '../../../infra/local/gateway/authorization.ts';

const TABLE = arn('dynamodb', 'table/Records');

function authorizer(...statements: object[]) {
  return roleAuthorizer('reader', [{ Version: '2012-10-17', Statement: statements }]);
}

async function decide(statements: object[], call: Call): Promise<Decision> {
  return authorizer(...statements).decide(call);
}

const READ_TABLE = {
  Effect: 'Allow',
  Action: ['dynamodb:GetItem', 'dynamodb:Query'],
  Resource: [TABLE, `${TABLE}/index/*`],
};

describe('identity policies', () => {
  test.each<[string, string, Decision]>([
    ['dynamodb:GetItem', TABLE, 'allowed'],
    ['dynamodb:Query', `${TABLE}/index/by-instant`, 'allowed'],
    ['dynamodb:PutItem', TABLE, 'denied implicitly'],
    ['dynamodb:GetItem', `${TABLE}-other`, 'denied implicitly'],
    ['dynamodb:ListTables', '*', 'denied implicitly'],
  ])('%s on %s is %s', async (action, resource, expected) => {
    expect(await decide([READ_TABLE], { action, resource })).toBe(expected);
  });

  test('a role without policies may do nothing', async () => {
    expect(
      await roleAuthorizer('nobody', []).decide({
        action: 'dynamodb:GetItem',
        resource: TABLE,
      }),
    ).toBe('denied implicitly');
  });

  test('an explicit deny wins', async () => {
    const deny = { Effect: 'Deny', Action: 'dynamodb:*', Resource: '*' };
    expect(await decide([READ_TABLE, deny], { action: 'dynamodb:GetItem', resource: TABLE })).toBe(
      'denied explicitly',
    );
  });

  test('a condition on the prefix of a listing', async () => {
    const list = {
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: 'arn:aws:s3:::bucket',
      Condition: { StringLike: { 's3:prefix': 'clinic=*' } },
    };
    const call = (prefix: string): Call => ({
      action: 's3:ListBucket',
      resource: 'arn:aws:s3:::bucket',
      context: { 's3:prefix': prefix, 's3:max-keys': '5' },
    });
    const { decide: remembering } = authorizer(list);
    expect(await remembering(call('clinic=a/'))).toBe('allowed');
    expect(await remembering(call('other/'))).toBe('denied implicitly');
    expect(await remembering({ ...call(''), context: {} })).toBe('denied implicitly');
  });

  test('a statement that demands TLS does not lock the loopback interface out', async () => {
    const denyPlain = {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    expect(await decide([READ_TABLE, denyPlain], { action: 'dynamodb:GetItem', resource: TABLE })).toBe(
      'allowed',
    );
  });
});

test('a decision is remembered, and then it is no promise any more', async () => {
  const { decide: remembering } = authorizer(READ_TABLE);
  const call = { action: 'dynamodb:GetItem', resource: TABLE };
  expect(await remembering(call)).toBe('allowed');
  expect(remembering(call)).toBe('allowed');
});

test('a policy that depends on what nobody supplies is refused at once', () => {
  const byLeadingKey = {
    ...READ_TABLE,
    Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['CLINIC#a'] } },
  };
  expect(() => authorizer(byLeadingKey)).toThrow(/reader depend on dynamodb:leadingkeys/);
  const elsewhere = {
    Effect: 'Allow',
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition: { StringEquals: { 'kms:ViaService': 's3' } },
  };
  expect(() => authorizer(READ_TABLE, elsewhere)).not.toThrow();
});

test('a refusal names principal, action and resource, as AWS words it', () => {
  const call = { action: 'dynamodb:PutItem', resource: TABLE };
  expect(refusalMessage(authorizer(READ_TABLE), call, 'denied implicitly')).toBe(
    `User: arn:aws:iam::${ACCOUNT}:role/reader is not authorized to perform: dynamodb:PutItem on resource: ${TABLE} because no identity-based policy allows the dynamodb:PutItem action`,
  );
  expect(refusalMessage(authorizer(READ_TABLE), call, 'denied explicitly')).toContain(
    'with an explicit deny',
  );
});
