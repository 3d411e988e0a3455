import { AttributeType, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { BY_INSTANT } from '../shared/storage/keys/keys.ts';
import { type DataTableProps, dataTable } from './data-table.ts';

/** The facts: what clinics reported, under pseudonyms. The only data that cannot be derived again. */
export class RecordsTable extends Table {
  constructor(scope: Construct, id: string, props: DataTableProps) {
    // What ends: links to journals, and the mark of an erasure of whom nothing was held.
    super(scope, id, { ...dataTable(props), timeToLiveAttribute: 'expiresAt' });
    // Local, because it must be read consistently, which a global index cannot be.
    this.addLocalSecondaryIndex({
      indexName: BY_INSTANT,
      sortKey: { name: 'at', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }
}
