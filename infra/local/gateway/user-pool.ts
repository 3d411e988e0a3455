import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { arn } from '../account.ts';
import type { Call } from './authorization.ts';
import { Refusal } from './error-format.ts';
import { isCodeOf, newSecret } from './one-time-codes.ts';
import { writeWhole } from './write-whole.ts';

/** A user as the pool keeps him. */
export type LocalUser = {
  readonly subject: string;
  readonly username: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly isPending: boolean;
  /** In Base32, once he has set up an authenticator. */
  readonly authenticator?: string;
};

/** A small Cognito user pool: as much as functions need to invite people, to look them up and to remove them. */
export type UserPool = {
  /** All users there are, in the order in which they were created. */
  users(): readonly LocalUser[];
  /** Notes that a user has signed in, and so has chosen a password. */
  signedIn(subject: string): Promise<void>;
  /** Whether a code is what a user's authenticator shows now; undefined when he has none. */
  isRightCode(subject: string, code: string): boolean | undefined;
  /** A token by which a user changes himself; undefined for somebody of whom the pool knows nothing. */
  accessTokenOf(subject: string): string | undefined;
  /** @throws Refusal (400) for an operation that is not offered. */
  callsOf(operation: string, input: UserPoolInput): Call[];
  /** Answers one API call. @throws Refusal such as UserNotFoundException. */
  answer(operation: string, input: UserPoolInput): Promise<object>;
};

type Attribute = { Name: string; Value?: string };
type UserPoolInput = {
  UserPoolId?: string;
  Username?: string;
  UserAttributes?: Attribute[];
  MessageAction?: string;
  Limit?: number;
  PaginationToken?: string;
  AccessToken?: string;
  UserCode?: string;
};

const OPERATIONS = ['AdminCreateUser', 'AdminGetUser', 'AdminDeleteUser', 'ListUsers'];
/** What a user does himself, by an access token in place of a signature. */
const OWN_OPERATIONS = ['AssociateSoftwareToken', 'VerifySoftwareToken', 'SetUserMFAPreference'];
export const isOwnOperation = (operation: string) => OWN_OPERATIONS.includes(operation);
/** ListUsers answers with at most as many. */
const MOST_LISTED = 60;
const ADDRESS = /^[^\s@]+@[^\s@]+$/;

/**
 * @param file holds the users with their addresses, readable by its owner alone
 * @param onInvitation is told whom an invitation would have been sent to: no mail is sent from here
 */
