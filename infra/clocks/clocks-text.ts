import { textOf } from '../../shared/storage/aws/dynamodb.ts';
import type { AheadItem } from '../../shared/storage/held/clocks-ahead.ts';
import { parseClientPk } from '../../shared/storage/keys/keys.ts';

/** One line for the terminal: clinic, record and times, and nothing of the client. */
export function aheadText({ item, recorded, happened }: AheadItem): string {
  const { clinicId } = parseClientPk(textOf(item, 'pk')!);
  const what = [
    recorded && `recorded ${textOf(item, 'recordedAt')}, arrived ${textOf(item, 'arrivedAt') ?? 'not kept'}`,
    happened && `dated ${textOf(item, 'at')}`,
  ];
  return `${clinicId}  ${textOf(item, 'sk')}  ${what.filter(Boolean).join('; ')}`;
}
