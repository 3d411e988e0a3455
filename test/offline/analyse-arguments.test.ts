import { expect, test } from 'vitest';
import { readAnalyseArguments } from '../../infra/offline/analyse-arguments.ts';

const TODAY = '2026-11-25';

test('reads files and options in any order', () => {
  expect(
    readAnalyseArguments(
      [
        'a.csv',
        '--json',
        '--from',
        '2026-01',
        'b.ndjson',
        '--to',
        '2026-06',
        '--time-zone',
        'Europe/Lisbon',
        '--clinic',
        'riverside',
      ],
      TODAY,
    ),
  ).toEqual({
    files: ['a.csv', 'b.ndjson'],
    clinic: 'riverside',
    months: { from: '2026-01', to: '2026-06' },
    timeZone: 'Europe/Lisbon',
    mappings: [],
    asOf: TODAY,
    json: true,
    help: false,
  });
});

test('a mapping is for all files, or for the one that is named before it', () => {
  const args = ['a=b.csv', 'a', '--mapping', 'jane-appointments', '--mapping', 'a=b.csv=m=1.json'];
  expect(readAnalyseArguments(args, TODAY).mappings).toEqual([
    { named: 'jane-appointments' },
    { file: 'a=b.csv', named: 'm=1.json' },
  ]);
});

test.each([
  [[], /at least one file/],
  [['a.csv', '--clinic', 'two words'], /^--clinic two words: expected a clinic id/],
  [['a.csv', '--from', '2026-01'], /go together/],
  [['a.csv', '--from', '2026-13', '--to', '2027-01'], /^--from 2026-13: expected a month/],
  [['a.csv', '--from', '2026-03', '--to', '2026-02'], /^--to 2026-02 is before --from 2026-03/],
  [
    ['a.csv', '--time-zone', 'CST'],
    /^--time-zone CST: expected the name of a time zone in the IANA database/,
  ],
  [['a.csv', '--as-of', '2026-02-30'], /^--as-of 2026-02-30: expected a date/],
  [['a.csv', '--threads', '0'], /^--threads 0: expected a whole number/],
  [['a.csv', '--nonsense'], /^Unknown option '--nonsense'\.$/],
])('refuses %j with a sentence', (argv, sentence) => {
  expect(() => readAnalyseArguments(argv, TODAY)).toThrow(sentence);
});

test('help needs no file', () => {
  expect(readAnalyseArguments(['--help'], TODAY).help).toBe(true);
});

test('goals stand as of another day, if one is asked for', () => {
  expect(readAnalyseArguments(['a.csv', '--as-of', '2026-08-31'], TODAY).asOf).toBe('2026-08-31');
});