export function openUserPool(file: string, onInvitation: (user: LocalUser) => void = () => {}): UserPool {
  const users = new Map(readUsers(file).map((user) => [user.subject, user]));
  let written: Promise<void> = Promise.resolve();
  const keep = async () => {
    written = written.then(async () => {
      mkdirSync(dirname(file), { recursive: true });
      await writeWhole(file, JSON.stringify([...users.values()], null, 2));
    });
    await written;
  };
  /** A user is named by his user name, of which case does not matter, or by his subject. */
  const find = (name = ''): LocalUser | undefined =>
    users.get(name) ??
    [...users.values()].find(({ username }) => username.toLowerCase() === name.toLowerCase());
  const found = (name: string | undefined): LocalUser => {
    const user = find(name);
    if (!user) throw new Refusal(400, 'UserNotFoundException', 'User does not exist.');
    return user;
  };

  const create = async ({ Username = '', UserAttributes = [], MessageAction }: UserPoolInput) => {
    const known = find(Username);
    if (MessageAction === 'RESEND') {
      const user = found(Username);
      if (!user.isPending)
        throw new Refusal(400, 'UnsupportedUserStateException', 'User has been confirmed.');
      onInvitation(user);
      return { User: described(user) };
    }
    if (known) throw new Refusal(400, 'UsernameExistsException', 'User account already exists');
    const attributes = Object.fromEntries(UserAttributes.map(({ Name, Value = '' }) => [Name, Value]));
    if (Username === '' || !ADDRESS.test(attributes['email'] ?? 'none@needed')) {
      throw new Refusal(400, 'InvalidParameterException', 'Invalid email address format.');
    }
    const user = { subject: randomUUID(), username: Username, attributes, isPending: true };
    users.set(user.subject, user);
    await keep();
    if (MessageAction !== 'SUPPRESS') onInvitation(user);
    return { User: described(user) };
  };

  const list = ({ Limit = MOST_LISTED, PaginationToken = '0' }: UserPoolInput) => {
    const from = Number(PaginationToken);
    const to = from + Math.min(Limit, MOST_LISTED);
    return {
      Users: [...users.values()].slice(from, to).map(described),
      ...(to < users.size && { PaginationToken: String(to) }),
    };
  };

  const accessTokens = new Map<string, string>();
  const offered = new Map<string, { secret: string; isVerified: boolean }>();
  /** What a user does himself. */
  const own = async (operation: string, { AccessToken = '', UserCode = '' }: UserPoolInput) => {
    const user = users.get(accessTokens.get(AccessToken) ?? '');
    if (!user) throw new Refusal(400, 'NotAuthorizedException', 'Invalid Access Token');
    if (operation === 'AssociateSoftwareToken') {
      const secret = newSecret();
      offered.set(user.subject, { secret, isVerified: false });
      return { SecretCode: secret };
    }
    const known = offered.get(user.subject);
    if (operation === 'VerifySoftwareToken') {
      if (!known || !isCodeOf(known.secret, UserCode)) {
        throw new Refusal(400, 'EnableSoftwareTokenMFAException', 'Code mismatch');
      }
      offered.set(user.subject, { ...known, isVerified: true });
      return { Status: 'SUCCESS' };
    }
    if (!known?.isVerified) {
      throw new Refusal(400, 'InvalidParameterException', 'User has not verified software token mfa');
    }
    users.set(user.subject, { ...user, authenticator: known.secret });
    await keep();
    return {};
  };

  return {
    users: () => [...users.values()],
    async signedIn(subject) {
      const user = users.get(subject);
      if (!user?.isPending) return;
      users.set(subject, { ...user, isPending: false });
      await keep();
    },
    isRightCode(subject, code) {
      const secret = users.get(subject)?.authenticator;
      return secret === undefined ? undefined : isCodeOf(secret, code);
    },
    accessTokenOf(subject) {
      if (!users.has(subject)) return undefined;
      const token = randomUUID();
      accessTokens.set(token, subject);
      return token;
    },
    callsOf(operation, { UserPoolId = '' }) {
      // They are the user's, by his token: no role needs leave for them.
      if (isOwnOperation(operation)) return [];
      if (!OPERATIONS.includes(operation)) {
        throw new Refusal(400, 'InvalidAction', `cognito-idp:${operation} is not offered locally`);
      }
      return [{ action: `cognito-idp:${operation}`, resource: arn('cognito-idp', `userpool/${UserPoolId}`) }];
    },
    async answer(operation, input) {
      if (isOwnOperation(operation)) return own(operation, input);
      switch (operation) {
        case 'AdminCreateUser':
          return create(input);
        case 'ListUsers':
          return list(input);
        case 'AdminDeleteUser':
          users.delete(found(input.Username).subject);
          await keep();
          return {};
        default: {
          const user = found(input.Username);
          const { Attributes, ...told } = described(user);
          const factors = user.authenticator !== undefined && { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] };
          return { ...told, UserAttributes: Attributes, ...factors };
        }
      }
    },
  };
}

function described({ subject, username, attributes, isPending }: LocalUser) {
  return {
    Username: username,
    Attributes: Object.entries({ sub: subject, ...attributes }).map(([Name, Value]) => ({ Name, Value })),
    Enabled: true,
    UserStatus: isPending ? 'FORCE_CHANGE_PASSWORD' : 'CONFIRMED',
  };
}

function readUsers(file: string): LocalUser[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LocalUser[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new Error(`the users' file ${file} cannot be read`, { cause: error });
  }
}
