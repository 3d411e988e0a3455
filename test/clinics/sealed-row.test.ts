import { describe, expect, it } from 'vitest';
import { openRow, sealRow } from '../../shared/clinics/sealed-row.ts';

const KEY = new Uint8Array(32).fill(1);
const typed = { cells: { clientId: 'c-1', name: 'Ana Silva', pain: '11' } };

describe('a row that is kept sealed', () => {
  it('opens as what was typed, for its own clinic and under its own key only', () => {
    const sealed = sealRow(KEY, 'riverside', typed);
    expect(sealed).toMatch(/^[\w-]+$/);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toMatch(/c-1|Silva/);
    expect(openRow(KEY, 'riverside', sealed)).toEqual(typed);
    expect(openRow(KEY, 'harbour', sealed)).toBeUndefined();
    expect(openRow(new Uint8Array(32), 'riverside', sealed)).toBeUndefined();
    const changed = sealed.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
    expect(openRow(KEY, 'riverside', changed)).toBeUndefined();
  });
});
