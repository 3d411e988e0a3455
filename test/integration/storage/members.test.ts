import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BadRequestError, ForbiddenError, NotFoundError } from '../../../shared/errors.ts';
import { createMembers, type MembersDeps } from '../../../shared/members/members.ts';
import { keyOf } from '../../../shared/storage/aws/dynamodb.ts';
import { createMemberReader, createMemberStore } from '../../../shared/storage/clinics/member-store.ts';
import { memberItem, therapistIdItem } from '../../../shared/storage/keys/member-keys.ts';
import { memberOf } from '../../members.ts';
import { type EngineTables, startTables } from './engine-tables.ts';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

/** A pool that sends nothing, and fails when it is told to. */
function pool() {
  const users = new Map<string, { subject: string; isPending: boolean }>();
  const sent: string[] = [];
  const described = (user: { subject: string; isPending: boolean }) => ({
    ...user,
    hasSecondFactor: false,
    custom: {},
  });
  const byName = (name: string) =>
    users.get(name) ?? [...users.values()].find(({ subject }) => subject === name);
  const state = { fails: false };
  const directory: MembersDeps['users'] = {
    find: async (name) => {
      const user = byName(name);
      return user && described(user);
    },
    create: async (email) => {
      if (users.has(email)) return undefined;
      users.set(email, { subject: randomUUID(), isPending: true });
      sent.push(email);
      return described(users.get(email)!);
    },
    inviteAgain: async (email) => void sent.push(email),
    remove: async (subject) => {
      if (state.fails) throw new Error('the pool is away');
      for (const [email, user] of users) if (user.subject === subject) users.delete(email);
    },
  };
  return { users, sent, state, directory };
}

/** A clinic with an owner, and the means to change who belongs to it. */
async function clinic() {
  const clinicId = `clinic-${randomUUID()}`;
  const store = createMemberStore(tables.client, tables.registryTable);
  const { directory, ...rest } = pool();
  let now = Date.parse('2026-08-20T12:00:00.000Z');
  const members = createMembers({ store, users: directory, clock: () => new Date(now++), newId: randomUUID });
  const circle = { clinicId };
  const operator = { circle, by: { name: 'the operator' } };
  /** Invites somebody, who takes the invitation up. */
  const invite = async (role: string, part: object = {}, acting = operator) => {
    const email = `${role}-${randomUUID()}@example.com`;
    const member = await members.invite(acting, email, memberOf(clinicId, role, part));
    rest.users.set(email, { subject: member.subject, isPending: false });
    return member;
  };
  const ann = await invite('owner', { name: 'Ann' });
  const acting = await members.actingFor(circle, ann.subject);
  const read = createMemberReader(tables.client, tables.registryTable);
  return { ...rest, clinicId, circle, members, store, invite, ann, acting, read };
}

describe('an invitation', () => {
  it('makes a member whom the doors know, who is listed and noted', async () => {
    const { clinicId, circle, members, ann, acting, read } = await clinic();
    const wanted = memberOf(clinicId, 'therapist', { therapistId: 't-1', name: 'Bea <b>' });
    const bea = await members.invite(acting, 'bea@example.com', wanted);
    expect(await read(bea.subject)).toEqual(wanted);
    expect((await members.list(circle)).map(({ member }) => member)).toEqual(
      expect.arrayContaining([wanted, memberOf(clinicId, 'owner', { name: 'Ann' })]),
    );
    const [latest, first] = await members.changes(circle);
    expect(latest).toMatchObject({
      by: { subject: ann.subject, name: 'Ann' },
      subject: bea.subject,
      after: wanted,
    });
    expect(latest).not.toHaveProperty('before');
    expect(first).toMatchObject({ by: { name: 'the operator' }, subject: ann.subject });
    expect(JSON.stringify([await members.list(circle), await members.changes(circle)])).not.toContain('@');
  });

  it('is sent again when it is asked for again, as long as nobody has signed in, and changes nothing', async () => {
    const { clinicId, circle, members, acting, users, sent } = await clinic();
    const again = () => members.invite(acting, 'bea@example.com', memberOf(clinicId, 'recorder'));
    const first = await again();
    expect(await again()).toEqual(first);
    expect(sent.filter((email) => email === 'bea@example.com')).toHaveLength(2);
    users.set('bea@example.com', { subject: first.subject, isPending: false });
    expect(await again()).toEqual(first);
    expect(sent.filter((email) => email === 'bea@example.com')).toHaveLength(2);
    expect(await members.changes(circle)).toHaveLength(2);
  });

  it('that was cut short is finished by the same again', async () => {
    const { clinicId, members, acting, users, read } = await clinic();
    users.set('bea@example.com', { subject: 'bea', isPending: true });
    await members.invite(acting, 'bea@example.com', memberOf(clinicId, 'recorder'));
    expect(await read('bea')).toEqual(memberOf(clinicId, 'recorder'));
  });

  it('is refused for a member who is something else, here or elsewhere, and for an id that another has', async () => {
    const { clinicId, members, acting, users } = await clinic();
    const bea = memberOf(clinicId, 'therapist', { therapistId: 't-1' });
    const { subject } = await members.invite(acting, 'bea@example.com', bea);
    const refused = (email: string, member: typeof bea) =>
      expect(members.invite(acting, email, member)).rejects.toThrow(BadRequestError);
    await refused('bea@example.com', memberOf(clinicId, 'owner'));
    await refused('cleo@example.com', bea);
    expect(users.has('cleo@example.com')).toBe(false);
    const other = await clinic();
    other.users.set('bea@example.com', { subject, isPending: false });
    await expect(
      other.members.invite(other.acting, 'bea@example.com', memberOf(other.clinicId, 'recorder')),
    ).rejects.toThrow(BadRequestError);
  });
});

