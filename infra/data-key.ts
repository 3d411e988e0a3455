import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { removalPolicy } from './retention.ts';
import type { Stage } from './stage.ts';

/** A key that encrypts one kind of data. AWS rotates it every year; old data stays readable. */
export class DataKey extends Key {
  constructor(scope: Construct, id: string, props: { stage: Stage; holds: string; alias: string }) {
    super(scope, id, {
      description: `${props.holds} of ${props.stage.prefix}`,
      alias: `${props.stage.prefix}-${props.alias}`,
      enableKeyRotation: true,
      removalPolicy: removalPolicy(props.stage),
    });
  }
}
