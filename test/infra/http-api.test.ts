import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { PAGE_ROUTES } from '../../shared/http/page-routes.ts';
import { functionsOf, resourcesOf, STAGES, synthesize } from './synthesized.ts';

const ROUTES: Record<string, string[]> = {
  'ingest-records': [
    'DELETE /v1/clients/{clientId}',
    'DELETE /v1/consents/{clientId}',
    'DELETE /v1/goals/{id}',
    'DELETE /v1/measurements/{id}',
    'DELETE /v1/pain-scores/{id}',
    'DELETE /v1/sessions/{id}',
    'DELETE /v1/clients/{id}/journal-link',
    'POST /v1/clients/{id}/journal-link',
    'POST /v1/imports:foresee-undo',
    'POST /v1/imports:undo',
    'POST /v1/merges',
    'POST /v1/moves',
    'POST /v1/clients/{clientId}/care',
    'POST /v1/clients/{clientId}/care:hand-over',
    'POST /v1/records:batch',
    'PUT /v1/clients/{clientId}/care/{therapistId}',
    'PUT /v1/consents/{clientId}',
    'PUT /v1/goals/{id}',
    'PUT /v1/measurements/{id}',
    'PUT /v1/pain-scores/{id}',
    'PUT /v1/sessions/{id}',
  ],
  'read-outcomes': [
    'GET /v1/benchmark',
    'GET /v1/checks',
    'GET /v1/care/take-overs',
    'GET /v1/clients/{clientId}/care',
    'GET /v1/clients/{id}/history',
    'GET /v1/clients/{id}/fhir',
    'GET /v1/clients/{id}/holdings',
    'GET /v1/fhir/CodeSystem',
    'GET /v1/fhir/MeasureReport',
    'GET /v1/clients/{id}/timeline',
    'GET /v1/clients/{id}/expected-change',
    'GET /v1/goals',
    'GET /v1/outcomes',
    'GET /v1/releases',
    'GET /v1/releases/preview',
    'GET /v1/releases/{programme}/{period}/{revision}/files/{name}',
    'GET /v1/reminders',
    'GET /v1/imports',
    'GET /v1/journal-links',
    'GET /v1/reports',
    'GET /v1/therapists/summary',
    'GET /v1/receipts',
    'POST /v1/receipts:verify',
  ],
  'keep-data': ['POST /v1/exports', 'GET /v1/exports/{export}', 'GET /v1/clients/{id}/data'],
  'keep-people': [
    'DELETE /v1/members/{subject}',
    'GET /v1/members',
    'GET /v1/members/changes',
    'POST /v1/members',
    'PUT /v1/members/{subject}',
    'GET /v1/settings',
    'PUT /v1/settings',
  ],
};

