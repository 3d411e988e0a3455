import { expect, test } from 'vitest';
import { examineFile } from '../../shared/doctor/examine-file.ts';
import { mapped, mappingOf, piecesOf, refusalsOf } from '../mapping/mapped.ts';

const LETTERS = 200_000;
const of = (part: string) => part.repeat(LETTERS / part.length);

// A text that is looked through in the square of its length takes minutes, and no worker waits so long.
test.each([
  ['digits', of('1')],
  ['blanks within', `a${of(' ')}b`],
  ['brackets', of('(')],
  ['minutes', of('1 min ')],
  ['numbers', of('1.')],
  ['slashes', of('1/')],
])('a cell of %s, as long as a line may be, is looked at and read at once', async (_, text) => {
  const header = 'Client ID,Start,Minutes,Service,Reason,Pain before';
  const good = 'c-1,2026-08-03 10:00,60,Swedish,Stress,5';
  const bad = [`c-2,2026-08-03 ${text},60,Swedish,Stress,5`, `c-3,2026-08-03 10:00,60,${text},Stress,5`];
  const worse = [
    `c-4,2026-08-03 10:00,${text},Swedish,Stress,5`,
    `c-5,2026-08-03 10:00,60,Swedish,${text},${text.slice(0, 30_000)}`,
  ];
  const content = [header, ...Array(20).fill(good), ...bad, ...worse, ''].join('\n');
  const seen = await examineFile(() => piecesOf(content, 65_536), {
    name: 'a.csv',
    timeZone: 'America/Chicago',
  });
  expect('outcome' in seen && seen.outcome).toMatchObject({ records: { session: 20 }, refused: 4 });
});

test('so are the parts of a cell with several techniques', async () => {
  const mapping = mappingOf({
    timeZone: 'America/Chicago',
    records: [
      {
        type: 'session',
        fields: {
          sessionId: { column: 'Id' },
          clientId: { column: 'Id' },
          startedAt: { column: 'Start' },
          endedAt: { after: 'startedAt', minutes: { column: 'Service', within: true } },
          techniques: { column: 'Service', split: ';', minutes: 'with-name' },
        },
      },
    ],
  });
  const { items } = await mapped(`Id,Start,Service\n1,2026-08-03 10:00,${of('1')};Swedish 20\n`, mapping);
  expect(refusalsOf(items)).toMatchObject([{ path: 'endedAt' }]);
});
