import type { Application } from '../assembly/application.ts';

/** Where the events of a bucket go. */
export type NotificationRule = {
  readonly id: string;
  readonly bucket: string;
  /** `s3:ObjectCreated:*` and the like. */
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
  /** ARN of a queue or a function. */
  readonly target: string;
};

type FilterRule = { readonly Name: string; readonly Value: string };
/** One configuration, in the words of the API (CDK's custom resource) or of AWS::S3::Bucket. */
type Configuration = {
  readonly Id?: string;
  readonly Events?: readonly string[];
  readonly Event?: string;
  readonly Filter?: {
    readonly Key?: { readonly FilterRules: FilterRule[] };
    readonly S3Key?: { readonly Rules: FilterRule[] };
  };
  readonly QueueArn?: string;
  readonly Queue?: string;
  readonly LambdaFunctionArn?: string;
  readonly Function?: string;
};
type NotificationConfiguration = {
  readonly QueueConfigurations?: readonly Configuration[];
  readonly LambdaFunctionConfigurations?: readonly Configuration[];
  readonly LambdaConfigurations?: readonly Configuration[];
  readonly TopicConfigurations?: readonly Configuration[];
  readonly EventBridgeConfiguration?: unknown;
};

/**
 * Reads the notifications of all buckets.
 *
 * @throws Error for notifications to a topic or to EventBridge, which do not run locally
 */
export function notificationRules(app: Application): NotificationRule[] {
  const custom = app.resources('Custom::S3BucketNotifications').map((resource) => ({
    label: resource.label,
    bucket: String(resource.property('BucketName')),
    configuration: resource.property('NotificationConfiguration') as NotificationConfiguration | undefined,
  }));
  const own = app.resources('AWS::S3::Bucket').map((resource) => ({
    label: resource.label,
    bucket: resource.ref(),
    configuration: resource.property('NotificationConfiguration') as NotificationConfiguration | undefined,
  }));
  return [...custom, ...own].flatMap(({ label, bucket, configuration = {} }) => {
    if (configuration.TopicConfigurations?.length || configuration.EventBridgeConfiguration) {
      throw new Error(`${label}: only notifications to queues and functions run locally`);
    }
    const all = [
      ...(configuration.QueueConfigurations ?? []),
      ...(configuration.LambdaFunctionConfigurations ?? []),
      ...(configuration.LambdaConfigurations ?? []),
    ];
    return all.map((each, index) => rule(bucket, each, `${bucket}-${index}`));
  });
}

function rule(bucket: string, configuration: Configuration, id: string): NotificationRule {
  const filters = configuration.Filter?.Key?.FilterRules ?? configuration.Filter?.S3Key?.Rules ?? [];
  const named = (name: string): string =>
    filters.find(({ Name }) => Name.toLowerCase() === name)?.Value ?? '';
  const { QueueArn, Queue, LambdaFunctionArn, Function: functionArn } = configuration;
  return {
    id: configuration.Id ?? id,
    bucket,
    events: configuration.Events ?? (configuration.Event === undefined ? [] : [configuration.Event]),
    prefix: named('prefix'),
    suffix: named('suffix'),
    target: QueueArn ?? Queue ?? LambdaFunctionArn ?? functionArn ?? '',
  };
}

/** Whether a rule wants an event, by bucket, kind and key. */
export function wants(
  rule: NotificationRule,
  event: { bucket: string; eventName: string; key: string },
): boolean {
  const name = `s3:${event.eventName}`;
  return (
    rule.bucket === event.bucket &&
    rule.events.some((wanted) =>
      wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted,
    ) &&
    event.key.startsWith(rule.prefix) &&
    event.key.endsWith(rule.suffix)
  );
}
