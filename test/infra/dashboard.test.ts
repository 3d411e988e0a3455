import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ConfigError, StorageUnavailableError } from '../../shared/errors.ts';
import { RECORDS_TAKEN } from '../../shared/intake/tell-taken.ts';
import { createLog } from '../../shared/log.ts';
import { RACE_LOST } from '../../shared/storage/aws/dynamodb.ts';
import { BATCH_DONE } from '../../shared/views/stream-batch.ts';
import { functionsOf, resourcesOf, synthesize } from './synthesized.ts';

const app = synthesize('prod');
const boards = resourcesOf(app.stateless, 'AWS::CloudWatch::Dashboard');
/** What is counted from lines of logs: the metric, which lines, and of which group. */
const counted = resourcesOf(app.stateless, 'AWS::Logs::MetricFilter').map(({ Properties }) => ({
  name: Properties.MetricTransformations[0].MetricName as string,
  value: Properties.MetricTransformations[0].MetricValue as string,
  dimensions: Properties.MetricTransformations[0].Dimensions,
  pattern: Properties.FilterPattern as string,
  logGroup: Properties.LogGroupName.Ref as string,
}));
const body = JSON.stringify(boards[0]?.Properties.DashboardBody);

test('one page shows every alarm, every queue that holds work, and what the deployment counts itself', () => {
  expect(boards).toHaveLength(1);
  for (const { logicalId, Properties } of resourcesOf(app.stateless, 'AWS::CloudWatch::Alarm')) {
    expect(body, Properties.AlarmName).toContain(logicalId);
  }
  const holdsWork = resourcesOf(app.stateless, 'AWS::SQS::Queue').filter(
    ({ Properties }) => Properties.RedrivePolicy !== undefined,
  );
  expect(holdsWork.length).toBeGreaterThan(3);
  for (const { logicalId } of holdsWork) expect(body).toContain(logicalId);
  const deploying = readFileSync(new URL('../../docs/deploying.md', import.meta.url), 'utf8');
  for (const { name } of counted) {
    expect(body, `the dashboard shows ${name}`).toContain(`\\"${name}\\"`);
    expect(deploying.includes(`\`${name}\``), `docs/deploying.md tells of ${name}`).toBe(true);
  }
});

test('and how late each of the functions is that work off a stream', () => {
  const workers = resourcesOf(app.stateless, 'AWS::Lambda::EventSourceMapping')
    .filter(({ Properties }) => Properties.StartingPosition !== undefined)
    .map(({ Properties }) => Properties.FunctionName.Ref);
  expect(workers).toHaveLength(3);
  for (const worker of workers) expect(body).toContain(worker);
});

/** Names of the functions whose logs a number is counted from. */
const countedOf = (name: string) => {
  const groups = counted.filter((filter) => filter.name === name).map(({ logGroup }) => logGroup);
  return functionsOf(app)
    .filter(({ Properties }) => groups.includes(Properties.LoggingConfig.LogGroup.Ref))
    .map((each) => each.name)
    .sort();
};

test('records are counted at every door, staleness where views are made, races and refused keys everywhere', () => {
  const all = functionsOf(app)
    .map(({ name }) => name)
    .sort();
  const doors = ['import-file', 'ingest-records', 'keep-data', 'take-forms'];
  for (const name of ['acceptedRecords', 'refusedRecords', 'conflictingRecords']) {
    expect(countedOf(name)).toEqual(doors);
  }
  expect(countedOf('staleMilliseconds')).toEqual(['derive-outcomes', 'summarise-techniques']);
  expect([countedOf('lostRaces'), countedOf('keyErrors')]).toEqual([all, all]);
  const of = (name: string) => counted.find((filter) => filter.name === name);
  expect(of('acceptedRecords')).toMatchObject({
    ...{ pattern: `{ $.message = "${RECORDS_TAKEN}" }`, value: '$.accepted' },
  });
  expect(of('staleMilliseconds')?.pattern).toBe(`{ $.message = "${BATCH_DONE}" }`);
  expect(of('lostRaces')).toMatchObject({ pattern: `{ $.message = "${RACE_LOST}" }`, value: '1' });
});

test('no number has a dimension: none names anybody, and none costs more with more clinics', () => {
  expect(counted.filter(({ dimensions }) => dimensions !== undefined)).toEqual([]);
  expect(new Set(counted.map(({ name }) => name)).size).toBeLessThan(20);
});

/** Whether the pattern for errors about keys takes a line, as CloudWatch compares: a star stands for anything. */
function isKeyError(line: object): boolean {
  const pattern = counted.find(({ name }) => name === 'keyErrors')!.pattern;
  const terms = [...pattern.matchAll(/\(?\$\.([\w.]+) = "([^"]+)"\)?/g)];
  expect(terms.length).toBeGreaterThan(10);
  return terms.some(([, field, wanted]) => {
    const found = field!
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], line);
    const expression = new RegExp(`^${wanted!.replaceAll('*', '.*')}$`);
    return typeof found === 'string' && expression.test(found);
  });
}

/** The line that the log of ours makes of an error of AWS. */
function lineOf(error: Error): object {
  let told = {};
  createLog('ingest-records', (line) => {
    told = JSON.parse(line);
  }).error('request failed', error);
  return told;
}
const named = (name: string) => Object.assign(new Error(), { name });

test.each([
  ['of DynamoDB or KMS by policy', lineOf(named('AccessDeniedException'))],
  ['of S3 by policy', lineOf(named('AccessDenied'))],
  ['of a key that is to be deleted', lineOf(named('KMSInvalidStateException'))],
  ['of a key that is switched off, by S3', lineOf(named('KMS.DisabledException'))],
  ['of a key that is switched off, by KMS', lineOf(named('DisabledException'))],
  ['of a secret', lineOf(named('DecryptionFailure'))],
  [
    'behind an error of ours',
    lineOf(Object.assign(new ConfigError('x'), { cause: named('AccessDeniedException') })),
  ],
  ['behind a plain error', lineOf(new Error('x', { cause: named('AccessDeniedException') }))],
  [
    'behind several',
    lineOf(new Error('x', { cause: new StorageUnavailableError('y', named('KMSDisabledException')) })),
  ],
  ['as Lambda writes a run that threw', { level: 'ERROR', message: { errorType: 'KMSDisabledException' } }],
])('an error about a key is counted: %s', (_, line) => {
  expect(isKeyError(line)).toBe(true);
});

test.each(['ConditionalCheckFailedException', 'TypeError', 'ThrottlingException'])(
  'and no other: %s',
  (name) => {
    expect(isKeyError(lineOf(named(name)))).toBe(false);
  },
);
