import { circleOf, type Member, memberSchema } from '../access/member.ts';
import { pseudonym } from '../records/pseudonym.ts';
import { refusalsOf } from '../records/refusal.ts';
import type { PoolUser, UserDirectory } from '../storage/aws/user-directory.ts';
import type { ClinicKeys } from '../storage/clinics/clinic-keys.ts';
import type { MemberStore } from '../storage/clinics/member-store.ts';

export type MigrationDeps = {
  users: Pick<UserDirectory, 'all' | 'find'>;
  store: MemberStore;
  keyOfClinic: ClinicKeys;
  clock: () => Date;
  newId: () => string;
};

/** What became of the users of a pool: how many, and of whom nothing could be made. */
export type Migration = {
  written: number;
  /** Members already, or once. */
  known: number;
  /** Users of whom no administrator has said anything. */
  unsaid: number;
  /** Users of whom something was said that makes no member: which attribute, and what was expected. */
  refused: { subject: string; attribute: string; expected: string }[];
};

/** An attribute of the pool by the field of a member that it becomes. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  role: 'role',
  clinicId: 'clinic',
  therapistId: 'therapist',
  client: 'client',
  partner: 'partner',
};

const TAKEN_ID = { attribute: 'custom:therapist', expected: 'expected an id that no other member has' };

/**
 * Makes members of the users of a pool from before members were kept, when an administrator said what each is by
 * attributes of his (`custom:role`, `custom:clinic` and so on). Who is a member stays what he is, and who was withdrawn
 * is not brought back: it can be run again, and before the functions that need it are deployed.
 */
export async function migrateMembers(deps: MigrationDeps): Promise<Migration> {
  const result: Migration = { written: 0, known: 0, unsaid: 0, refused: [] };
  for await (const user of deps.users.all()) {
    if (user.custom['role'] === undefined) {
      result.unsaid += 1;
      continue;
    }
    const made = await memberFrom(user, deps);
    if ('refused' in made) result.refused.push({ subject: user.subject, ...made.refused });
    else if (await isKnown(deps.store, user.subject, made.member)) result.known += 1;
    else if (await write(deps, user.subject, made.member)) result.written += 1;
    // Not written: somebody has just made him one, or his therapist's id is another's.
    else if (await deps.store.find(user.subject)) result.known += 1;
    else result.refused.push({ subject: user.subject, ...TAKEN_ID });
  }
  return result;
}

async function memberFrom(
  { subject, custom }: PoolUser,
  { users, keyOfClinic, clock }: MigrationDeps,
): Promise<{ member: Member } | { refused: { attribute: string; expected: string } }> {
  const { role, clinic, therapist, client, partner } = custom;
  const ofRole: Readonly<Record<string, () => object | Promise<object>>> = {
    therapist: () => ({ therapistId: therapist }),
    client: async () => ({ client: clinic && client && pseudonym(await keyOfClinic(clinic), client) }),
  };
  const ids = role === 'partner' ? { partner } : { clinicId: clinic, ...(await ofRole[role ?? '']?.()) };
  // The list of users does not say who has a second factor: an owner is looked up.
  const hasSecondFactor = role === 'owner' && (await users.find(subject))?.hasSecondFactor;
  const parsed = memberSchema.safeParse(
    {
      role,
      ...ids,
      ...(hasSecondFactor && { secondFactorSince: clock().toISOString() }),
    },
    { reportInput: true },
  );
  if (parsed.success) return { member: parsed.data };
  const [first] = refusalsOf(parsed.error);
  return {
    refused: { attribute: `custom:${ATTRIBUTES[first!.path] ?? first!.path}`, expected: first!.message },
  };
}

async function isKnown(store: MemberStore, subject: string, member: Member): Promise<boolean> {
  if (await store.find(subject)) return true;
  return (await store.changes(circleOf(member))).some((change) => change.subject === subject);
}

function write({ store, clock, newId }: MigrationDeps, subject: string, after: Member): Promise<boolean> {
  const change = { id: newId(), at: clock().toISOString(), by: {}, subject, after };
  return store.write({ held: undefined, change });
}
