import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { DataBucket } from './data-bucket.ts';
import { DataKey } from './data-key.ts';
import { LedgerTable } from './ledger-table.ts';
import { removalPolicy } from './retention.ts';
import type { Stage } from './stage.ts';

/** For how long a published file cannot be deleted by accident. */
const LOCKED_DAYS = 3650;

/**
 * What releases are made of and what comes out, in three buckets under a key each: exact counts, what the
 * mechanisms drew from them, and what partners may see. Who can read one of them cannot read the next by it.
 */
export class ReleaseData extends Construct {
  readonly ledger: LedgerTable;
  readonly rawKey: DataKey;
  readonly tallies: DataBucket;
  readonly privateKey: DataKey;
  readonly anonymised: DataBucket;
  readonly publicKey: DataKey;
  readonly releases: DataBucket;
  readonly signingKey: Key;

  constructor(scope: Construct, id: string, props: { stage: Stage; accessLogs: DataBucket }) {
    super(scope, id);
    const { stage, accessLogs } = props;
    this.rawKey = new DataKey(this, 'raw-key', {
      stage,
      holds: 'Exact counts and their ledger',
      alias: 'raw',
    });
    this.ledger = new LedgerTable(this, 'ledger', { stage, key: this.rawKey });
    // Counted once, of what records were then, and drawn once, at a price: nothing can make either again.
    const versioned = true;
    this.tallies = new DataBucket(this, 'tallies', { stage, key: this.rawKey, accessLogs, versioned });

    this.privateKey = new DataKey(this, 'private-key', { stage, holds: 'Noisy counts', alias: 'noisy' });
    this.anonymised = new DataBucket(this, 'anonymised', {
      ...{ stage, key: this.privateKey, accessLogs, versioned },
    });

    this.publicKey = new DataKey(this, 'public-key', { stage, holds: 'Releases', alias: 'releases' });
    this.releases = new DataBucket(this, 'releases', {
      stage,
      key: this.publicKey,
      accessLogs,
      versioned: true,
      // In dev whole stacks come and go.
      ...(stage.retainData && { lockForDays: LOCKED_DAYS }),
    });
    this.signingKey = new Key(this, 'signing-key', {
      description: `Signs the releases of ${stage.prefix}`,
      alias: `${stage.prefix}-signing`,
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: removalPolicy(stage),
    });
  }
}
