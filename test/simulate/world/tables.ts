import type { Member } from '../../../shared/access/member.ts';
import type { ClinicSettings } from '../../../shared/clinics/clinic-settings.ts';
import type { Programme } from '../../../shared/privacy/programme/programme.ts';
import { type Item, keyOf, text } from '../../../shared/storage/aws/dynamodb.ts';
import {
  CLINIC_ITEM,
  originAttributes,
  settingsAttributes,
} from '../../../shared/storage/clinics/clinic-item.ts';
import { BY_INSTANT, directoryItem, programmeItem, settingsItem } from '../../../shared/storage/keys/keys.ts';
import { memberItem } from '../../../shared/storage/keys/member-keys.ts';
import type { TablesInMemory } from '../tables/tables-in-memory.ts';

export const RECORDS = 'records';
export const OUTCOMES = 'outcomes';
export const REGISTRY = 'registry';
export const LEDGER = 'ledger';

/** The same in every run, with the salts of clinics, so that clients' pseudonyms are. */
export const MASTER_SECRET_TEXT = JSON.stringify({ 1: 'a'.repeat(64) });
const saltOf = (clinicId: string) => Buffer.from(clinicId.padEnd(32, '.')).subarray(0, 32);

/** The tables of a deployment, empty. */
export function addTables(tables: TablesInMemory): void {
  tables.addTable(RECORDS, { [BY_INSTANT]: 'at' });
  tables.addTable(OUTCOMES);
  tables.addTable(REGISTRY);
  tables.addTable(LEDGER);
}

/** A programme as an operator has added it. */
export function addProgramme(tables: TablesInMemory, programme: Programme): void {
  const item = { ...keyOf(programmeItem(programme.programme)), programme: text(JSON.stringify(programme)) };
  const registry = tables.table(REGISTRY);
  registry.set(registry.keyIn(item, true), item);
}

/** A clinic as an operator has added it, with its people by what they are called in tokens. */
export function addClinic(
  tables: TablesInMemory,
  clinicId: string,
  settings: ClinicSettings,
  members: Readonly<Record<string, Member>>,
): void {
  const put = (item: Item) => {
    const registry = tables.table(REGISTRY);
    registry.set(registry.keyIn(item, true), item);
  };
  const origin = originAttributes({ salt: saltOf(clinicId), masterVersion: '1' });
  put({ ...keyOf(settingsItem(clinicId)), ...CLINIC_ITEM, ...settingsAttributes(settings), ...origin });
  put({ ...keyOf(directoryItem(clinicId)), ...CLINIC_ITEM });
  for (const [subject, member] of Object.entries(members)) {
    put({
      ...keyOf(memberItem(subject)),
      entity: text('member'),
      member: text(JSON.stringify(member)),
      since: text('2026-01-01T00:00:00.000Z'),
      revision: text('1'),
    });
  }
}
