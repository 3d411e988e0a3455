import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { removalPolicy } from './retention.ts';
import type { Stage } from './stage.ts';

/**
 * One secret per clinic: the key under which its client ids become pseudonyms. Named, because functions
 * find a clinic's key by name; never rotated, because another key would give every client a new pseudonym.
 */
export class ClinicKeys extends Construct {
  constructor(scope: Construct, id: string, props: { stage: Stage; key: IKey }) {
    super(scope, id);
    for (const clinic of props.stage.clinics) {
      const secret = new Secret(this, clinic, {
        secretName: `${props.stage.pseudonymKeyPrefix}${clinic}/pseudonym-key`,
        description: `Key of the pseudonyms of clinic ${clinic}`,
        encryptionKey: props.key,
        // 64 letters and digits: 381 bits, more than HMAC-SHA-256 can use.
        generateSecretString: { passwordLength: 64, excludePunctuation: true },
        removalPolicy: removalPolicy(props.stage),
      });
      Validations.of(secret).acknowledge({
        id: 'AwsSolutions-SMG4',
        reason:
          'Rotating the key would give every client of the clinic a new pseudonym and cut off their history.',
      });
    }
  }
}
