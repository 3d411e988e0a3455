import { type RowAccount, RowTally } from '../../shared/records/files/row-account.ts';

/** An account of so many rows that were used, refused and duplicates. */
export function accountOf({ used = 0, refused = 0, duplicate = 0 }): RowAccount {
  const tally = new RowTally();
  tally.add({ fate: 'used' }, used);
  tally.add({ fate: 'refused', code: 'out-of-range' }, refused);
  tally.add({ fate: 'duplicate' }, duplicate);
  return tally.toJSON();
}
