import { expect, test } from 'vitest';
import { UsageError } from '../../../infra/command-line/usage-error.ts';
import { readArguments, USAGE } from '../../../infra/local/command/arguments.ts';

test('without arguments the sample runs once and nothing is kept', () => {
  expect(readArguments([])).toEqual({
    ...{ files: [], mappings: [] },
    ...{ serve: false, tokens: false, keep: false, anew: false, help: false },
  });
});

test('files and options in any order', () => {
  const argv = [
    'a.csv',
    '--serve',
    '--tokens',
    '--from',
    '2026-01',
    'b.ndjson',
    '--to=2026-06',
    '--keep',
    '--period',
    '2026Q2',
  ];
  expect(
    readArguments([...argv, '--clinic', 'harbour', '--out', 'elsewhere', '--time-zone=America/Chicago']),
  ).toEqual({
    files: ['a.csv', 'b.ndjson'],
    clinic: 'harbour',
    timeZone: 'America/Chicago',
    mappings: [],
    months: { from: '2026-01', to: '2026-06' },
    period: '2026Q2',
    serve: true,
    tokens: true,
    keep: true,
    anew: false,
    out: 'elsewhere',
    help: false,
  });
});

test('a mapping is for all files, or for one', () => {
  const argv = ['a.csv', 'b.xlsx', '--mapping', 'jane-appointments', '--mapping', 'b.xlsx=m.json'];
  expect(readArguments(argv).mappings).toEqual([
    { named: 'jane-appointments' },
    { file: 'b.xlsx', named: 'm.json' },
  ]);
});

test.each([
  [['--mapping', 'm.json'], /no files are named/],
  [['--sevre'], /Unknown option '--sevre'/],
  [['--clinic'], /--clinic <value>' argument missing/],
  [['--clinic', 'no spaces please', 'a.csv'], /--clinic no spaces please: expected a clinic id/],
  [['--clinic', 'harbour'], /no files are named/],
  [['--time-zone', 'America/Chicago'], /no files are named/],
  [['--time-zone', 'CST', 'a.csv'], /--time-zone CST: expected the name of a time zone in the IANA database/],
  [['--tokens'], /--tokens goes with --serve/],
  [['--anew'], /--anew goes with --serve or --keep/],
  [['--data', 'mine'], /--data goes with --serve or --keep/],
  [['--from', '2026-01'], /--from and --to go together/],
  [['--from', '2026-13', '--to', '2026-14'], /--from 2026-13: expected a month/],
  [['--from', '2026-02', '--to', '2026-01'], /--to 2026-01 is before --from 2026-02/],
  [['--period', 'summer'], /--period summer: expected a quarter such as 2026Q3/],
  [['--serve=yes'], /--serve' does not take an argument/],
])('%j is refused with a sentence', (argv, sentence) => {
  expect(() => readArguments(argv)).toThrow(UsageError);
  expect(() => readArguments(argv)).toThrow(sentence);
});

test('every option is explained', () => {
  for (const option of [
    '--clinic',
    '--time-zone',
    '--from',
    '--to',
    '--period',
    '--serve',
    '--keep',
    '--data',
    '--anew',
    '--out',
    '--help',
  ]) {
    expect(USAGE).toContain(option);
  }
});

test('a start that serves keeps its data', () => {
  expect(readArguments(['--serve'])).toMatchObject({ serve: true, keep: true, anew: false });
  expect(readArguments(['--serve', '--anew', '--data', 'mine'])).toMatchObject({ anew: true, data: 'mine' });
});