describe("a therapist's id", () => {
  const settled = (ends: PromiseSettledResult<unknown>[]) => ends.map(({ status }) => status).toSorted();
  const holders = async ({ members, circle }: Awaited<ReturnType<typeof clinic>>, id: string) =>
    (await members.list(circle)).filter(
      ({ member }) => member.role === 'therapist' && member.therapistId === id,
    );

  it('is one of two who are invited with it at once', async () => {
    for (let round = 0; round < 5; round++) {
      const made = await clinic();
      const bea = memberOf(made.clinicId, 'therapist', { therapistId: 't-1' });
      const invited = ['bea@example.com', 'cleo@example.com'].map((email) =>
        made.members.invite(made.acting, email, bea),
      );
      const ends = await Promise.allSettled(invited);
      expect(settled(ends)).toEqual(['fulfilled', 'rejected']);
      const { reason } = ends.find((end) => end.status === 'rejected')!;
      expect(reason).toMatchObject({
        path: 'therapistId',
        message: 'expected an id that no other member has',
      });
      expect(await holders(made, 't-1')).toHaveLength(1);
    }
  });

  it('is one of two who are changed to it at once, and free again once she has gone or has another', async () => {
    const made = await clinic();
    const { members, acting, clinicId, invite } = made;
    const wanted = (therapistId: string) => memberOf(clinicId, 'therapist', { therapistId });
    const [bea, cleo] = [await invite('recorder'), await invite('therapist', { therapistId: 't-2' })];
    const ends = await Promise.allSettled(
      [bea, cleo].map(({ subject }) => members.change(acting, subject, wanted('t-1'))),
    );
    expect(settled(ends)).toEqual(['fulfilled', 'rejected']);
    const [first] = await holders(made, 't-1');
    await members.change(acting, first!.subject, wanted('t-3'));
    const dora = await invite('therapist', { therapistId: 't-1' });
    await members.withdraw(acting, dora.subject);
    await invite('therapist', { therapistId: 't-1' });
    expect(await holders(made, 't-1')).toHaveLength(1);
  });

  it('of somebody from before ids were claimed is taken all the same', async () => {
    const made = await clinic();
    const { subject } = await made.invite('therapist', { therapistId: 't-1' });
    await tables.client.send(
      new DeleteItemCommand({
        TableName: tables.registryTable,
        Key: keyOf(therapistIdItem(made.clinicId, 't-1')),
      }),
    );
    const bea = memberOf(made.clinicId, 'therapist', { therapistId: 't-1' });
    await expect(made.members.invite(made.acting, 'bea@example.com', bea)).rejects.toThrow(BadRequestError);
    // Whoever is changed claims what she has.
    await made.members.change(made.acting, subject, { ...bea, name: 'Ada' } as typeof bea);
    const claim = await tables.client.send(
      new GetItemCommand({
        TableName: tables.registryTable,
        Key: keyOf(therapistIdItem(made.clinicId, 't-1')),
      }),
    );
    expect(claim.Item?.['subject']?.S).toBe(subject);
  });
});

