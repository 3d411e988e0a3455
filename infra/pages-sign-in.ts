import {
  ClientAttributes,
  OAuthScope,
  UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type Identity, TOLD_OF_USERS } from './identity.ts';

/**
 * The app client by which people sign in to the pages. It stands with the API, whose address the user pool
 * must know as the one place to lead back to.
 */
export class PagesSignIn extends Construct {
  /** What the function that serves the pages has to be told. */
  readonly environment: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: { identity: Identity; origin: string }) {
    super(scope, id);
    const { identity, origin } = props;
    // Not by the user pool's addClient, which would put it into the other stack.
    const client = new UserPoolClient(this, 'client', {
      userPool: identity.userPool,
      authFlows: { userSrp: true },
      oAuth: {
        // A code that is worth nothing without the proof key; never a token in an address.
        flows: { authorizationCodeGrant: true, implicitCodeGrant: false, clientCredentials: false },
        // The second only for a sign-in by which an owner sets up his second factor.
        scopes: [OAuthScope.OPENID, OAuthScope.COGNITO_ADMIN],
        callbackUrls: [`${origin}/sign-in/callback`],
        logoutUrls: [`${origin}/sign-out`],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      // A session is its ID token: half a shift, after which one signs in again.
      idTokenValidity: Duration.hours(4),
      accessTokenValidity: Duration.minutes(5),
      refreshTokenValidity: Duration.hours(4),
      readAttributes: TOLD_OF_USERS,
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
    });
    this.environment = {
      PAGES_ORIGIN: origin,
      PAGES_CLIENT_ID: client.userPoolClientId,
      SIGN_IN_ORIGIN: identity.domain.baseUrl(),
      TOKEN_ISSUER: identity.userPool.userPoolProviderUrl,
    };
  }
}
