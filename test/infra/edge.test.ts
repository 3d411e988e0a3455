import { describe, expect, test } from 'vitest';
import { openPaths } from '../../infra/edge-rules.ts';
import { EDGE_HEADER } from '../../shared/http/behind-edge.ts';
import { PAGE_ROUTES } from '../../shared/http/page-routes.ts';
import { functionsOf, resourcesOf, STAGES, synthesize, WITH_EDGE } from './synthesized.ts';

const ORIGIN = `https://${WITH_EDGE.edgeDomain}`;
/** CloudFront's own policies, by the ids that its documentation gives. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';
/** What answers over HTTP. */
const ANSWERING = [
  ...['ingest-records', 'keep-data', 'keep-people', 'read-outcomes'],
  ...['show-operations', 'show-pages', 'take-forms'],
];

/** How many resources of each type a template has. */
function counted(resources: Record<string, { Type: string }>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { Type } of Object.values(resources)) counts[Type] = (counts[Type] ?? 0) + 1;
  return counts;
}

describe.each(STAGES)('edge, stage %s', (stage) => {
  const app = synthesize(stage, WITH_EDGE);
  const { stateful, stateless, edge } = app;
  const [distribution] = resourcesOf(stateless, 'AWS::CloudFront::Distribution');
  const config = distribution?.Properties.DistributionConfig;
  const [firewall] = resourcesOf(edge!, 'AWS::WAFv2::WebACL');
  const rules = firewall?.Properties.Rules;
  const secrets = resourcesOf(stateless, 'AWS::SecretsManager::Secret');
  const secret = {
    'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: secrets[0]?.logicalId }, ':SecretString:::}}']],
  };

  test('is not there, nor anything of it, where nobody has asked for it', () => {
    const without = synthesize(stage);
    expect(without.edge).toBeUndefined();
    const [bare, behind] = [without.stateless, stateless].map((each) => counted(each.toJSON().Resources));
    expect(behind).toEqual({
      ...bare,
      'AWS::CloudFront::Distribution': 1,
      'AWS::SecretsManager::Secret': 1,
    });
    expect(counted(stateful.toJSON().Resources)).toEqual(counted(without.stateful.toJSON().Resources));
    expect(counted(edge!.toJSON().Resources)).toEqual({
      'AWS::WAFv2::WebACL': 1,
      'AWS::WAFv2::LoggingConfiguration': 1,
      'AWS::Logs::LogGroup': 1,
    });
  });

  test('hands everything on but the host, keeps nothing, not even refusals, and adds no header to answers', () => {
    expect(config.CacheBehaviors).toBeUndefined();
    expect(config.DefaultCacheBehavior).toMatchObject({
      CachePolicyId: CACHING_DISABLED,
      OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST,
      ViewerProtocolPolicy: 'redirect-to-https',
    });
    expect(config.DefaultCacheBehavior.ResponseHeadersPolicyId).toBeUndefined();
    for (const each of config.CustomErrorResponses) {
      expect(each).toEqual({ ErrorCode: each.ErrorCode, ErrorCachingMinTTL: 0 });
    }
    const codes = config.CustomErrorResponses.map(({ ErrorCode }: { ErrorCode: number }) => ErrorCode);
    expect(codes).toEqual([400, 403, 404, 405, 414, 500, 501, 502, 503, 504]);
    expect(config.Logging).toBeUndefined();
  });

  test('is reached by its own name and TLS, and stands behind the firewall of the other region', () => {
    expect(config.Aliases).toEqual([WITH_EDGE.edgeDomain]);
    expect(config.ViewerCertificate).toMatchObject({
      AcmCertificateArn: WITH_EDGE.edgeCertificate,
      MinimumProtocolVersion: 'TLSv1.2_2021',
    });
    const StackName = `massage-outcomes-${stage}-edge`;
    expect(config.WebACLId).toEqual({
      'Fn::GetStackOutput': { StackName, OutputName: 'FirewallArn', Region: 'us-east-1' },
    });
    edge!.hasOutput('FirewallArn', { Value: { 'Fn::GetAtt': [firewall?.logicalId, 'Arn'] } });
    stateless.hasOutput('EdgeTarget', {
      Value: { 'Fn::GetAtt': [distribution?.logicalId, 'DomainName'] },
    });
  });

  test('shows the API a secret, which every function knows that answers over HTTP, and no other', () => {
    expect(secrets).toHaveLength(1);
    const [origin, ...others] = config.Origins;
    expect(others).toEqual([]);
    expect(origin.OriginCustomHeaders).toEqual([{ HeaderName: EDGE_HEADER, HeaderValue: secret }]);
    expect(origin.CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: 'https-only' });
    const [api] = resourcesOf(stateless, 'AWS::ApiGatewayV2::Api');
    const endpoint = { 'Fn::GetAtt': [api?.logicalId, 'ApiEndpoint'] };
    expect(origin.DomainName).toEqual({ 'Fn::Select': [2, { 'Fn::Split': ['/', endpoint] }] });
    const told = functionsOf(app)
      .filter(({ Properties }) => 'EDGE_SECRET' in Properties.Environment.Variables)
      .map(({ name, Properties }) => [name, Properties.Environment.Variables.EDGE_SECRET]);
    expect(told.sort()).toEqual(ANSWERING.map((name) => [name, secret]));
    expect(secrets[0]?.Properties.GenerateSecretString.PasswordLength).toBe(64);
  });

  test('another number is another secret', () => {
    const next = synthesize(stage, { ...WITH_EDGE, edgeSecret: '2' }).stateless;
    const [made] = resourcesOf(next, 'AWS::SecretsManager::Secret');
    expect(made?.logicalId).not.toBe(secrets[0]?.logicalId);
  });

  test('people come back to it from signing in, and links and forms name it', () => {
    const [client] = resourcesOf(stateless, 'AWS::Cognito::UserPoolClient');
    expect(client?.Properties.CallbackURLs).toEqual([`${ORIGIN}/sign-in/callback`]);
    expect(client?.Properties.LogoutURLs).toEqual([`${ORIGIN}/sign-out`]);
    const origins = functionsOf(app).map(({ Properties }) => Properties.Environment.Variables.PAGES_ORIGIN);
    expect(new Set(origins)).toEqual(new Set([ORIGIN, undefined]));
    stateless.hasOutput('ApiUrl', { Value: ORIGIN });
    const [pool] = resourcesOf(stateful, 'AWS::Cognito::UserPool');
    const mail = pool?.Properties.AdminCreateUserConfig.InviteMessageTemplate.EmailMessage;
    expect(mail).toContain(`Its pages are at ${ORIGIN}<br>`);
  });

  test('one address may take a tenth of an open route and a fifth of the API, and is told to wait', () => {
    const [open, all] = rules;
    const seconds = 300;
    const shares = [open, all].map(({ Statement }) => Statement.RateBasedStatement.Limit / seconds);
    expect(shares).toEqual(stage === 'prod' ? [5, 100] : [1, 10]);
    for (const { Statement, Action } of [open, all]) {
      const { AggregateKeyType, EvaluationWindowSec } = Statement.RateBasedStatement;
      expect([AggregateKeyType, EvaluationWindowSec]).toEqual(['IP', seconds]);
      expect(Action.Block.CustomResponse).toEqual({
        ResponseCode: 429,
        ResponseHeaders: [{ Name: 'retry-after', Value: String(seconds) }],
      });
    }
    expect(all.Statement.RateBasedStatement.ScopeDownStatement).toBeUndefined();
    expect(rules.map(({ Priority }: { Priority: number }) => Priority)).toEqual([0, 1, 2]);
  });

  test("AWS's common rules refuse, save for long bodies and programs that do not say what they are", () => {
    const { Statement, OverrideAction } = rules[2];
    expect(OverrideAction).toEqual({ None: {} });
    expect(Statement.ManagedRuleGroupStatement).toEqual({
      VendorName: 'AWS',
      Name: 'AWSManagedRulesCommonRuleSet',
      RuleActionOverrides: ['SizeRestrictions_BODY', 'NoUserAgent_HEADER'].map((Name) => ({
        Name,
        ActionToUse: { Count: {} },
      })),
    });
  });

  test('what was refused is logged for a week without paths, cookies and tokens, and nothing else is', () => {
    const [logging] = resourcesOf(edge!, 'AWS::WAFv2::LoggingConfiguration');
    const redacted = ['authorization', 'cookie', 'referer'].map((Name) => ({ SingleHeader: { Name } }));
    expect(logging?.Properties.RedactedFields).toEqual([{ UriPath: {} }, { QueryString: {} }, ...redacted]);
    expect(logging?.Properties.LoggingFilter).toEqual({
      DefaultBehavior: 'DROP',
      Filters: [
        {
          Behavior: 'KEEP',
          Requirement: 'MEETS_ANY',
          Conditions: [{ ActionCondition: { Action: 'BLOCK' } }],
        },
      ],
    });
    const [group] = resourcesOf(edge!, 'AWS::Logs::LogGroup');
    expect(group?.Properties).toMatchObject({
      LogGroupName: `aws-waf-logs-massage-outcomes-${stage}`,
      RetentionInDays: 7,
    });
    for (const each of [firewall?.Properties, ...rules]) {
      expect(each.VisibilityConfig.SampledRequestsEnabled).toBe(false);
    }
  });
});

test('the flood rule of open routes knows each of them, and no page that asks who it is for', () => {
  const paths = openPaths();
  const isOpen = (path: string) =>
    paths.some((open) => (open.isWhole ? path === open.path : path.startsWith(open.path)));
  const posted = ['POST /sign-out'];
  for (const [key, { may }] of Object.entries(PAGE_ROUTES)) {
    const path = key.slice(key.indexOf(' ') + 1).replace(/\{[^}]+\}/g, 'x');
    expect([key, isOpen(path)]).toEqual([key, may === 'anybody' || posted.includes(key)]);
  }
});
