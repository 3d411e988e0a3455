import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { arn } from '../account.ts';
import type { Call } from './authorization.ts';
import { Refusal } from './error-format.ts';
import { writeWhole } from './write-whole.ts';

/** A user as the pool keeps him. */
export type LocalUser = {
  readonly subject: string;
  readonly username: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly isPending: boolean;
};

/** A small Cognito user pool: as much as functions need to invite people, to look them up and to remove them. */
export type UserPool = {
  /** All users there are, in the order in which they were created. */
  users(): readonly LocalUser[];
  /** Notes that a user has signed in, and so has chosen a password. */
  signedIn(subject: string): Promise<void>;
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
};

const OPERATIONS = ['AdminCreateUser', 'AdminGetUser', 'AdminDeleteUser', 'ListUsers'];
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

  return {
    users: () => [...users.values()],
    async signedIn(subject) {
      const user = users.get(subject);
      if (!user?.isPending) return;
      users.set(subject, { ...user, isPending: false });
      await keep();
    },
    callsOf(operation, { UserPoolId = '' }) {
      if (!OPERATIONS.includes(operation)) {
        throw new Refusal(400, 'InvalidAction', `cognito-idp:${operation} is not offered locally`);
      }
      return [{ action: `cognito-idp:${operation}`, resource: arn('cognito-idp', `userpool/${UserPoolId}`) }];
    },
    async answer(operation, input) {
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
          const { Attributes, ...user } = described(found(input.Username));
          return { ...user, UserAttributes: Attributes };
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
