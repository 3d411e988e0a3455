import { type Circle, type Member, memberSchema, OPERATORS } from '../../shared/access/member.ts';
import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { UsageError } from '../command-line/usage-error.ts';

/** Where members are kept, and the pool that their tokens come from. */
export type PeoplePlaces = { registryTable: string; userPool: string };

/** What `npm run people` was asked to do. */
export type PeopleArguments =
  | { asked: 'help' }
  | ({ asked: 'list'; circle: Circle } & PeoplePlaces)
  | ({ asked: 'invite'; circle: Circle; email: string; member: Member } & PeoplePlaces)
  | ({ asked: 'withdraw' | 'second-factor'; circle: Circle; subject: string } & PeoplePlaces)
  | ({ asked: 'migrate'; masterSecret: string } & PeoplePlaces);

export const USAGE = `Usage: npm run --silent people -- list CLINIC
       npm run --silent people -- invite CLINIC --email ADDRESS [--role owner] [--therapist ID] [--name NAME]
       npm run --silent people -- withdraw CLINIC SUBJECT
       npm run --silent people -- second-factor CLINIC SUBJECT
       npm run --silent people -- migrate

Says who belongs to a clinic: an owner does the same on the page /people, except for partners. In place of CLINIC,
--partner NAME means those who may read a partner's releases, and --operators those who run the deployment by the page
/operator, whom nothing but this command makes.

  list             everybody with the id (SUBJECT) that he has in the user pool, and what has changed
  invite           invites by e-mail; the same again sends the invitation again
  withdraw         takes somebody's access at once, and his user from the pool
  second-factor    notes whether the pool asks an owner for a second factor: after it was set, or taken from who has
                   lost his device
  migrate          makes members of users whose role an administrator has set by attributes of the pool
                   (custom:role, custom:clinic ...); who is or was a member is left alone, so it can be run again

  --role WORD      owner (default), therapist or recorder
  --therapist ID   a therapist's id in the records
  --name NAME      by which owners recognise somebody; at most 40 characters

  --table NAME         the Registry table; else REGISTRY_TABLE of the environment
  --user-pool ID       the user pool; else USER_POOL_ID of the environment
  --master SECRET      for migrate: the master secret; else MASTER_SECRET of the environment
  --help               print this

Credentials, region and endpoint are those of the AWS environment variables. Table, pool and secret are outputs of
the stateful stack (RegistryTableName, UserPoolId, MasterSecretArn).
`;

const OPTIONS = {
  partner: { type: 'string' },
  operators: { type: 'boolean' },
  email: { type: 'string' },
  role: { type: 'string', default: 'owner' },
  therapist: { type: 'string' },
  name: { type: 'string' },
  table: { type: 'string' },
  'user-pool': { type: 'string' },
  master: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 *
 * @throws UsageError with a sentence that says what was wrong with it
 */
export function readPeopleArguments(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): PeopleArguments {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  if (values.help) return { asked: 'help' };
  const named = (option: 'table' | 'user-pool' | 'master', variable: string): string => {
    const value = values[option] ?? environment[variable];
    if (value) return value;
    throw new UsageError(`Say --${option}, or set ${variable} in the environment.`);
  };
  const [asked, ...words] = positionals;
  const places = () => ({
    registryTable: named('table', 'REGISTRY_TABLE'),
    userPool: named('user-pool', 'USER_POOL_ID'),
  });
  if (asked === 'migrate') {
    if (words.length > 0)
      throw new UsageError(`Unexpected "${words[0]}"; migrate is for all clinics at once.`);
    return { asked, masterSecret: named('master', 'MASTER_SECRET'), ...places() };
  }
  if (asked !== 'list' && asked !== 'invite' && asked !== 'withdraw' && asked !== 'second-factor') {
    throw new UsageError('Say what to do: list, invite, withdraw, second-factor or migrate.');
  }
  const { circle, fixed } = circleOf(values, words);
  const [subject, ...more] =
    asked === 'withdraw' || asked === 'second-factor' ? words : [undefined, ...words];
  if (more.length > 0) throw new UsageError(`Unexpected "${more[0]}"; --help shows the usage.`);
  if (asked === 'list') return { asked, circle, ...places() };
  if (asked === 'invite') {
    if (!values.email) throw new UsageError('Say --email: where the invitation is sent to.');
    const { therapist: therapistId, name } = values;
    const role = fixed?.role ?? values.role;
    const member = checked(
      { role, ...(fixed ?? circle), ...(therapistId && { therapistId }), ...(name && { name }) },
      `--role ${role}`,
    );
    return { asked, circle, email: values.email, member, ...places() };
  }
  if (!subject) throw new UsageError('Say whom: the id that "list" shows.');
  return { asked, circle, subject, ...places() };
}

/**
 * Whose members are meant.
 *
 * @param words is left without the clinic, where one is named
 * @returns also what everybody there is, where all are the same
 */
function circleOf(
  { partner, operators }: { partner?: string | undefined; operators?: boolean | undefined },
  words: string[],
): { circle: Circle; fixed?: { role: string; partner?: string } } {
  if (operators) {
    if (partner !== undefined) throw new UsageError('--operators goes without --partner.');
    return { circle: OPERATORS, fixed: { role: 'operator' } };
  }
  if (partner !== undefined) {
    const fixed = { role: 'partner', partner };
    checked(fixed, '--partner');
    return { circle: { partner }, fixed };
  }
  const clinicId = words.shift() ?? '';
  // Any member of it will do to see whether there can be such a clinic.
  checked({ role: 'recorder', clinicId }, 'CLINIC');
  return { circle: { clinicId } };
}

function checked(member: object, what: string): Member {
  const parsed = memberSchema.safeParse(member);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`${what}: ${[...issue!.path, issue!.message].join(': ')}.`);
}
