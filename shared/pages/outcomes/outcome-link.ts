import type { OutcomeFilter } from '../../statistics/table/outcome-filter.ts';

/** What the owner's page is asked for: months, what narrows them, and which page of it. */
export type OutcomeQuery = OutcomeFilter & {
  from?: string | undefined;
  to?: string | undefined;
  'as-of'?: string | undefined;
  part?: string | undefined;
  technique?: string | undefined;
};

/** The address of a page of the owner's report. */
export function outcomeLink(query: OutcomeQuery): string {
  const asked = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return asked.length === 0 ? '/owner' : `/owner?${new URLSearchParams(asked)}`;
}
