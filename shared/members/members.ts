import { type Circle, circleOf, type Member } from '../access/member.ts';
import { type Author, type MemberChange, remainingOwner } from '../access/member-change.ts';
import { isGuarded } from '../access/second-factor.ts';
import { BadRequestError, ForbiddenError, NotFoundError, StorageUnavailableError } from '../errors.ts';
import type { UserDirectory } from '../storage/aws/user-directory.ts';
import type { HeldMember, MemberStore } from '../storage/clinics/member-store.ts';

export type MembersDeps = {
  store: MemberStore;
  users: Pick<UserDirectory, 'find' | 'create' | 'inviteAgain' | 'remove'>;
  clock: () => Date;
  newId: () => string;
};

export type Members = ReturnType<typeof createMembers>;

/** Who wants something of whose members, and why where it follows from something else. */
export type Acting = { circle: Circle; by: Author; because?: 'erased' };

/** The clinic would be left without an owner who has signed in. */
export class LastOwnerError extends ForbiddenError {
  constructor() {
    super('a clinic keeps an owner who has signed in: make somebody else one first');
  }
}

/** Lost races after which it is too busy here. */
const ATTEMPTS = 5;

/**
 * Members are invited, changed and withdrawn here, whoever wants it: a page, the API or a command. Every change
 * leaves a note in the log, in the same transaction.
 */
