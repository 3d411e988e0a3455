import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  type AttributeType,
  type CognitoIdentityProviderClient,
  InvalidParameterException,
  paginateListUsers,
  UserNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { BadRequestError, DomainError, StorageUnavailableError } from '../../errors.ts';

/** A user as the pool has him. */
export type PoolUser = {
  /** The pool's id of him, which his tokens name; it never changes. */
  subject: string;
  /** Whether he has not yet chosen a password. */
  isPending: boolean;
  /** Whether the pool asks him for a code of his authenticator at each sign-in. */
  hasSecondFactor: boolean;
  /** What an administrator has noted of him, `custom:` left away. */
  custom: Readonly<Record<string, string>>;
};

export type UserDirectory = ReturnType<typeof createUserDirectory>;

const EMAIL = ['EMAIL' as const];
const CUSTOM = 'custom:';

/** The users of the pool, by e-mail address: it is kept there and nowhere else. */
export function createUserDirectory(client: CognitoIdentityProviderClient, UserPoolId: string) {
  const attempt = async <Answer>(call: Promise<Answer>): Promise<Answer> => {
    try {
      return await call;
    } catch (error) {
      throw explained(error);
    }
  };
  const find = async (Username: string): Promise<PoolUser | undefined> => {
    try {
      const { UserAttributes, UserStatus, UserMFASettingList } = await client.send(
        new AdminGetUserCommand({ UserPoolId, Username }),
      );
      return poolUser(UserAttributes, UserStatus, UserMFASettingList);
    } catch (error) {
      if (error instanceof UserNotFoundException) return undefined;
      throw explained(error);
    }
  };
  return {
    /** By address or by subject. */
    find,

    /**
     * Creates a user, whom the pool sends an invitation with a password for once.
     *
     * @returns undefined when there is a user of this address
     * @throws BadRequestError for what the pool takes for no address
     */
    async create(email: string): Promise<PoolUser | undefined> {
      try {
        const { User } = await client.send(
          new AdminCreateUserCommand({
            UserPoolId,
            Username: email,
            UserAttributes: [
              { Name: 'email', Value: email },
              // Whoever reads the invitation has the address: it is where a forgotten password is sent to.
              { Name: 'email_verified', Value: 'true' },
            ],
            DesiredDeliveryMediums: EMAIL,
          }),
        );
        return poolUser(User?.Attributes, User?.UserStatus, []);
      } catch (error) {
        if (error instanceof UsernameExistsException) return undefined;
        throw explained(error);
      }
    },

    /** Sends the invitation of a user once more who has not chosen a password yet; the one before is void. */
    async inviteAgain(email: string): Promise<void> {
      const request = { UserPoolId, Username: email, MessageAction: 'RESEND' as const };
      await attempt(client.send(new AdminCreateUserCommand({ ...request, DesiredDeliveryMediums: EMAIL })));
    },

    /** Removes a user with his address; who is not there is removed already. */
    async remove(subject: string): Promise<void> {
      try {
        await client.send(new AdminDeleteUserCommand({ UserPoolId, Username: subject }));
      } catch (error) {
        if (!(error instanceof UserNotFoundException)) throw explained(error);
      }
    },

    /** All users, page by page: for a migration, never on the way of a request. */
    async *all(): AsyncGenerator<PoolUser> {
      for await (const { Users } of paginateListUsers({ client, pageSize: 60 }, { UserPoolId })) {
        for (const { Attributes, UserStatus } of Users ?? []) yield poolUser(Attributes, UserStatus, []);
      }
    },
  };
}

function poolUser(
  attributes: readonly AttributeType[] = [],
  status: string | undefined,
  factors: readonly string[] | undefined,
): PoolUser {
  const named = attributes.map(({ Name = '', Value = '' }) => [Name, Value] as const);
  const subject = new Map(named).get('sub');
  if (subject === undefined) throw new DomainError('user-pool.answer', 'the user pool names no user');
  return {
    subject,
    isPending: status === 'FORCE_CHANGE_PASSWORD',
    hasSecondFactor: (factors ?? []).includes('SOFTWARE_TOKEN_MFA'),
    custom: Object.fromEntries(
      named.flatMap(([name, value]) => (name.startsWith(CUSTOM) ? [[name.slice(CUSTOM.length), value]] : [])),
    ),
  };
}

function explained(error: unknown): Error {
  if (error instanceof InvalidParameterException) {
    return new BadRequestError(
      'email',
      'expected an e-mail address that an invitation can be sent to',
      'invalid-format',
    );
  }
  return new StorageUnavailableError('the user pool did not do its part', error);
}
