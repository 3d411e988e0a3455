import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib/core';
import { EdgeStack } from './edge-stack.ts';
import { readStage } from './stage.ts';
import { StatefulStack } from './stateful-stack.ts';
import { StatelessStack } from './stateless-stack.ts';

/**
 * CDK behaviours that we choose on purpose. They stand here and not in cdk.json, which only the cdk
 * command reads, so that `cdk synth` and `node infra/app.ts` give the same templates; and as a short
 * list, so that upgrading the library cannot change what is deployed behind our back.
 */
const CDK_BEHAVIOUR = {
  // The local runner finds functions by their construct path and code by its asset path.
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': true,
  // Stack traces of every construct cost synthesis time and are only read when debugging CDK itself.
  'aws:cdk:disable-stack-trace': true,
  '@aws-cdk/core:target-partitions': ['aws', 'aws-cn'],
  '@aws-cdk/core:enablePartitionLiterals': true,
  // The stateful stack cannot take away what the stateless one still uses.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  '@aws-cdk/core:checkSecretUsage': true,
  '@aws-cdk/core:validateSnapshotRemovalPolicy': true,
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-kms:aliasNameRef': true,
  '@aws-cdk/aws-s3:publicAccessBlockedByDefault': true,
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/aws-lambda:recognizeLayerVersion': true,
  '@aws-cdk/aws-apigateway:logGroupDestinationArnWithoutWildcard': true,
};

export type OutcomesAppOptions = {
  /** Where the cloud assembly is written; CDK_OUTDIR or cdk.out when absent. */
  outdir?: string;
  /** Context values; those of the cdk command (`-c stage=prod`) win over them. */
  context?: Readonly<Record<string, unknown>>;
  /** Runs CDK's own checks of the templates as well. */
  validate?: boolean;
};

/**
 * The CDK application: for one stage, a stateful stack (what must never be lost) and a stateless one
 * (what can be deployed again at any time); with an edge in front, its firewall is a third, in another region.
 *
 * @throws Error when the context names no valid stage, clinics or programme.
 */
export function createOutcomesApp(options: OutcomesAppOptions = {}): App {
  const app = new App({
    outdir:
      options.outdir ?? process.env['CDK_OUTDIR'] ?? fileURLToPath(new URL('../cdk.out', import.meta.url)),
    context: { ...CDK_BEHAVIOUR, ...options.context },
    analyticsReporting: false,
    treeMetadata: false,
    // Takes longer than all the rest of the synthesis; the tests run it.
    builtinCloudFormationValidation: options.validate ?? false,
  });
  const stage = readStage(app.node);
  const data = new StatefulStack(app, `${stage.prefix}-stateful`, { stage });
  const edge = stage.edge && new EdgeStack(app, `${stage.prefix}-edge`, { stage, settings: stage.edge });
  new StatelessStack(app, `${stage.prefix}-stateless`, { stage, data, edge });
  return app;
}
