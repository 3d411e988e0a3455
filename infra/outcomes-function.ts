import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { AssetHashType, DockerImage, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { FUNCTIONS_DIRECTORY, writeBundle } from './bundles.ts';
import { copyKeptBundle } from './kept-bundles.ts';
import { logRetention } from './retention.ts';
import type { Stage } from './stage.ts';

/** Context: a folder where bundles are kept for the next synthesis, if they are. */
const KEPT_BUNDLES = 'keptBundles';

export type OutcomesFunctionProps = {
  stage: Stage;
  alarms: Alarms;
  description: string;
  memorySize: number;
  timeout: Duration;
  environment: Readonly<Record<string, string>>;
  /** Files beside the bundle: what is too long for the environment, or cannot be bundled. */
  files?: Readonly<Record<string, string | Uint8Array>>;
  /** All that the function may do besides writing its log. */
  permissions: readonly PolicyStatement[];
};

/**
 * A Lambda function of ours. Its construct id is the name of its folder under functions/, and the only
 * name it has: the physical name is CloudFormation's, so that stages and replacements never collide.
 *
 * arm64, because it costs a fifth less for the same work; a role and a log group of its own, with no
 * managed policy, so that its template says everything it may do.
 */
export class OutcomesFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: OutcomesFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}-log`, {
      retention: logRetention(props.stage),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}-role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    for (const permission of props.permissions) role.addToPolicy(permission);
    super(scope, id, {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: bundledCode(id, props.files ?? {}, scope.node.tryGetContext(KEPT_BUNDLES)),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      memorySize: props.memorySize,
      timeout: props.timeout,
      ...(props.stage.tracing && { tracing: Tracing.ACTIVE }),
      // Ours first: what the caller sets stands.
      environment: { NODE_OPTIONS: '--enable-source-maps', ...props.environment },
    });
    if (props.stage.tracing) {
      Validations.of(role).acknowledge({
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'X-Ray takes segments for no narrower resource; they hold names of functions and durations.',
      });
    }
    props.alarms.add(`${id}-failed`, {
      metric: this.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' }),
      above: 0,
      meaning: `Function ${id} crashed, timed out or threw.`,
      runbook: 'a-function-failed',
    });
  }
}

/**
 * The bundle of a function as an asset. Not CDK's NodejsFunction, which starts npx and esbuild once for
 * every function: one esbuild run for all of them takes a fraction of the time (bundles.ts).
 */
function bundledCode(
  name: string,
  files: Required<OutcomesFunctionProps>['files'],
  keptIn: string | undefined,
): Code {
  // One path for each function, because CDK takes assets of the same path for the same asset.
  return Code.fromAsset(join(FUNCTIONS_DIRECTORY, name), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('never-used'),
      local: {
        tryBundle(directory) {
          if (keptIn === undefined) writeBundle(name, directory);
          else copyKeptBundle(name, directory, keptIn);
          for (const [file, content] of Object.entries(files)) writeFileSync(join(directory, file), content);
          return true;
        },
      },
    },
  });
}
