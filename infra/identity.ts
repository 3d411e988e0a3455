import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  StringAttribute,
  UserPool,
  type UserPoolClient,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Aws, Duration, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { removalPolicy } from './retention.ts';
import type { Stage } from './stage.ts';

/**
 * Attributes of users from before members were kept (`npm run people -- migrate` reads them): a pool cannot lose an
 * attribute that it was made with, and no token carries them.
 */
const FORMER_ATTRIBUTES = ['clinic', 'role', 'therapist', 'client', 'partner'] as const;

/**
 * What tokens of an app client tell of a user besides his id: an attribute that nobody has. A client for which none is
 * named may read all, the address too.
 */
export const TOLD_OF_USERS = new ClientAttributes().withStandardAttributes({ locale: true });

/**
 * Who may sign in. Users are made by an invitation to their address, and by nobody else; it is their user name, and
 * known to the pool alone. What a user is here is no matter of the pool: see shared/access/member.ts.
 */
export class Identity extends Construct {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;
  /** Where the hosted sign-in page is. */
  readonly domain: UserPoolDomain;

  constructor(scope: Construct, id: string, props: { stage: Stage }) {
    super(scope, id);
    this.userPool = new UserPool(this, 'users', {
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: false,
      customAttributes: Object.fromEntries(
        FORMER_ATTRIBUTES.map((claim) => [
          claim,
          new StringAttribute({ minLen: 1, maxLen: 128, mutable: true }),
        ]),
      ),
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      userInvitation: {
        emailSubject: 'Your invitation to Massage outcomes',
        emailBody: [
          'You are invited to Massage outcomes.',
          // The address is the other stack's, which needs this one: a deployment is told it afterwards.
          props.stage.pagesUrl === undefined
            ? 'Whoever has invited you knows the address of its pages.'
            : `Its pages are at ${props.stage.pagesUrl}`,
          'Your user name: {username}',
          'Your password for the first time, good for three days: {####}',
        ].join('<br>'),
      },
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: props.stage.retainData,
      removalPolicy: removalPolicy(props.stage),
    });
    this.client = this.userPool.addClient('app', {
      // SRP for people and practice systems; the admin flow, which needs AWS credentials, for operators.
      authFlows: { userSrp: true, adminUserPassword: true },
      disableOAuth: true,
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(30),
      readAttributes: TOLD_OF_USERS,
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
    });
    // A prefix has one owner in a region: the account's number makes it ours.
    const domainPrefix = `${props.stage.prefix}-${Aws.ACCOUNT_ID}`;
    this.domain = this.userPool.addDomain('sign-in', { cognitoDomain: { domainPrefix } });
    Validations.of(this.userPool).acknowledge(
      {
        id: 'AwsSolutions-COG2',
        reason:
          'A practice system (role recorder) signs in without a person; our own doors ask it of owners in prod.',
      },
      {
        id: 'AwsSolutions-COG3',
        reason:
          'Threat protection belongs to the Plus plan, whose price per user a small clinic should choose itself.',
      },
      { id: 'AwsSolutions-COG8', reason: "As for COG3: the Plus plan is the owner's choice." },
    );
  }
}
