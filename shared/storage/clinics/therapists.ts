import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { memberSchema } from '../../access/member.ts';
import { collect, mapKey, textOf } from '../aws/dynamodb.ts';
import { itemTable } from '../aws/item-table.ts';
import {
  circlePk,
  memberItem,
  THERAPIST_IDS_SK_PREFIX,
  therapistIdItem,
  therapistOfItem,
} from '../keys/member-keys.ts';

/** A therapist of a clinic as colleagues know her. */
export type Therapist = { therapistId: string; name?: string };

export type Therapists = ReturnType<typeof createTherapists>;

/** Who the therapists of a clinic are now, from the Registry table. */
export function createTherapists(client: DynamoDBClient, tableName: string) {
  const table = itemTable(client, tableName);
  return {
    /** Whether an id is that of a therapist of a clinic, who is a member still; one small read. */
    async has(clinicId: string, therapistId: string): Promise<boolean> {
      return (await table.getAll([therapistIdItem(clinicId, therapistId)])).size > 0;
    },

    /** All of a clinic, in order of what they are called. */
    async ofClinic(clinicId: string): Promise<Therapist[]> {
      const claims = await collect(table.query(circlePk({ clinicId }), THERAPIST_IDS_SK_PREFIX));
      const subjects = claims.map((item) => textOf(item, 'subject')!);
      const members = await table.getAll(subjects.map(memberItem));
      const therapists = claims.map((item, index): Therapist => {
        const content = textOf(members.get(mapKey(memberItem(subjects[index]!))), 'member');
        const member = content === undefined ? undefined : memberSchema.parse(JSON.parse(content));
        const name = member?.role === 'therapist' ? member.name : undefined;
        return { therapistId: therapistOfItem(textOf(item, 'sk')!), ...(name !== undefined && { name }) };
      });
      const called = ({ name, therapistId }: Therapist) => name ?? therapistId;
      return therapists.sort((a, b) => called(a).localeCompare(called(b), 'en'));
    },
  };
}