/** Pages know whom they serve by a cookie, which no authorizer reads: the function itself checks it. */
const PAGES: Record<string, string[]> = {
  'ingest-records': [],
  'read-outcomes': [],
  'show-pages': [
    // What matches no route: "not found", as a page or as problem details.
    '$default',
    'GET /',
    'GET /assets/{name}',
    'GET /checks',
    'GET /clients',
    'GET /clients/{client}',
    'GET /clients/{client}/goal',
    'GET /clients/{client}/history',
    'GET /clients/{client}/journal-link',
    'GET /clients/{client}/measure',
    'GET /clients/{client}/move',
    'GET /clients/{client}/score',
    'GET /clients/{client}/take-back',
    'GET /clients/{client}/visit',
    'GET /j/{token}',
    'GET /j/{token}/consent',
    'GET /j/{token}/thanks',
    'GET /journal-links',
    'GET /journal/{token}',
    'GET /journal/{token}/consent',
    'GET /journal/{token}/thanks',
    'GET /owner',
    'GET /benchmark',
    'GET /releases/plan',
    'GET /releases',
    'GET /releases/{programme}/{period}/{revision}',
    'GET /releases/{programme}/{period}/{revision}/files/{name}',
    'GET /imports',
    'GET /imports/looks/{look}',
    'GET /imports/refused',
    'GET /imports/undo',
    'GET /reports',
    'GET /reports/{month}/{form}',
    'GET /sign-in',
    'GET /sign-in/callback',
    'GET /sign-out',
    'GET /therapist',
    'GET /therapists',
    'GET /therapists/{therapist}',
    'GET /v1/openapi.json',
    'GET /v1/problems/{name}',
  ],
  'take-forms': [
    'GET /imports/new',
    'POST /imports/looks/{look}',
    'POST /imports/looks/{look}/reading',
    'POST /imports/mappings/forget',
    'POST /imports/rows',
    'POST /imports/undo',
    'POST /clients',
    'POST /therapist/today',
    'POST /clients/{client}/journal-link',
    'POST /clients/{client}/journal-link/withdraw',
    'POST /j/{token}',
    'POST /j/{token}/consent',
    'POST /journal/{token}',
    'POST /journal/{token}/consent',
    'POST /clients/{client}/take-over',
    'POST /clients/{client}/care/hand-over',
    ...['consent', 'goal', 'label', 'measure', 'move', 'score', 'take-back', 'visit'].map(
      (form) => `POST /clients/{client}/${form}`,
    ),
  ],
  'keep-data': [
    'GET /data',
    'POST /data/exports',
    'GET /data/exports/{export}',
    'GET /data/exports/{export}/{name}',
    'GET /clients/{client}/data',
    'GET /erasures',
    'POST /erasures',
    'GET /erasures/{erasure}',
    'GET /clients/{client}/erase',
    'POST /clients/{client}/erase',
  ],
  'show-operations': ['GET /operator'],
  'keep-people': [
    'GET /operator/clinics/new',
    'POST /operator/clinics/new',
    'GET /people',
    'GET /people/{subject}',
    'GET /second-factor',
    'GET /settings',
    'POST /settings',
    'POST /people',
    'POST /people/{subject}',
    'POST /people/{subject}/withdraw',
    'POST /second-factor',
    'POST /sign-out',
  ],
};
/** Whatever answers GET answers HEAD (RFC 9110, 9.3.2). */
const withHead = (keys: readonly string[]) => [
  ...keys,
  ...keys.filter((key) => key.startsWith('GET ')).map((key) => key.replace('GET ', 'HEAD ')),
];

