import type { Signal, Trend } from '../statistics/contract.ts';
import { decimal, NOTHING, percent, percentRange } from './number-text.ts';
import { reasonLines } from './reason-lines.ts';
import { REGRESSION_LINE } from './regression-to-the-mean.ts';
import { REPEATS_MARK, sectionText, type TableSection } from './section.ts';
import type { Column } from './text-table.ts';

const COLUMNS: Column[] = [
  { header: 'Month' },
  { header: 'Pairs', align: 'right' },
  { header: 'Mean', align: 'right' },
  { header: 'Responders', align: 'right' },
  { header: 'Limits (%)' },
  { header: 'Signals', width: 40 },
];

export function trendTable(trend: Trend): string {
  return sectionText(trendSection(trend));
}

/** Immediate improvement of all techniques month by month, with the signals of the two control charts. */
export function trendSection({ months, xmr, p, notes }: Trend): TableSection {
  const title = 'Trend: immediate improvement of all techniques, month by month';
  if (months.length === 0) return { title, columns: COLUMNS, rows: [], below: ['No sessions.'] };
  const limits = new Map(p.months.map(({ month, lower, upper }) => [month, [lower, upper] as const]));
  const rows = months.map(({ month, n, mean, responderRate }) => [
    month,
    String(n),
    decimal(mean, 2),
    percent(responderRate),
    limits.has(month) ? percentRange(limits.get(month) ?? null) + REPEATS_MARK : NOTHING,
    signalsOf(month, xmr.signals, p.signals),
  ]);
  const below = [
    ...(xmr.centre === null ? [] : [meanLimits(xmr), REGRESSION_LINE]),
    ...(p.centre === null ? [] : [`Responders: centre ${percent(p.centre)}${trialText(p.trial)}.`]),
    ...reasonLines([{ name: 'Charts', notes: notes.filter((note) => !note.includes('provisional')) }], {
      months: 'months',
      xmr: '',
      'xmr.lower': 'limits of the mean',
      p: 'rate',
    }),
  ];
  return { title, columns: COLUMNS, rows, below };
}

function meanLimits({ centre, lower, upper, trial }: Trend['xmr']): string {
  const limits =
    lower === null || upper === null ? 'no limits' : `limits ${decimal(lower, 2)} to ${decimal(upper, 2)}`;
  return `Mean: centre ${decimal(centre, 2)}, ${limits}${trialText(trial)}.`;
}

/** NHS practice: below 13 points limits still move with every month. */
function trialText(trial: boolean): string {
  return trial ? ' (trial limits: fewer than 13 months)' : '';
}

function signalsOf(month: string, ofMean: readonly Signal[], ofRate: readonly Signal[]): string {
  const named = (chart: string, signals: readonly Signal[]) =>
    signals
      .filter((signal) => signal.month === month)
      .map(({ rule }) => `${chart} ${rule.replaceAll('-', ' ')}`);
  return [...named('mean', ofMean), ...named('rate', ofRate)].join('; ') || 'none';
}
