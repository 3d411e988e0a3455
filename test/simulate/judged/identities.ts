import { mapKey, textOf } from '../../../shared/storage/aws/dynamodb.ts';
import { identityItem, parseClientPk } from '../../../shared/storage/keys/keys.ts';
import type { TablesInMemory } from '../tables/tables-in-memory.ts';
import { RECORDS } from '../world/tables.ts';

/** @returns which sessions and goals are held twice, or by another client than the one who holds their id */
export function wrongHolders(tables: TablesInMemory): string[] {
  const records = tables.table(RECORDS);
  const holders = new Map<string, string>();
  return [...records.all()].flatMap((item) => {
    const key = { pk: textOf(item, 'pk')!, sk: textOf(item, 'sk')! };
    if (!/^(SESSION|GOAL)#/.test(key.sk) || item['record'] === undefined || !key.pk.includes('#CLIENT#'))
      return [];
    const identity = identityItem(key);
    const known = holders.get(mapKey(identity));
    holders.set(mapKey(identity), key.pk);
    if (known !== undefined) return [`${key.sk} is held by ${known} and by ${key.pk}`];
    const holder = textOf(records.get(identity), 'client');
    return holder === parseClientPk(key.pk).client
      ? []
      : [`${key.sk} is held by ${key.pk}, its id by ${holder}`];
  });
}
