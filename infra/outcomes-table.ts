import { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { type DataTableProps, dataTable } from './data-table.ts';

/**
 * The views: derived from the records, never edited, always rebuildable. Kept as carefully as the
 * records all the same, since rebuilding a chain of clinics takes time that owners would notice.
 */
export class OutcomesTable extends Table {
  constructor(scope: Construct, id: string, props: DataTableProps) {
    // Only tombstones of views that became empty have this attribute.
    super(scope, id, { ...dataTable(props), timeToLiveAttribute: 'expiresAt' });
  }
}
