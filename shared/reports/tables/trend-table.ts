import type { Trend } from '../../statistics/contract.ts';
import { decimal, NOTHING, percent } from '../words/number-text.ts';
import { reasonLines } from '../words/reason-lines.ts';
import type { TableSection } from './section.ts';
import type { Column } from './text-table.ts';

const COLUMNS: Column[] = [
  { header: 'Month' },
  { header: 'Mean', align: 'right' },
  { header: 'Pairs', align: 'right' },
  { header: 'Responders', align: 'right' },
];

/** Immediate improvement of all techniques month by month, as it was reckoned. */
export function trendSection({ months, xmr, notes }: Trend): TableSection {
  const title = 'Trend: immediate improvement of all techniques, month by month';
  if (months.length === 0) return { title, columns: COLUMNS, rows: [], below: ['No sessions.'] };
  const rows = months.map(({ month, n, mean, responderRate }) => [
    month,
    decimal(mean, 2),
    String(n),
    percent(responderRate),
  ]);
  const below = [
    ...(xmr.centre === null ? [] : [limitsText(xmr)]),
    ...reasonLines([{ name: 'Months', notes }], { months: 'months' }),
  ];
  return { title, columns: COLUMNS, rows, below };
}

function limitsText({ centre, lower, upper }: Trend['xmr']): string {
  const limits = lower === null || upper === null ? NOTHING : `${decimal(lower, 2)} to ${decimal(upper, 2)}`;
  return `Individuals chart (XmR): centre ${decimal(centre, 2)}, limits ${limits}.`;
}
