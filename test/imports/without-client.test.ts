import { describe, expect, it } from 'vitest';
import { WITHOUT_CLIENT } from '../../shared/imports/without-client.ts';

const lines = (...rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const why = { code: 'out-of-range', path: 'pain', message: 'expected 0 to 10' };
const erased = {
  ...{ code: 'erased', path: '' },
  message: 'everything of this client was erased after the file had come',
};

describe('what stands beside a file, without a client', () => {
  it('keeps of his refused rows that there were some', () => {
    const others = [
      { line: 3, type: 'pain-score', id: 'p-3', ...why, clients: ['b'], sealedRow: 'yy' },
      { line: 4, ...why, sealedRow: 'zz' },
    ];
    const his = { line: 2, type: 'pain-score', id: 'p-2', ...why, clients: ['b', 'a'], sealedRow: 'xx' };
    expect(WITHOUT_CLIENT.refused(lines(his, ...others), 'a')).toBe(
      lines({ line: 2, type: 'pain-score', ...erased }, ...others),
    );
  });

  it('keeps of what his rows brought their lines and types, at their places', () => {
    const others = [
      { line: 1 },
      { line: 3, type: 'goal', id: 'g', clients: ['b'], sk: 'GOAL#g', recordedAt: 'x' },
    ];
    const his = { line: 2, type: 'session', id: 's', clients: ['a'], sk: 'SESSION#s', recordedAt: 'x' };
    const merge = { line: 4, type: 'merge', id: 'b', clients: ['b', 'a'] };
    expect(WITHOUT_CLIENT.brought(lines(others[0]!, his, others[1]!, merge), 'a')).toBe(
      lines(others[0]!, { line: 2, type: 'session', erased: true }, others[1]!, {
        line: 4,
        type: 'merge',
        erased: true,
      }),
    );
  });

  it('leaves him out of the rows that an account names, and every count as it is', () => {
    const [his, other] = [
      { line: 1, type: 'session', id: 's', by: 'x', clients: ['a'] },
      { line: 2, type: 'session', id: 't', by: 'x', clients: ['b'] },
    ];
    const result = { rows: 2, account: { rows: 2 }, replaced: [his, other] };
    expect(JSON.parse(WITHOUT_CLIENT.result(JSON.stringify(result), 'a'))).toEqual({
      ...result,
      replaced: [other],
    });
    const undo = { import: 'i', at: 'x', account: { rows: 2, byType: {}, staying: [his, other] } };
    expect(JSON.parse(WITHOUT_CLIENT.undo(JSON.stringify(undo), 'a'))).toEqual({
      ...undo,
      account: { ...undo.account, staying: [other] },
    });
    const gone = JSON.stringify({ import: 'i', at: 'x', gone: true });
    expect(WITHOUT_CLIENT.undo(gone, 'a')).toBe(gone);
  });
});
