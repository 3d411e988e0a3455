import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type Circle, circleOf, type Member, type MemberOf, memberSchema } from '../../access/member.ts';
import { type MemberChange, memberChangeSchema } from '../../access/member-change.ts';
import { collect, getAll, type Item, keyOf, mapKey, text, textOf } from '../aws/dynamodb.ts';
import { itemTable, type TableAction } from '../aws/item-table.ts';
import { together } from '../aws/together.ts';
import type { ItemKey } from '../keys/keys.ts';
import {
  circlePk,
  listedMemberItem,
  MEMBERS_SK_PREFIX,
  memberChangeItem,
  memberChangesPk,
  memberItem,
  subjectOfMember,
  therapistIdItem,
} from '../keys/member-keys.ts';

const SCHEMA_VERSION = '1';

/** A member as he is held. */
export type HeldMember = {
  subject: string;
  member: Member;
  /** When he was invited, an ISO instant. */
  since: string;
  /** Of the change that made him what he is: it is new with each. */
  revision: string;
};

/** What one change makes of a member. */
export type MemberWrite = {
  /** As he was read; undefined when he was no member. */
  held: HeldMember | undefined;
  change: MemberChange;
  /** Another owner, who has to be one still when this is written. */
  remainingOwner?: string;
};

export type MemberStore = ReturnType<typeof createMemberStore>;

/** Reads what callers are, for the doors: now, strongly consistent, many at once in one call. */
export function createMemberReader(client: DynamoDBClient, table: string): MemberOf {
  const getTogether = together((keys: ItemKey[]) => getAll(client, table, keys));
  return async (subject) => {
    const key = memberItem(subject);
    const item = (await getTogether([key])).get(mapKey(key));
    return item && heldMember(subject, item).member;
  };
}

/**
 * Members in the Registry table: each as an item by the user pool's id, which the doors read, and as one of his
 * clinic's, which is listed. The two and a note of the change are written in one transaction, always.
 */
export function createMemberStore(client: DynamoDBClient, tableName: string) {
  const table = itemTable(client, tableName);
  /** Whether somebody has claimed the id: who became a therapist before ids were claimed has not. */
  const claims = async (subject: string, key: ItemKey): Promise<boolean> =>
    textOf((await table.getAll([key])).get(mapKey(key)), 'subject') === subject;
  return {
    /** @returns undefined of somebody who is no member of anything */
    async find(subject: string): Promise<HeldMember | undefined> {
      const key = memberItem(subject);
      const item = (await table.getAll([key])).get(mapKey(key));
      return item && heldMember(subject, item);
    },

    /** All members of a clinic, or of a partner. */
    async list(circle: Circle): Promise<HeldMember[]> {
      const items = await collect(table.query(circlePk(circle), MEMBERS_SK_PREFIX));
      return items.map((item) => heldMember(subjectOfMember(item['sk']!.S!), item));
    },

    /** What has happened to the members of a clinic, or of a partner, the earliest first. */
    async changes(circle: Circle): Promise<MemberChange[]> {
      const items = await collect(table.query(memberChangesPk(circle)));
      return items.map((item) => memberChangeSchema.parse(JSON.parse(textOf(item, 'change')!)));
    },

    /**
     * Writes a change with its note.
     *
     * @returns false when somebody else has changed the member or the owner who was to remain in between, or has the
     *   therapist's id
     */
    async write(written: MemberWrite): Promise<boolean> {
      const { held, change } = written;
      const [left, claimed] = [claimOf(held?.member), claimOf(change.after)];
      const actions = actionsOf(written);
      if (claimed) actions.push(claim(change.subject, claimed));
      if (left && left.sk !== claimed?.sk && (await claims(change.subject, left))) {
        actions.push({ Delete: { Key: keyOf(left) } });
      }
      return (await table.transact(actions)) === undefined;
    },
  };
}

function actionsOf({ held, change, remainingOwner }: MemberWrite): TableAction[] {
  const circle = circleOf((change.after ?? change.before)!);
  const { subject } = change;
  const keys = [memberItem(subject), listedMemberItem(circle, subject)];
  const condition =
    held === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'revision = :revision',
          ExpressionAttributeValues: { ':revision': text(held.revision) },
        };
  const after = change.after && attributesOf(change.after, held?.since ?? change.at, change.id);
  const actions: TableAction[] = keys.map((key) =>
    after
      ? { Put: { Item: { ...keyOf(key), ...after }, ...condition } }
      : { Delete: { Key: keyOf(key), ...condition } },
  );
  const note = keyOf(memberChangeItem(circle, change.at, change.id));
  actions.push({
    Put: {
      Item: {
        ...note,
        entity: text('member-change'),
        schemaVersion: { N: SCHEMA_VERSION },
        change: text(JSON.stringify(change)),
      },
      // It is never written over.
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  });
  if (remainingOwner !== undefined) {
    actions.push({
      ConditionCheck: {
        Key: keyOf(memberItem(remainingOwner)),
        ConditionExpression: 'memberRole = :owner',
        ExpressionAttributeValues: { ':owner': text('owner') },
      },
    });
  }
  return actions;
}

/** The item that says whose a therapist's id is; undefined of anybody else. */
const claimOf = (member: Member | undefined): ItemKey | undefined =>
  member?.role === 'therapist' ? therapistIdItem(member.clinicId, member.therapistId) : undefined;

/** A therapist's id stands for one person: with what makes her a member it is claimed, on condition that it is free. */
function claim(subject: string, key: ItemKey): TableAction {
  return {
    Put: {
      Item: {
        ...keyOf(key),
        entity: text('therapist-id'),
        schemaVersion: { N: SCHEMA_VERSION },
        subject: text(subject),
      },
      ConditionExpression: 'attribute_not_exists(pk) OR subject = :subject',
      ExpressionAttributeValues: { ':subject': text(subject) },
    },
  };
}

function attributesOf(member: Member, since: string, revision: string): Item {
  return {
    entity: text('member'),
    schemaVersion: { N: SCHEMA_VERSION },
    memberRole: text(member.role),
    member: text(JSON.stringify(member)),
    since: text(since),
    revision: text(revision),
  };
}

function heldMember(subject: string, item: Item): HeldMember {
  return {
    subject,
    member: memberSchema.parse(JSON.parse(textOf(item, 'member') ?? 'null')),
    since: z.string().parse(textOf(item, 'since')),
    revision: z.string().parse(textOf(item, 'revision')),
  };
}
