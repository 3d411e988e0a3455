import {
  Alarm,
  type AlarmProps as CdkAlarmProps,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Aws, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Stage } from './stage.ts';

export type AlarmProps = {
  metric: IMetric;
  /** The alarm rings when the metric is above this. */
  above: number;
  /** Periods of the metric in a row; 1 when absent. */
  periods?: number;
  /** What it means, in one sentence. */
  meaning: string;
  /** Heading of docs/runbook.md that says what to do, as a link anchor. */
  runbook: string;
};

/** Where the runbook is; relative, because the repository has as many homes as it has forks. */
const RUNBOOK = 'docs/runbook.md';

/** All alarms of a deployment and the one topic they report to, to which the stage's address is subscribed. */
export class Alarms extends Construct {
  readonly topic: Topic;
  /** Of the names of all of them. */
  readonly namePrefix: string;
  /** In the order in which they were added. */
  readonly all: Alarm[] = [];
  /** How much lies in each queue that should be empty, by the names of their alarms. */
  readonly givenUp: IMetric[] = [];

  constructor(scope: Construct, id: string, props: { stage: Stage }) {
    super(scope, id);
    this.namePrefix = `${props.stage.prefix}-`;
    this.topic = new Topic(this, 'topic', {
      displayName: `Alarms of ${props.stage.prefix}`,
      enforceSSL: true,
    });
    const { alarmEmail } = props.stage;
    if (alarmEmail !== undefined) this.topic.addSubscription(new EmailSubscription(alarmEmail));
    // A topic with a policy of its own loses the default one, by which the account's alarms may publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }

  /** An alarm with a name that people can say to each other. Silence is healthy: no data rings nothing. */
  add(name: string, props: AlarmProps): Alarm {
    return this.make(name, props, {
      threshold: props.above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: props.periods ?? 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  private make(
    name: string,
    { metric, meaning, runbook }: Pick<AlarmProps, 'metric' | 'meaning' | 'runbook'>,
    rule: Pick<CdkAlarmProps, 'threshold' | 'comparisonOperator' | 'evaluationPeriods' | 'treatMissingData'>,
  ): Alarm {
    const alarm = new Alarm(this, name, {
      ...{ metric, ...rule, alarmName: `${this.namePrefix}${name}` },
      alarmDescription: `${meaning} What to do: ${RUNBOOK}#${runbook}`,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    this.all.push(alarm);
    return alarm;
  }

  /** Rings when what should happen at least once in a period of the metric did not, two periods in a row. */
  whenSilent(name: string, props: Pick<AlarmProps, 'metric' | 'meaning' | 'runbook'>): Alarm {
    return this.make(name, props, {
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 2,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }

  /** Rings as soon as anything lies in a queue that should be empty. */
  whenNotEmpty(name: string, queue: IQueue, props: Pick<AlarmProps, 'meaning' | 'runbook'>): Alarm {
    const often = { period: Duration.minutes(5), statistic: 'Maximum' };
    const metric = queue.metricApproximateNumberOfMessagesVisible(often);
    this.givenUp.push(queue.metricApproximateNumberOfMessagesVisible({ ...often, label: name }));
    return this.add(name, { ...props, metric, above: 0 });
  }
}
