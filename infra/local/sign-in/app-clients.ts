import type { Application, Resource } from '../assembly/application.ts';

/** An app client that may use the hosted sign-in page, as its template describes it. */
export type AppClient = {
  readonly id: string;
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly idTokenSeconds: number;
};

/** The app clients with an authorization code grant; the others cannot be signed in to by the hosted page. */
export function appClients(app: Application): AppClient[] {
  return app
    .resources('AWS::Cognito::UserPoolClient')
    .filter((client) => client.property('AllowedOAuthFlowsUserPoolClient') === true)
    .filter((client) => texts(client, 'AllowedOAuthFlows').includes('code'))
    .map((client) => ({
      id: client.ref(),
      callbackUrls: texts(client, 'CallbackURLs'),
      logoutUrls: texts(client, 'LogoutURLs'),
      idTokenSeconds: idTokenSeconds(client),
    }));
}

/** The audience of the API's authorizer; the first app client's when there is none. */
export function apiAudience(app: Application): string {
  const [authorizer] = app.resources('AWS::ApiGatewayV2::Authorizer');
  const jwt = authorizer?.property('JwtConfiguration') as { Audience?: string[] } | undefined;
  return jwt?.Audience?.[0] ?? app.resources('AWS::Cognito::UserPoolClient')[0]?.ref() ?? 'local';
}

function texts(client: Resource, property: string): string[] {
  return ((client.property(property) as unknown[] | undefined) ?? []).map(String);
}

const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** Cognito counts in hours unless told otherwise, and takes one hour when told nothing. */
function idTokenSeconds(client: Resource): number {
  const units = client.property('TokenValidityUnits') as { IdToken?: string } | undefined;
  return Number(client.property('IdTokenValidity') ?? 1) * SECONDS[units?.IdToken ?? 'hours']!;
}
