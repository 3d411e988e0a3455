import { arn } from '../account.ts';
import type { Call } from './authorization.ts';
import { Refusal } from './error-format.ts';

/** An alarm as a template defines it. */
type AlarmDefinition = {
  readonly name: string;
  readonly description: string;
  readonly namespace: string;
  readonly metric: string;
  readonly queue: string | undefined;
  readonly threshold: number;
};

/** A small CloudWatch: as much as functions need to see what rings and what waits. */
export type Monitoring = {
  create(alarm: AlarmDefinition): void;
  /** @throws Refusal (400) for an operation that is not offered. */
  callsOf(operation: string): Call[];
  answer(operation: string, input: MonitoringInput): Promise<object>;
};

type MonitoringInput = {
  AlarmNamePrefix?: string;
  MetricDataQueries?: {
    Id: string;
    MetricStat?: {
      Metric?: { MetricName?: string; Dimensions?: { Name: string; Value: string }[] };
    };
  }[];
};

/** When the messages of a queue were sent that wait in it, as milliseconds. */
export type WaitingSince = (queue: string) => Promise<readonly number[]>;

const DEPTH = 'ApproximateNumberOfMessagesVisible';
const AGE = 'ApproximateAgeOfOldestMessage';

/**
 * Alarms and metrics of queues, looked up when they are asked for: nothing is measured over time here. An alarm of
 * anything else than the depth of a queue never rings: its data are missing, which rings nothing in the templates either.
 */
export function openMonitoring(waitingSince: WaitingSince, clock: () => Date = () => new Date()): Monitoring {
  const alarms = new Map<string, AlarmDefinition>();
  const started = clock();

  const state = async ({ name, description, namespace, metric, queue, threshold }: AlarmDefinition) => {
    const isOfDepth = namespace === 'AWS/SQS' && metric === DEPTH && queue !== undefined;
    const sent = isOfDepth ? await waitingSince(queue) : [];
    const rings = sent.length > threshold;
    const since = rings ? Math.min(...sent) : started.getTime();
    return {
      ...{ AlarmName: name, AlarmDescription: description, StateValue: rings ? 'ALARM' : 'OK' },
      StateTransitionedTimestamp: since / 1000,
    };
  };

  const valuesOf = async (name: string | undefined, queue: string | undefined): Promise<number[]> => {
    const sent = name === AGE && queue !== undefined ? await waitingSince(queue) : [];
    return sent.length === 0 ? [] : [Math.floor((clock().getTime() - Math.min(...sent)) / 1000)];
  };

  return {
    create: (alarm) => void alarms.set(alarm.name, alarm),
    callsOf(operation) {
      const action = `cloudwatch:${operation}`;
      if (operation === 'DescribeAlarms') return [{ action, resource: arn('cloudwatch', 'alarm:*') }];
      if (operation === 'GetMetricData') return [{ action, resource: '*' }];
      throw new Refusal(400, 'InvalidAction', `${action} is not offered locally`);
    },
    async answer(operation, { AlarmNamePrefix = '', MetricDataQueries = [] }) {
      if (operation === 'DescribeAlarms') {
        const asked = [...alarms.values()].filter(({ name }) => name.startsWith(AlarmNamePrefix));
        return { MetricAlarms: await Promise.all(asked.map(state)), CompositeAlarms: [] };
      }
      const results = MetricDataQueries.map(async ({ Id, MetricStat }) => {
        const { MetricName, Dimensions = [] } = MetricStat?.Metric ?? {};
        const Values = await valuesOf(MetricName, Dimensions.find(({ Name }) => Name === 'QueueName')?.Value);
        const Timestamps = Values.map(() => clock().getTime() / 1000);
        return { Id, StatusCode: 'Complete', Values, Timestamps };
      });
      return { MetricDataResults: await Promise.all(results) };
    },
  };
}
