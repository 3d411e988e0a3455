import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Alarms } from './alarms.ts';
import type { Stage } from './stage.ts';
import type { StatefulStack } from './stateful-stack.ts';

/** What the functions of a deployment are made with. */
export type FunctionSurroundings = { stage: Stage; data: StatefulStack; alarms: Alarms };

/** The same for those that a schedule starts. */
export type ScheduledSurroundings = FunctionSurroundings & { group: CfnScheduleGroup };
