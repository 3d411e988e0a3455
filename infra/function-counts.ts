import { FilterPattern, type IFilterPattern } from 'aws-cdk-lib/aws-logs';
import { RECORDS_TAKEN } from '../shared/intake/tell-taken.ts';
import { RACE_LOST } from '../shared/storage/aws/dynamodb.ts';
import { BATCH_DONE } from '../shared/views/stream-batch.ts';
import type { OutcomesFunction } from './outcomes-function.ts';
import { countLines, type OwnCount } from './own-metrics.ts';
import type { Stage } from './stage.ts';

/** By which doors records come. */
const TAKING = ['ingest-records', 'take-forms', 'keep-data', 'import-file'];
/** Who brings views up to date. */
const REFRESHING = ['derive-outcomes', 'summarise-techniques'];

/** What lines of some functions are counted into: each by its message, and a field of it where the number stands. */
const COUNTED: readonly {
  of: (name: string) => boolean;
  message: string;
  counts: Partial<Record<OwnCount, string>>;
}[] = [
  {
    of: (name) => TAKING.includes(name),
    message: RECORDS_TAKEN,
    counts: {
      acceptedRecords: '$.accepted',
      refusedRecords: '$.refused',
      conflictingRecords: '$.conflicts',
    },
  },
  {
    of: (name) => REFRESHING.includes(name),
    message: BATCH_DONE,
    counts: { staleMilliseconds: '$.staleMilliseconds' },
  },
  { of: () => true, message: RACE_LOST, counts: { lostRaces: '1' } },
];

/**
 * Names of errors that say that a key or a secret cannot be used, or that a role may not: as the log names them, in lines of
 * ours and in those that Lambda writes of a run that threw.
 */
const KEY_ERRORS = ['AccessDenied*', 'KMS*', 'DisabledException', 'DecryptionFailure', 'KeyUnavailable*'];
const ERROR_NAMES = ['$.errorType', '$.cause', '$.message.errorType'];

/** Lines of errors about keys. */
function keyErrorPattern(): IFilterPattern {
  return FilterPattern.any(
    ...ERROR_NAMES.flatMap((field) => KEY_ERRORS.map((name) => FilterPattern.stringValue(field, '=', name))),
  );
}

/** Has what functions say of their work counted, from lines that they write anyway. No number has a dimension. */
export function countFunctionLines(stage: Stage, functions: readonly OutcomesFunction[]): void {
  for (const each of functions) {
    const { logGroup } = each;
    for (const { message, counts } of COUNTED.filter((counted) => counted.of(each.node.id))) {
      const filterPattern = FilterPattern.stringValue('$.message', '=', message);
      for (const [count, metricValue] of Object.entries(counts) as [OwnCount, string][]) {
        countLines(each, count, { stage, logGroup, filterPattern, count, metricValue });
      }
    }
    const filterPattern = keyErrorPattern();
    countLines(each, 'keyErrors', { stage, logGroup, filterPattern, count: 'keyErrors', metricValue: '1' });
  }
}
