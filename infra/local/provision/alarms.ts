import type { Resource } from '../assembly/application.ts';
import type { Gateway } from '../gateway/gateway.ts';

/** Makes an alarm known, which the gateway judges when somebody asks. */
export function createAlarm(gateway: Gateway, resource: Resource): void {
  const text = (name: string) => String(resource.property(name) ?? '');
  const dimensions = (resource.property('Dimensions') ?? []) as { Name: string; Value: string }[];
  gateway.alarms.create({
    ...{ name: text('AlarmName'), description: text('AlarmDescription') },
    ...{ namespace: text('Namespace'), metric: text('MetricName') },
    queue: dimensions.find(({ Name }) => Name === 'QueueName')?.Value,
    threshold: Number(resource.property('Threshold')),
  });
}
