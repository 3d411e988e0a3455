import { expect, test } from 'vitest';
import { resourcesOf, synthesize } from './synthesized.ts';

const app = synthesize('prod');
const boards = resourcesOf(app.stateless, 'AWS::CloudWatch::Dashboard');
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
  for (const count of ['refusedRequests', 'missingReleases', 'quietClinics']) expect(body).toContain(count);
});

test('and how late each of the functions is that work off a stream', () => {
  const workers = resourcesOf(app.stateless, 'AWS::Lambda::EventSourceMapping')
    .filter(({ Properties }) => Properties.StartingPosition !== undefined)
    .map(({ Properties }) => Properties.FunctionName.Ref);
  expect(workers).toHaveLength(3);
  for (const worker of workers) expect(body).toContain(worker);
});
