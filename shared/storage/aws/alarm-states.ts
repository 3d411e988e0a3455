import { type CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';

/** An alarm that rings. */
type OpenAlarm = {
  /** As people say it, without the deployment's prefix. */
  name: string;
  /** What it means and where is written what to do, in sentences. */
  meaning: string;
  /** ISO instant in UTC. */
  since: string;
};

/** How many alarms there are, and those that ring, by name. */
export type AlarmStates = { watched: number; open: OpenAlarm[] };

/** @param prefix of the names of a deployment's alarms: an account has others */
export async function alarmStates(client: CloudWatchClient, prefix: string): Promise<AlarmStates> {
  const states: AlarmStates = { watched: 0, open: [] };
  const asked = { AlarmNamePrefix: prefix, AlarmTypes: ['MetricAlarm' as const] };
  for await (const { MetricAlarms } of paginateDescribeAlarms({ client }, asked)) {
    for (const alarm of MetricAlarms ?? []) {
      states.watched += 1;
      if (alarm.StateValue !== 'ALARM') continue;
      const since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp ?? new Date(0);
      states.open.push({
        name: alarm.AlarmName!.slice(prefix.length),
        meaning: alarm.AlarmDescription ?? '',
        since: since.toISOString(),
      });
    }
  }
  return states;
}