describe('a change', () => {
  it('holds at once, and is noted with what was before', async () => {
    const { clinicId, circle, members, acting, invite, read } = await clinic();
    const before = memberOf(clinicId, 'therapist', { therapistId: 't-1' });
    const { subject, since } = await invite('therapist', { therapistId: 't-1' });
    const after = memberOf(clinicId, 'owner', { name: 'Bea' });
    expect(await members.change(acting, subject, after)).toMatchObject({ subject, since, member: after });
    expect(await read(subject)).toEqual(after);
    expect((await members.changes(circle))[0]).toMatchObject({ subject, before, after });
    await members.change(acting, subject, after);
    expect(await members.changes(circle)).toHaveLength(3);
  });

  it('keeps since when an owner has a second factor', async () => {
    const { clinicId, members, acting, invite, read } = await clinic();
    const secondFactorSince = '2026-08-01T10:00:00.000Z';
    const { subject } = await invite('owner', { secondFactorSince });
    await members.change(acting, subject, memberOf(clinicId, 'owner', { name: 'Bea' }));
    expect(await read(subject)).toEqual(memberOf(clinicId, 'owner', { name: 'Bea', secondFactorSince }));
  });

  it('is of a member of the clinic, and of nobody else', async () => {
    const { clinicId, members, acting } = await clinic();
    const other = await clinic();
    const wanted = memberOf(clinicId, 'recorder');
    await expect(members.change(acting, 'nobody', wanted)).rejects.toThrow(NotFoundError);
    await expect(members.change(acting, other.ann.subject, wanted)).rejects.toThrow(NotFoundError);
    await expect(members.withdraw(acting, other.ann.subject)).rejects.toThrow(NotFoundError);
    expect(await other.read(other.ann.subject)).toEqual(other.ann.member);
  });
});

describe('a withdrawal', () => {
  it('takes access and the user, address and all, and keeps what the log says', async () => {
    const { clinicId, circle, members, acting, invite, users, read } = await clinic();
    const before = memberOf(clinicId, 'therapist', { therapistId: 't-1', name: 'Bea' });
    const { subject } = await invite('therapist', { therapistId: 't-1', name: 'Bea' });
    await members.withdraw(acting, subject);
    expect(await read(subject)).toBeUndefined();
    expect((await members.list(circle)).map((one) => one.subject)).not.toContain(subject);
    expect([...users.values()].map((one) => one.subject)).not.toContain(subject);
    const [latest] = await members.changes(circle);
    expect(latest).toMatchObject({ subject, before });
    expect(latest).not.toHaveProperty('after');
  });

  it('that was cut short before the pool has heard of it is finished by the same again', async () => {
    const { circle, members, acting, invite, users, state, read } = await clinic();
    const { subject } = await invite('recorder');
    state.fails = true;
    await expect(members.withdraw(acting, subject)).rejects.toThrow('away');
    expect(await read(subject)).toBeUndefined();
    state.fails = false;
    await members.withdraw(acting, subject);
    expect([...users.values()].map((one) => one.subject)).not.toContain(subject);
    expect(await members.changes(circle)).toHaveLength(3);
  });

  it('never leaves a clinic without an owner, nor does a change', async () => {
    const { clinicId, members, acting, ann, invite, read } = await clinic();
    await expect(members.withdraw(acting, ann.subject)).rejects.toThrow(ForbiddenError);
    await expect(members.change(acting, ann.subject, memberOf(clinicId, 'recorder'))).rejects.toThrow(
      ForbiddenError,
    );
    expect(await read(ann.subject)).toEqual(ann.member);
    await members.invite(acting, 'mistyped@example.com', memberOf(clinicId, 'owner'));
    await expect(members.withdraw(acting, ann.subject), 'nobody has taken that up').rejects.toThrow(
      'who has signed in',
    );
    await invite('owner');
    await members.withdraw(acting, ann.subject);
    expect(await read(ann.subject)).toBeUndefined();
  });

  it('of each other at once leaves one of two owners', async () => {
    for (let round = 0; round < 5; round++) {
      const { circle, members, acting, ann, invite } = await clinic();
      const bea = await invite('owner');
      const ends = await Promise.allSettled(
        [ann, bea].map(({ subject }) => members.withdraw(acting, subject)),
      );
      expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(await members.list(circle)).toHaveLength(1);
    }
  });

  it('is not undone by a change that was decided before it', async () => {
    const { clinicId, store, invite, members, acting, read } = await clinic();
    const held = (await store.find((await invite('recorder')).subject))!;
    await members.withdraw(acting, held.subject);
    const after = memberOf(clinicId, 'owner');
    const change = { id: randomUUID(), at: '2026-08-21T12:00:00.000Z', by: {}, subject: held.subject, after };
    expect(await store.write({ held, change })).toBe(false);
    expect(await read(held.subject)).toBeUndefined();
  });
});

it('whoever has an item of a clinic and none of his own is let in nowhere', async () => {
  const { circle, members, ann, read } = await clinic();
  await tables.client.send(
    new DeleteItemCommand({ TableName: tables.registryTable, Key: keyOf(memberItem(ann.subject)) }),
  );
  expect(await members.list(circle)).toHaveLength(1);
  expect(await read(ann.subject)).toBeUndefined();
});
