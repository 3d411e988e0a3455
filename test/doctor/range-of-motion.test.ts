import { describe, expect, test } from 'vitest';
import { examineFile } from '../../shared/doctor/examine-file.ts';
import { namedMovement } from '../../shared/doctor/movement-words.ts';
import { piecesOf } from '../mapping/mapped.ts';

test.each([
  ['Shoulder flexion ROM before', { movement: 'shoulder-flexion', when: 'before' }],
  ['L Shoulder Flex pre (deg)', { movement: 'shoulder-flexion', side: 'left', when: 'before' }],
  ['Schulterflexion links vorher', { movement: 'shoulder-flexion', side: 'left', when: 'before' }],
  ['Flexión de hombro derecho antes (°)', { movement: 'shoulder-flexion', side: 'right', when: 'before' }],
  [
    'rom_shoulder_ext_rot_left_after',
    { movement: 'shoulder-external-rotation', side: 'left', when: 'after' },
  ],
  ['Hip extension R post', { movement: 'hip-extension', side: 'right', when: 'after' }],
  [
    'Außenrotation Schulter links nachher',
    { movement: 'shoulder-external-rotation', side: 'left', when: 'after' },
  ],
  ['PROM shoulder abduction before', { movement: 'passive-shoulder-abduction', when: 'before' }],
  ['Straight leg raise R after', { movement: 'straight-leg-raise', side: 'right', when: 'after' }],
  ['Neck rotation L pre/post', { movement: 'neck-rotation', side: 'left', when: 'both-before-first' }],
  ['Knee flexion', { movement: 'knee-flexion' }],
  ['ROM pre', { when: 'before' }],
  ['Shoulder flexion/extension before (deg)', { when: 'before' }],
  ['Pain with shoulder flexion before', undefined],
  ['Session extension fee', undefined],
  ['ROM goal', undefined],
])('%s', (name, named) => {
  expect(namedMovement(name)).toEqual(named);
});

const look = async (
  columns: string,
  cells: readonly string[],
  base = ['Client ID,Start,Minutes,Service', ',60,Swedish'],
) => {
  const rows = cells.map((cell, day) => `1,2026-08-0${day + 1} 10:00${base[1]},${cell}`);
  const content = `${base[0]},${columns}\n${rows.join('\n')}\n`;
  const seen = await examineFile(() => piecesOf(content, 4096), {
    name: 'x.csv',
    timeZone: 'America/Chicago',
  });
  if (!('proposal' in seen) || !('mapping' in seen.proposal)) throw new Error('nothing was proposed');
  const { records, decisions, leftOut } = seen.proposal.mapping;
  return { fields: records[0]!.fields, decisions, leftOut, outcome: seen.outcome! };
};

describe('columns of degrees', () => {
  test('before and after, a code for no answer, and a text that is none', async () => {
    const { fields, decisions, outcome } = await look('L shoulder flexion before,L shoulder flexion after', [
      '120°,135',
      '-999,140',
      '118,',
      'full,130',
    ]);
    expect(fields['rangeOfMotion']).toEqual({
      movements: [
        {
          movement: 'shoulder-flexion',
          side: 'left',
          before: { column: 'L shoulder flexion before', missing: ['-999'] },
          after: { column: 'L shoulder flexion after' },
        },
      ],
    });
    expect(decisions).toContainEqual({
      about: 'rangeOfMotion',
      sure: 'likely',
      why: 'degrees of shoulder-flexion left, as the names of the columns say',
    });
    expect(outcome).toMatchObject({
      records: { session: 3 },
      groups: { groups: [{ path: 'rangeOfMotion', rows: 1, first: [{ line: 5, found: 'full' }] }] },
    });
  });

  test('two in one cell, as the name of the column has them', async () => {
    const { fields, outcome } = await look('Neck rotation (after/before)', ['65/50', '70/60']);
    expect(fields['rangeOfMotion']).toMatchObject({ movements: [{ pair: { order: 'after-first' } }] });
    expect(outcome).toMatchObject({ refused: 0 });
  });

  test.each([
    ['ROM before', ['100', '110'], 'does not say of which movement'],
    ['Knee flexion', ['100', '110'], 'before or after the visit'],
    ['Knee flexion', ['100/110', '110/115'], 'which of them was before'],
  ])('%s is never read, and told with what to do', async (column, cells, why) => {
    const { fields, decisions, leftOut } = await look(column, cells);
    expect(fields).not.toHaveProperty('rangeOfMotion');
    expect(leftOut).toEqual([column]);
    expect(decisions.filter(({ about }) => about === column)).toEqual([
      { about: column, sure: 'unsure', why: expect.stringContaining(why) },
    ]);
  });

  test('of two columns that say the same the second is never read', async () => {
    const { leftOut, decisions } = await look('Knee flexion before,Knee flex. pre', ['100,110', '90,95']);
    expect(leftOut).toEqual(['Knee flex. pre']);
    expect(decisions.find(({ about }) => about === 'Knee flex. pre')?.why).toContain(
      'says the same as another',
    );
  });

  test('of rows that are no visits they are never read, and told', async () => {
    const { decisions, leftOut } = await look(
      'Knee flexion before',
      ['100', '90'],
      ['Client,Timestamp,Pain', ',5'],
    );
    expect(leftOut).toEqual(['Knee flexion before']);
    expect(decisions.find(({ about }) => about === 'Knee flexion before')?.why).toContain(
      'kept with a visit',
    );
  });
});
