import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newJournalLink } from '../../../shared/journal/journal-link.ts';
import { createJournalLinks, type JournalLinks } from '../../../shared/storage/held/journal-links.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { type EngineTables, startTables } from './engine-tables.ts';

const now = new Date('2026-08-03T10:00:00Z');
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const DAY = 86_400_000;
const madeBy = { role: 'therapist', id: 't-01' } as const;

let tables: EngineTables;
let links: JournalLinks;
beforeAll(async () => {
  tables = await startTables();
  links = createJournalLinks(tables.client, tables.recordsTable);
});
afterAll(() => tables.stop());

const clientOf = (client: string, clinicId = 'riverside') => ({ clinicId, client });
async function keep(code: string, owner: ReturnType<typeof clientOf>, at = now) {
  const link = { ...newJournalLink(owner, at, 'America/Chicago'), keyVersion: '1', madeBy };
  await links.keep(code, link);
  return link;
}
const itemsOfLinks = async () => {
  const { Items } = await tables.client.send(
    new ScanCommand({ TableName: tables.recordsTable, ConsistentRead: true }),
  );
  return Items!.filter(({ pk }) => pk!.S!.startsWith('JOURNAL'));
};

describe('links to journals', () => {
  it('are found by their code and by nothing else, until their last day is over', async () => {
    const link = await keep('CODE0000000000A1', clientOf('found'));
    expect(await links.opened('CODE0000000000A1', now)).toEqual(link);
    expect(await links.opened('CODE0000000000A1', new Date(link.expiresAt.getTime() - 1))).toEqual(link);
    expect(await links.opened('CODE0000000000A1', link.expiresAt)).toBeUndefined();
    expect(await links.opened('CODE0000000000A2', now)).toBeUndefined();
    expect(JSON.stringify(await itemsOfLinks())).not.toContain('CODE0000000000A1');
  });

  it('end by themselves: every item says when', async () => {
    const link = await keep('CODE0000000000B1', clientOf('ends'));
    const items = (await itemsOfLinks()).filter(({ client }) => client?.S === 'ends');
    expect(items).toHaveLength(2);
    for (const { expiresAt } of items) expect(Number(expiresAt!.N)).toBe(link.expiresAt.getTime() / 1000);
  });

  it('are listed for a client under all ids, and for a clinic, the latest first', async () => {
    await keep('CODE0000000000C1', clientOf('one', 'mill'));
    await keep('CODE0000000000C2', clientOf('other', 'mill'), later(1000));
    await keep('CODE0000000000C3', clientOf('one', 'mill'), later(2000));
    await keep('CODE0000000000C4', clientOf('one', 'harbour'), later(3000));
    const told = (held: Awaited<ReturnType<typeof links.ofClinic>>) =>
      held.map(({ client, issuedAt }) => [client, issuedAt.getTime() - now.getTime()]);
    expect(told(await links.ofClinic('mill', now))).toEqual([
      ['one', 2000],
      ['other', 1000],
      ['one', 0],
    ]);
    expect(told(await links.ofClient('mill', ['one'], now))).toEqual([
      ['one', 2000],
      ['one', 0],
    ]);
    expect(await links.ofClient('mill', ['one', 'other'], now)).toHaveLength(3);
    // A name that begins alike is another's.
    expect(await links.ofClient('mill', ['on'], now)).toEqual([]);
    expect(await links.ofClinic('mill', later(62 * DAY))).toEqual([]);
  });

  it('are withdrawn for one client at once, and it is said when, also of what is kept nowhere', async () => {
    await keep('CODE0000000000D1', clientOf('gone'));
    await keep('CODE0000000000D2', clientOf('gone'));
    await keep('CODE0000000000D3', clientOf('stays'));
    expect(await links.withdrawnAt(clientOf('gone'))).toBeUndefined();
    expect(await links.withdraw(clientOf('gone'), later(1), later(61 * DAY))).toBe(2);
    expect(await links.withdraw(clientOf('gone'), later(2), later(61 * DAY))).toBe(0);
    expect(await links.withdrawnAt(clientOf('gone'))).toBe('2026-08-03T10:00:00.002000000Z');
    for (const code of ['CODE0000000000D1', 'CODE0000000000D2']) {
      expect(await links.opened(code, now)).toBeUndefined();
    }
    expect(await links.opened('CODE0000000000D3', now)).toBeDefined();
    // Renewed within the same millisecond: what is made after it opens.
    await keep('CODE0000000000D4', clientOf('gone'), later(2));
    expect(await links.opened('CODE0000000000D4', later(3))).toBeDefined();
  });

  it('go with an erasure, those that were made before it', async () => {
    const owner = clientOf('erased');
    await keep('CODE0000000000E1', owner);
    await keep('CODE0000000000E2', owner, later(2 * DAY));
    const at = (time: Date) => `${time.toISOString().slice(0, -1)}000000Z`;
    const erasure = { recordedAt: at(later(DAY)), arrivedAt: at(later(DAY)) };
    await links.withdraw(clientOf('erased-too'), later(1), later(61 * DAY));
    await links.withdraw(clientOf('erased-too'), later(2 * DAY), later(61 * DAY));
    await keep('CODE0000000000E3', clientOf('erased-twice'));
    await links.withdraw(clientOf('erased-twice'), later(1), later(61 * DAY));
    const writer = createRecordWriter(tables.client, tables.recordsTable);
    for (const client of ['erased', 'erased-too', 'erased-twice'])
      await writer.erase(clientOf(client), erasure);
    // What was withdrawn since stays withdrawn, and of the other nothing is left that names the client.
    expect(await links.withdrawnAt(clientOf('erased-too'))).toBeDefined();
    expect(JSON.stringify(await itemsOfLinks())).not.toContain('erased-twice');
    expect(await links.opened('CODE0000000000E1', later(DAY))).toBeUndefined();
    expect(
      (await links.ofClient('riverside', ['erased'], later(2 * DAY))).map(({ issuedAt }) => issuedAt),
    ).toEqual([later(2 * DAY)]);
  });
});
