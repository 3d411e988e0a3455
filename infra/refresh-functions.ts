import { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import { CLIENT_PK_PREFIX, CLIENT_SK_PREFIX, COURSES_SK_PREFIX } from '../shared/storage/keys/keys.ts';
import type { FunctionSurroundings } from './function-surroundings.ts';
import { OutcomesFunction } from './outcomes-function.ts';
import { deriveOutcomesPermissions, summariseTechniquesPermissions } from './permissions.ts';
import { watchStreamIsRead } from './pressure-alarms.ts';
import { StreamRefresh } from './stream-refresh.ts';

/** The two refresh loops: from records to outcomes, and from outcomes to statistics. */
export function addRefreshFunctions(scope: Stack, { stage, data, alarms }: FunctionSurroundings): void {
  const deriveOutcomes = new OutcomesFunction(scope, 'derive-outcomes', {
    stage,
    alarms,
    description: 'Session outcomes and goal progress from changed records',
    // A batch of 3000 changes may touch as many client-months; each is small.
    memorySize: 1024,
    // Batches take seconds; the rest is room for retries when the table is throttled.
    timeout: Duration.minutes(2),
    environment: {
      RECORDS_TABLE: data.records.tableName,
      OUTCOMES_TABLE: data.outcomes.tableName,
      REGISTRY_TABLE: data.registry.tableName,
    },
    permissions: deriveOutcomesPermissions(data),
  });
  new StreamRefresh(scope, 'records-stream', {
    stage,
    alarms,
    source: data.records,
    refresh: deriveOutcomes,
    window: Duration.seconds(2),
    // Who holds an id is no record: nothing is derived from it.
    filters: [FilterCriteria.filter({ dynamodb: { Keys: { pk: { S: [{ prefix: CLIENT_PK_PREFIX }] } } } })],
  });

  const summariseTechniques = new OutcomesFunction(scope, 'summarise-techniques', {
    stage,
    alarms,
    description: 'Statistics of clinic-months from changed session outcomes and courses',
    // Holds one clinic-month at a time: thousands of clients at a few kilobytes.
    memorySize: 1024,
    timeout: Duration.minutes(2),
    environment: { OUTCOMES_TABLE: data.outcomes.tableName },
    permissions: summariseTechniquesPermissions(data),
  });
  new StreamRefresh(scope, 'outcomes-stream', {
    stage,
    alarms,
    source: data.outcomes,
    refresh: summariseTechniques,
    window: Duration.seconds(1),
    // Its own statistics come by in the same stream. An emptied client-month is a MODIFY to a tombstone;
    // the tombstone's later removal by DynamoDB changes no statistics.
    filters: [
      FilterCriteria.filter({
        eventName: FilterRule.or('INSERT', 'MODIFY'),
        dynamodb: { Keys: { sk: { S: [{ prefix: CLIENT_SK_PREFIX }, { prefix: COURSES_SK_PREFIX }] } } },
      }),
    ],
  });
  watchStreamIsRead(alarms, data.records, deriveOutcomes);
  watchStreamIsRead(alarms, data.outcomes, summariseTechniques);
}
