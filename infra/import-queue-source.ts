import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { Imports } from './imports.ts';
import type { OutcomesFunction } from './outcomes-function.ts';
import type { Stage } from './stage.ts';
import { WorkQueueSource } from './work-queue.ts';

export type ImportQueueSourceProps = {
  stage: Stage;
  alarms: Alarms;
  imports: Imports;
  importFile: OutcomesFunction;
};

/** Feeds the waiting files to import-file, one at a time for each running copy, and watches the queue. */
export class ImportQueueSource extends Construct {
  constructor(scope: Construct, id: string, props: ImportQueueSourceProps) {
    super(scope, id);
    const { queue, deadLetters } = props.imports;
    new WorkQueueSource(this, 'mapping', {
      queue,
      worker: props.importFile,
      concurrency: props.stage.importConcurrency,
    });
    props.alarms.whenNotEmpty('import-dead-letters', deadLetters, {
      meaning: 'A file could not be imported after five attempts.',
      runbook: 'a-file-could-not-be-imported',
    });
    props.alarms.add('imports-waiting', {
      metric: queue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(5),
        statistic: 'Maximum',
      }),
      above: Duration.hours(6).toSeconds(),
      meaning: 'A file has waited more than six hours to be imported.',
      runbook: 'imports-are-waiting',
    });
  }
}