describe.each(STAGES)('HTTP API, stage %s', (stage) => {
  const app = synthesize(stage);
  const { stateful, stateless } = app;
  const routes = resourcesOf(stateless, 'AWS::ApiGatewayV2::Route');
  const [authorizer] = resourcesOf(stateless, 'AWS::ApiGatewayV2::Authorizer');
  const [apiStage] = resourcesOf(stateless, 'AWS::ApiGatewayV2::Stage');
  const exported = (value: { 'Fn::ImportValue': string }) =>
    Object.values(stateful.findOutputs('*')).find(
      ({ Export }) => Export?.Name === value['Fn::ImportValue'],
    )?.['Value'];

  test.each(Object.entries(PAGES))('%s answers its routes, in the format with version 2.0', (name, pages) => {
    const handler = functionsOf(app).find((found) => found.name === name)?.logicalId;
    const integrations = resourcesOf(stateless, 'AWS::ApiGatewayV2::Integration').filter(
      ({ Properties }) => Properties.IntegrationUri['Fn::GetAtt'][0] === handler,
    );
    for (const { Properties } of integrations) {
      expect(Properties.IntegrationType).toBe('AWS_PROXY');
      expect(Properties.PayloadFormatVersion).toBe('2.0');
    }
    const targets = integrations.map(({ logicalId }) => logicalId);
    const answered = routes.filter(({ Properties }) =>
      targets.includes(Properties.Target['Fn::Join'][1][1].Ref),
    );
    const expected = ROUTES[name] ?? [];
    expect(answered.map(({ Properties }) => Properties.RouteKey).sort()).toEqual(
      withHead([...expected, ...pages]).sort(),
    );
  });

  test('has no other route, and every one but the pages asks for a token', () => {
    expect(routes).toHaveLength(
      withHead([...Object.values(ROUTES).flat(), ...Object.values(PAGES).flat()]).length,
    );
    for (const { Properties } of routes) {
      if (withHead(Object.values(PAGES).flat()).includes(Properties.RouteKey)) {
        expect(Properties.AuthorizationType, Properties.RouteKey).toBe('NONE');
        continue;
      }
      expect(Properties.AuthorizationType, Properties.RouteKey).toBe('JWT');
      expect(Properties.AuthorizerId).toEqual({ Ref: authorizer?.logicalId });
    }
  });

  test('takes tokens of our user pool, issued to our app client', () => {
    const [pool] = resourcesOf(stateful, 'AWS::Cognito::UserPool');
    const [client] = resourcesOf(stateful, 'AWS::Cognito::UserPoolClient');
    expect(authorizer?.Properties.AuthorizerType).toBe('JWT');
    expect(authorizer?.Properties.IdentitySource).toEqual(['$request.header.Authorization']);
    const { Issuer, Audience } = authorizer?.Properties.JwtConfiguration ?? {};
    expect(exported(Issuer)).toEqual({ 'Fn::GetAtt': [pool?.logicalId, 'ProviderURL'] });
    expect(Audience.map(exported)).toEqual([{ Ref: client?.logicalId }]);
  });

  test('only an invitation makes a user, and tokens tell nothing of him but his id', () => {
    stateful.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    });
    const [pool] = resourcesOf(stateful, 'AWS::Cognito::UserPool');
    // From before members were kept; a pool cannot lose them.
    const names = pool?.Properties.Schema.map(({ Name }: { Name: string }) => Name);
    expect(names.sort()).toEqual(['client', 'clinic', 'partner', 'role', 'therapist']);
    const [client] = resourcesOf(stateful, 'AWS::Cognito::UserPoolClient');
    expect(client?.Properties.WriteAttributes).toEqual(['email']);
    expect(client?.Properties.ReadAttributes).toEqual(['locale']);
    expect(client?.Properties.PreventUserExistenceErrors).toBe('ENABLED');
    expect(client?.Properties.ExplicitAuthFlows).not.toContain('ALLOW_USER_PASSWORD_AUTH');
  });

  test('a token is good for an hour, a session on pages for four, and what signs in again can be ended', () => {
    const [program] = resourcesOf(stateful, 'AWS::Cognito::UserPoolClient');
    const [page] = resourcesOf(stateless, 'AWS::Cognito::UserPoolClient');
    const minutes = { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' };
    for (const each of [program, page]) {
      expect(each?.Properties).toMatchObject({ TokenValidityUnits: minutes, EnableTokenRevocation: true });
    }
    const days = (count: number) => count * 24 * 60;
    expect(program?.Properties).toMatchObject({
      ...{ IdTokenValidity: 60, AccessTokenValidity: 60, RefreshTokenValidity: days(30) },
    });
    expect(page?.Properties).toMatchObject({
      ...{ IdTokenValidity: 240, AccessTokenValidity: 5, RefreshTokenValidity: 240 },
    });
  });

  test('a second factor is an authenticator app, never a text message, and in prod asked of owners at every door', () => {
    const [pool] = resourcesOf(stateful, 'AWS::Cognito::UserPool');
    expect(pool?.Properties).toMatchObject({
      ...{ MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
    });
    const asked = functionsOf(app).flatMap(
      ({ Properties }) => Properties.Environment.Variables.SECOND_FACTOR ?? [],
    );
    expect(asked).toEqual(Array(7).fill(stage === 'prod' ? 'required' : 'not-required'));
  });

  test('an invitation names where the pages are, where the deployment was told', () => {
    const mailOf = (template: Template) =>
      resourcesOf(template, 'AWS::Cognito::UserPool')[0]?.Properties.AdminCreateUserConfig
        .InviteMessageTemplate.EmailMessage;
    expect(mailOf(stateful)).toContain('Whoever has invited you knows the address');
    const told = mailOf(synthesize(stage, { pagesUrl: 'https://outcomes.example.com' }).stateful);
    expect(told).toContain('<br>Its pages are at https://outcomes.example.com<br>');
    expect(told).not.toContain('knows the address');
  });

  test('people sign in by a code with proof key, never by a token in an address, and come back to us only', () => {
    const [client] = resourcesOf(stateless, 'AWS::Cognito::UserPoolClient');
    const [api] = resourcesOf(stateless, 'AWS::ApiGatewayV2::Api');
    const below = (path: string) => [
      { 'Fn::Join': ['', [{ 'Fn::GetAtt': [api?.logicalId, 'ApiEndpoint'] }, path]] },
    ];
    expect(client?.Properties).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'aws.cognito.signin.user.admin'],
      CallbackURLs: below('/sign-in/callback'),
      LogoutURLs: below('/sign-out'),
      GenerateSecret: false,
      PreventUserExistenceErrors: 'ENABLED',
      WriteAttributes: ['email'],
    });
    expect(client?.Properties.ReadAttributes).toEqual(['locale']);
    // The sign-in page's name belongs to the account, and so to nobody else.
    stateful.hasResourceProperties('AWS::Cognito::UserPoolDomain', {
      Domain: { 'Fn::Join': ['', [`massage-outcomes-${stage}-`, { Ref: 'AWS::AccountId' }]] },
    });
  });

  test('logs who asked for which route, without paths, addresses or bodies', () => {
    const { Format, DestinationArn } = apiStage?.Properties.AccessLogSettings ?? {};
    const logged = Object.values(JSON.parse(Format) as Record<string, string>);
    expect(logged).toContain('$context.requestId');
    expect(logged).toContain('$context.routeKey');
    for (const variable of logged) {
      expect(variable).not.toMatch(/path|identity|sourceIp|userAgent|query/i);
    }
    const group = stateless.findResources('AWS::Logs::LogGroup')[DestinationArn['Fn::GetAtt'][0]];
    expect(group?.['Properties'].RetentionInDays).toBe(stage === 'prod' ? 180 : 7);
    expect(group?.['DeletionPolicy']).toBe(stage === 'prod' ? 'Retain' : 'Delete');
  });

  test('limits how many requests come in', () => {
    const settings = apiStage?.Properties.DefaultRouteSettings;
    expect(settings.ThrottlingRateLimit).toBe(stage === 'prod' ? 500 : 50);
    expect(settings.ThrottlingBurstLimit).toBe(stage === 'prod' ? 1000 : 100);
  });

  test('limits each route that is open to anybody by itself, and they are there before the stage', () => {
    const open = Object.entries(PAGE_ROUTES)
      .filter(([, { may }]) => may === 'anybody')
      .flatMap(([key]) => (key.startsWith('GET ') ? [key, key.replace('GET', 'HEAD')] : [key]));
    const settings = apiStage?.Properties.RouteSettings;
    expect(Object.keys(settings).sort()).toEqual(['$default', ...open].sort());
    const limit = {
      ThrottlingRateLimit: stage === 'prod' ? 50 : 10,
      ThrottlingBurstLimit: stage === 'prod' ? 100 : 20,
    };
    for (const each of Object.values(settings)) expect(each).toEqual(limit);
    const first = resourcesOf(stateless, 'AWS::ApiGatewayV2::Route')
      .filter(({ Properties }) => Properties.RouteKey in settings)
      .map(({ logicalId }) => logicalId);
    expect((apiStage as unknown as { DependsOn: string[] }).DependsOn).toEqual(expect.arrayContaining(first));
  });

  test('says where it is', () => {
    const [api] = resourcesOf(stateless, 'AWS::ApiGatewayV2::Api');
    stateless.hasOutput('ApiUrl', { Value: { 'Fn::GetAtt': [api?.logicalId, 'ApiEndpoint'] } });
    const names = Object.keys(stateful.findOutputs('*')).filter((name) => !name.startsWith('Exports'));
    expect(names.sort()).toEqual([
      'ImportsBucketName',
      'ImportsQueueUrl',
      'MasterSecretArn',
      'OutcomesTableName',
      'RecordsTableName',
      'RegistryTableName',
      'ReleasesBucketName',
      'ReportsBucketName',
      'SigningKeyArn',
      'UserPoolClientId',
      'UserPoolId',
    ]);
  });
});
