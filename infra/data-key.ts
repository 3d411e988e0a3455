import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { removalPolicy } from './retention.ts';
import type { Stage } from './stage.ts';

/** The key that encrypts what clinics send us. AWS rotates it every year; old data stays readable. */
export class DataKey extends Key {
  constructor(scope: Construct, id: string, props: { stage: Stage }) {
    super(scope, id, {
      description: `Records, views and files of ${props.stage.prefix}`,
      alias: `${props.stage.prefix}-data`,
      enableKeyRotation: true,
      removalPolicy: removalPolicy(props.stage),
    });
  }
}
