import {
  AssociateSoftwareTokenCommand,
  CodeMismatchException,
  type CognitoIdentityProviderClient,
  EnableSoftwareTokenMFAException,
  NotAuthorizedException,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { StorageUnavailableError } from '../../errors.ts';

export type SecondFactorSetup = ReturnType<typeof createSecondFactorSetup>;

/** Sets up a user's authenticator with the pool, in his own name: by an access token of his, no older than minutes. */
export function createSecondFactorSetup(client: CognitoIdentityProviderClient) {
  return {
    /** @returns the secret that the authenticator has to know, in Base32; undefined when the token is too old */
    async begin(AccessToken: string): Promise<string | undefined> {
      try {
        return (await client.send(new AssociateSoftwareTokenCommand({ AccessToken }))).SecretCode;
      } catch (error) {
        if (error instanceof NotAuthorizedException) return undefined;
        throw unavailable(error);
      }
    },

    /** Compares a code of the authenticator; if it is right, the pool asks for one at each sign-in from now on. */
    async finish(AccessToken: string, UserCode: string): Promise<'set' | 'wrong' | 'too-old'> {
      try {
        const { Status } = await client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
        if (Status !== 'SUCCESS') return 'wrong';
        const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
        await client.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings }));
        return 'set';
      } catch (error) {
        if (error instanceof NotAuthorizedException) return 'too-old';
        if (error instanceof CodeMismatchException || error instanceof EnableSoftwareTokenMFAException)
          return 'wrong';
        throw unavailable(error);
      }
    },
  };
}

const unavailable = (error: unknown) =>
  new StorageUnavailableError('the user pool did not do its part', error);
