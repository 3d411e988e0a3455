import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Stage } from './stage.ts';

/** What becomes of data when its stack is deleted or a change would replace it: kept, except in dev. */
export function removalPolicy(stage: Stage): RemovalPolicy {
  return stage.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}

/** How long logs are kept; RetentionDays is an enum of day counts. */
export function logRetention(stage: Stage): RetentionDays {
  return stage.logRetentionDays as RetentionDays;
}