export function createMembers({ store, users, clock, newId }: MembersDeps) {
  /** An owner whose invitation nobody has taken up, as at a mistyped address, can let nobody in. */
  const ownersSignedIn = async (circle: Circle): Promise<HeldMember[]> => {
    const owners = (await store.list(circle)).filter(({ member }) => member.role === 'owner');
    const known = await Promise.all(owners.map(({ subject }) => users.find(subject)));
    return owners.filter((_, index) => !known[index]?.isPending);
  };

  /** A therapist's id stands for one person: whoever had it as well would read the clients of the other. */
  const requireFreeId = async (circle: Circle, member: Member, subject?: string): Promise<void> => {
    if (member.role !== 'therapist') return;
    const holder = (await store.list(circle)).find(
      (one) =>
        one.subject !== subject &&
        one.member.role === 'therapist' &&
        one.member.therapistId === member.therapistId,
    );
    if (holder)
      throw new BadRequestError('therapistId', 'expected an id that no other member has', 'inconsistent');
  };

  /** Reads, decides and writes until nothing has come in between. */
  const write = async (
    { circle, by, because }: Acting,
    subject: string,
    decide: (held: HeldMember | undefined) => Member | undefined,
  ): Promise<MemberChange> => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const held = await store.find(subject);
      const after = decide(held);
      const before = held?.member;
      const change = {
        id: newId(),
        at: clock().toISOString(),
        by,
        subject,
        ...(because && { because }),
        ...(before && { before }),
        ...(after && { after }),
      };
      if (before && after && JSON.stringify(before) === JSON.stringify(after)) return change;
      if (after) await requireFreeId(circle, after, subject);
      const isLeaving = before?.role === 'owner' && after?.role !== 'owner';
      const others = isLeaving ? await ownersSignedIn(circle) : [];
      const remaining = remainingOwner(change, others);
      if (remaining === 'nobody') throw new LastOwnerError();
      const written = { held, change, ...(remaining && { remainingOwner: remaining.subject }) };
      if (await store.write(written)) return change;
    }
    throw new StorageUnavailableError('others have changed the same member again and again');
  };

  return {
    /** Who acts, for the log: by his id, and by the name that he has now. */
    async actingFor(circle: Circle, subject: string): Promise<Acting> {
      const held = await store.find(subject);
      const name = held && 'name' in held.member ? held.member.name : undefined;
      return { circle, by: { subject, ...(name !== undefined && { name }) } };
    },

    list: (circle: Circle): Promise<HeldMember[]> => store.list(circle),

    /** The log, the latest first. */
    async changes(circle: Circle): Promise<MemberChange[]> {
      return (await store.changes(circle)).reverse();
    },

    /** @throws NotFoundError of whoever is no member there, of another clinic included */
    async find(circle: Circle, subject: string): Promise<HeldMember> {
      return requireOf(circle, await store.find(subject));
    },

    /** Whether an address is that of a member there. */
    async isAddressOf(circle: Circle, email: string): Promise<boolean> {
      const known = await users.find(email);
      const held = known && (await store.find(known.subject));
      return held !== undefined && isOf(circle, held);
    },

    /**
     * Invites somebody by e-mail. The same again sends the invitation again, as long as he has not signed in; and mends
     * an invitation that was cut short.
     *
     * @throws BadRequestError for an address that belongs to a member who is something else, or elsewhere
     */
    async invite(acting: Acting, email: string, wanted: Member): Promise<HeldMember> {
      const known = await users.find(email);
      const held = known && (await store.find(known.subject));
      if (held && JSON.stringify(held.member) !== JSON.stringify(wanted)) {
        const message =
          'expected the address of somebody who is no member yet; a member is changed, not invited';
        throw new BadRequestError('email', message, 'inconsistent');
      }
      // Before anybody is written to; the transaction asks again.
      await requireFreeId(acting.circle, wanted, known?.subject);
      const user = known ?? (await users.create(email)) ?? (await users.find(email));
      if (!user) throw new StorageUnavailableError('the user pool has lost the user');
      if (known?.isPending) await users.inviteAgain(email);
      if (!held) {
        await write(acting, user.subject, (between) => {
          if (between)
            throw new BadRequestError('email', 'somebody has just invited this address', 'inconsistent');
          return wanted;
        });
      }
      return requireOf(acting.circle, await store.find(user.subject));
    },

    /** Makes something else of a member; a client or a partner is what he is. @throws LastOwnerError */
    async change(acting: Acting, subject: string, wanted: Member): Promise<HeldMember> {
      const { member } = requireOf(acting.circle, await store.find(subject));
      if (member.role === 'client' || member.role === 'partner' || member.role === 'operator') {
        throw new ForbiddenError(`a ${member.role} can be withdrawn, not changed`);
      }
      await write(acting, subject, (held) => {
        const { member: now } = requireOf(acting.circle, held);
        return now.role === 'owner' && wanted.role === 'owner' && now.secondFactorSince
          ? { ...wanted, secondFactorSince: now.secondFactorSince }
          : wanted;
      });
      return requireOf(acting.circle, await store.find(subject));
    },

    /**
     * Notes of an owner or an operator whether the pool asks him for a second factor now.
     *
     * @returns since when it does
     * @throws NotFoundError of whoever is neither there
     */
    async noteSecondFactor(acting: Acting, subject: string): Promise<string | undefined> {
      const { hasSecondFactor } = (await users.find(subject)) ?? { hasSecondFactor: false };
      const { after } = await write(acting, subject, (held) => {
        const { member } = requireOf(acting.circle, held);
        if (!isGuarded(member)) throw new NotFoundError('no such owner');
        const { secondFactorSince = clock().toISOString(), ...rest } = member;
        return { ...rest, ...(hasSecondFactor && { secondFactorSince }) };
      });
      return isGuarded(after) ? after.secondFactorSince : undefined;
    },

    /**
     * Takes the access of whoever signs in as a client, and his address with it, since everything of him was erased.
     * Who was invited later stays. The same again finishes what was cut short.
     *
     * @param client by pseudonym
     * @param erasedAt when the erasure came, as an ISO instant
     */
    async forgetClient(clinicId: string, client: string, erasedAt: string): Promise<void> {
      const circle = { clinicId };
      const isHis = (member: Member | undefined) => member?.role === 'client' && member.client === client;
      for (const { subject, member, since } of await store.list(circle)) {
        if (!isHis(member) || Date.parse(since) > Date.parse(erasedAt)) continue;
        await write({ circle, by: {}, because: 'erased' }, subject, () => undefined);
      }
      const gone = (await store.changes(circle)).filter(
        ({ because, before }) => because === 'erased' && isHis(before),
      );
      for (const { subject } of gone) await users.remove(subject);
    },

    /**
     * Takes a member's access, from the next call on, and then his user from the pool, address and all. What he has
     * reported stays, under his id. The same again finishes what was cut short.
     *
     * @throws LastOwnerError @throws NotFoundError of whoever never was a member there
     */
    async withdraw(acting: Acting, subject: string): Promise<void> {
      const held = await store.find(subject);
      if (held) {
        requireOf(acting.circle, held);
        await write(acting, subject, (now) => void requireOf(acting.circle, now));
      } else if (!(await store.changes(acting.circle)).some((change) => change.subject === subject)) {
        throw nobody();
      }
      await users.remove(subject);
    },
  };
}

function requireOf(circle: Circle, held: HeldMember | undefined): HeldMember {
  if (held && isOf(circle, held)) return held;
  throw nobody();
}

const isOf = (circle: Circle, { member }: HeldMember) =>
  JSON.stringify(circleOf(member)) === JSON.stringify(circle);

const nobody = () => new NotFoundError('no such member');
