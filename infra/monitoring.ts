import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Stack } from 'aws-cdk-lib/core';
import { addDashboard } from './dashboard.ts';
import { countFunctionLines } from './function-counts.ts';
import type { FunctionSurroundings } from './function-surroundings.ts';
import type { OutcomesApi } from './http-api.ts';
import type { WaitingWork } from './operations-function.ts';
import { OutcomesFunction } from './outcomes-function.ts';
import { watchConcurrency, watchKeys, watchSignIns, watchTables, watchWaiting } from './pressure-alarms.ts';

export type MonitoringProps = FunctionSurroundings & {
  api: OutcomesApi;
  /** What answers over HTTP. */
  answering: readonly OutcomesFunction[];
  queues: WaitingWork;
};

/** What is watched of a deployment as a whole, once all its functions are there, and the page that shows it. */
export function addMonitoring(
  scope: Stack,
  { stage, data, alarms, api, answering, queues }: MonitoringProps,
): void {
  const functions = scope.node.children.filter((child) => child instanceof OutcomesFunction);
  const others = functions.filter((each) => !answering.includes(each));
  watchConcurrency(alarms, 'answers-throttled', answering);
  watchConcurrency(alarms, 'work-throttled', others);
  watchTables(alarms, [data.records, data.outcomes, data.registry, data.releasing.ledger]);
  countFunctionLines(stage, functions);
  watchKeys(alarms, stage);
  // Files have an alarm of their own (import-queue-source.ts).
  watchWaiting(alarms, [queues.digests, queues.monthlyReports, queues.tally, queues.work]);
  watchSignIns(scope, { stage, alarms, identity: data.identity, accessLog: api.accessLog });
  addDashboard(scope, {
    ...{ stage, alarms: alarms.all, api: api.api },
    refreshing: functions.filter(({ node }) =>
      ['derive-outcomes', 'summarise-techniques', 'keep-people'].includes(node.id),
    ),
    queues: queuesByWork(queues),
    deadLetters: alarms.givenUp,
  });
}

const queuesByWork = ({
  imports,
  digests,
  monthlyReports,
  tally,
  work,
}: WaitingWork): Record<string, IQueue> => ({
  ...{ 'Files to import': imports, 'Weekly digests': digests, 'Monthly reports': monthlyReports },
  ...{ 'Clinics to count': tally, 'Work for owners': work },
});
