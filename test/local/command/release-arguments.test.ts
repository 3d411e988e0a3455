import { expect, test } from 'vitest';
import { UsageError } from '../../../infra/command-line/usage-error.ts';
import { RELEASE_USAGE, readReleaseArguments } from '../../../infra/local/command/release-arguments.ts';

const PERIOD = ['--period', '2026Q3'];

test('a release is of the data that a start has kept, wherever that keeps them', () => {
  expect(readReleaseArguments([...PERIOD, '--keep', '--data', 'elsewhere'])).toMatchObject({
    keep: true,
    data: 'elsewhere',
  });
  expect(readReleaseArguments([...PERIOD, '--keep'])).not.toHaveProperty('data');
  expect(RELEASE_USAGE).toContain('--data FOLDER');
});

test.each([
  [[], /--period is missing/],
  [['--period', '2026-09'], /--period 2026-09: expected a quarter, a half-year or a year/],
  [[...PERIOD, '--data', 'elsewhere'], /--data goes with --keep/],
  [[...PERIOD, '--revision', '3'], /--revision 3: expected 1 or 2/],
  [[...PERIOD, '--programme', 'other'], /--programme other: without --programmes there is only/],
  [[...PERIOD, '--programmes', 'no-such.json'], /expected a file that holds a JSON list of programmes/],
])('what cannot be done is said: %j', (argv, message) => {
  expect(() => readReleaseArguments(argv)).toThrow(UsageError);
  expect(() => readReleaseArguments(argv)).toThrow(message);
});
