import type { MonthRange } from '../outcomes/month-window.ts';
import type { OutcomeFilter } from '../statistics/table/outcome-filter.ts';

/** Where the statistics of some months are, narrowed alike. */
export function outcomesAddress({ from, to }: MonthRange, filter: OutcomeFilter): string {
  return `/v1/outcomes?${new URLSearchParams({ from, to, ...filter })}`;
}
