import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { removalPolicy } from './retention.ts';
import type { Stage } from './stage.ts';

/**
 * The one secret that keys of all clinics are derived from, with each clinic's salt: a JSON object of its versions, of
 * which the template makes the first. AWS does not rotate it, since a version must never go; `npm run clinic` adds
 * versions.
 */
export class MasterSecret extends Secret {
  constructor(scope: Construct, id: string, props: { stage: Stage; key: IKey }) {
    super(scope, id, {
      description: `What the keys of all clinics of ${props.stage.prefix} are derived from`,
      encryptionKey: props.key,
      // 64 letters and digits: 381 bits, more than HKDF-SHA-256 keeps.
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: '1',
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy: removalPolicy(props.stage),
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'A rotation that replaced the secret would give every client another pseudonym; versions are added by an operator and none is taken out.',
    });
  }
}
