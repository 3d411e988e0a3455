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

/** Custom attributes of a user, which the ID token carries as the claims `custom:<name>`. */
export const CLAIMS = ['clinic', 'role', 'therapist', 'client', 'partner'] as const;

/**
 * Who may call the API. Only an administrator creates users and says which clinic and role they have;
 * users themselves can change neither. No name, address or phone number is asked for.
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
        // Mutable, so that an administrator can correct them; the app client's write list keeps users out.
        CLAIMS.map((claim) => [claim, new StringAttribute({ minLen: 1, maxLen: 128, mutable: true })]),
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
      // Only attributes that the client may read enter its ID tokens.
      readAttributes: new ClientAttributes().withCustomAttributes(...CLAIMS),
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
    });
    // A prefix has one owner in a region: the account's number makes it ours.
    const domainPrefix = `${props.stage.prefix}-${Aws.ACCOUNT_ID}`;
    this.domain = this.userPool.addDomain('sign-in', { cognitoDomain: { domainPrefix } });
    Validations.of(this.userPool).acknowledge(
      {
        id: 'AwsSolutions-COG2',
        reason:
          'A practice system (role recorder) signs in without a person; people get a second factor per user.',
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
