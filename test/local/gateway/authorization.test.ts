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

function decide(statements: object[], call: Call): Decision {
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
  ])('%s on %s is %s', (action, resource, expected) => {
    expect(decide([READ_TABLE], { action, resource })).toBe(expected);
  });

  test('a role without policies may do nothing', () => {
    expect(
      roleAuthorizer('nobody', []).decide({
        action: 'dynamodb:GetItem',
        resource: TABLE,
      }),
    ).toBe('denied implicitly');
  });

  test('an explicit deny wins', () => {
    const deny = { Effect: 'Deny', Action: 'dynamodb:*', Resource: '*' };
    expect(decide([READ_TABLE, deny], { action: 'dynamodb:GetItem', resource: TABLE })).toBe(
      'denied explicitly',
    );
  });

  test('a condition on the partition of a query, which nothing but that partition meets', () => {
    const query = {
      ...{ Effect: 'Allow', Action: 'dynamodb:Query', Resource: TABLE },
      Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['CLINICS'] } },
    };
    const asked = (context?: Call['context']) =>
      decide([query], { action: 'dynamodb:Query', resource: TABLE, ...(context && { context }) });
    expect(asked({ 'dynamodb:LeadingKeys': 'CLINICS' })).toBe('allowed');
    expect(asked({ 'dynamodb:LeadingKeys': 'CLINIC#harbour' })).toBe('denied implicitly');
    expect(asked()).toBe('denied implicitly');
  });

  test('a condition on partitions that begin alike', () => {
    const query = {
      ...{ Effect: 'Allow', Action: 'dynamodb:Query', Resource: TABLE },
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['CLINIC#*'] } },
    };
    const asked = (context?: Call['context']) =>
      decide([query], { action: 'dynamodb:Query', resource: TABLE, ...(context && { context }) });
    expect(asked({ 'dynamodb:LeadingKeys': 'CLINIC#harbour' })).toBe('allowed');
    expect(asked({ 'dynamodb:LeadingKeys': 'CLINICS' })).toBe('denied implicitly');
    expect(asked()).toBe('denied implicitly');
  });

  test('a condition on the prefix of a listing', () => {
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
    expect(remembering(call('clinic=a/'))).toBe('allowed');
    expect(remembering(call('other/'))).toBe('denied implicitly');
    expect(remembering({ ...call(''), context: {} })).toBe('denied implicitly');
  });

  test('a statement that demands TLS does not lock the loopback interface out', () => {
    const denyPlain = {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    expect(decide([READ_TABLE, denyPlain], { action: 'dynamodb:GetItem', resource: TABLE })).toBe('allowed');
  });
});

describe('statements', () => {
  // IAM user guide, "IAM JSON policy elements": Action, Resource, NotAction, NotResource, Condition operators
  const READ = { action: 's3:GetObject', resource: 'arn:aws:s3:::bucket/a:b/c' };
  test.each<[string, object, Decision]>([
    ['an action in another case', { Action: 'S3:getobject', Resource: '*' }, 'allowed'],
    ['a wildcard within an action', { Action: 's3:Get*', Resource: '*' }, 'allowed'],
    ['one character', { Action: 's3:GetObjec?', Resource: '*' }, 'allowed'],
    ['a full stop is no wildcard', { Action: 's3.GetObject', Resource: '*' }, 'denied implicitly'],
    ['every action but one', { NotAction: 's3:PutObject', Resource: '*' }, 'allowed'],
    ['every action but this', { NotAction: 's3:*', Resource: '*' }, 'denied implicitly'],
    ['every resource but this', { Action: '*', NotResource: 'arn:aws:s3:::bucket/*' }, 'denied implicitly'],
    ['a key with a colon', { Action: '*', Resource: 'arn:aws:s3:::bucket/*' }, 'allowed'],
    ['a resource in another case', { Action: '*', Resource: 'arn:aws:s3:::Bucket/*' }, 'denied implicitly'],
    ['the bucket is not its objects', { Action: '*', Resource: 'arn:aws:s3:::bucket' }, 'denied implicitly'],
    ['a wildcard ends with its part', { Action: '*', Resource: 'arn:*:bucket/a:b/c' }, 'denied implicitly'],
  ])('%s', (_, statement, expected) => {
    expect(decide([{ Effect: 'Allow', ...statement }], READ)).toBe(expected);
  });

  test.each<[string, object, Decision, Decision]>([
    // operator, then the decision for the prefix a/ and for a request that brings no prefix
    ['StringEquals', { StringEquals: { 's3:prefix': ['b/', 'a/'] } }, 'allowed', 'denied implicitly'],
    ['StringNotEquals', { StringNotEquals: { 's3:prefix': ['b/', 'a/'] } }, 'denied implicitly', 'allowed'],
    ['StringNotLike', { StringNotLike: { 's3:prefix': 'b*' } }, 'allowed', 'allowed'],
    ['StringLikeIfExists', { StringLikeIfExists: { 's3:prefix': 'b*' } }, 'denied implicitly', 'allowed'],
    [
      'every key of every operator',
      { StringLike: { 's3:prefix': 'a*' }, StringEquals: { 's3:delimiter': '/' } },
      'denied implicitly',
      'denied implicitly',
    ],
  ])('%s', (_, Condition, withPrefix, without) => {
    const call = { action: 's3:ListBucket', resource: 'arn:aws:s3:::bucket' };
    const list = { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*', Condition };
    expect(decide([list], { ...call, context: { 's3:prefix': 'a/' } })).toBe(withPrefix);
    expect(decide([list], call)).toBe(without);
  });

  test.each([
    [
      'an operator',
      { Condition: { NumericLessThan: { 's3:max-keys': '5' } } },
      /NumericLessThan on s3:max-keys/,
    ],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    ['a policy variable', { Resource: 'arn:aws:s3:::bucket/${aws:username}/*' }, /policy variable/],
    ['an element', { Principal: '*' }, /the policy element Principal/],
    ['an effect', { Effect: 'allow' }, /not an effect: allow/],
  ])('%s that is not known is refused, not passed over', (_, part, message) => {
    expect(() => authorizer({ ...READ_TABLE, ...part })).toThrow(message);
  });
});

test('a policy that depends on what nobody supplies is refused at once', () => {
  const byLeadingKey = {
    ...READ_TABLE,
    Condition: { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': ['CLINIC#a'] } },
  };
  expect(() => authorizer(byLeadingKey)).toThrow(/reader: the condition ForAnyValue:StringEquals/);
  const byRequest = { ...READ_TABLE, Condition: { StringEquals: { 'dynamodb:Select': 'COUNT' } } };
  expect(() => authorizer(byRequest)).toThrow(/reader depend on dynamodb:select/);
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
