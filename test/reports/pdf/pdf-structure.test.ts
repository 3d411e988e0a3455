import { beforeAll, describe, expect, test } from 'vitest';
import { intervalChart } from '../../../shared/reports/charts/interval-chart.ts';
import type { MonthlyReport } from '../../../shared/reports/monthly-report.ts';
import { outcomeReport } from '../../../shared/reports/outcome-report.ts';
import { reportPdf } from '../../../shared/reports/pdf/report-pdf.ts';
import { SAID } from '../said-claims.ts';
import { all, type Heard, heardPages, spaced } from './heard-pages.ts';

const REPORT: MonthlyReport = { month: '2026-09', statistics: SAID };

let pages: Heard[];
let unmarked: string[];
beforeAll(async () => {
  ({ pages, unmarked } = await heardPages(await reportPdf(REPORT)));
});

const typed = (type: string) => all(pages).filter((element) => element.type === type);

describe('the structure of a monthly report, as a reader of PDF gets it', () => {
  const parts = outcomeReport(SAID);

  test('one title, a heading for each part, and the parts in order below them', () => {
    expect(typed('H1').map(({ text }) => text)).toEqual(['Outcomes at harbour, January to September 2026']);
    expect(typed('H2').map(({ text }) => text)).toEqual([
      'What is different in September 2026',
      ...parts.map(({ title }) => spaced(title)),
      'How to read the tables',
    ]);
  });

  test('a chart is one figure with its title and description', () => {
    const charts = parts.flatMap(({ intervals, charts: others }) =>
      [...intervals.map(intervalChart), ...others].filter((chart) => chart !== undefined),
    );
    expect(charts.length).toBeGreaterThan(3);
    expect(typed('Figure').map(({ alternative }) => alternative)).toEqual(
      charts.map(({ title, description }) => `${title}. ${description}`),
    );
    expect(typed('Figure').every((figure) => figure.parts.length === 0)).toBe(true);
  });

  test('a table has its caption, a header once, and rows that begin with what they are about', () => {
    const tables = parts.flatMap((part) => part.tables).filter(({ rows }) => rows.length > 0);
    expect(typed('Caption').map(({ text }) => text)).toEqual(tables.map(({ title }) => spaced(title)));
    const rows = typed('TR').map((row) => row.parts.map(({ type, text }) => ({ type, text })));
    const header = (names: string[]) => names.map((text) => ({ type: 'TH', text: spaced(text) }));
    const body = ([name, ...cells]: readonly string[]) => [
      { type: 'TH', text: spaced(name!) },
      ...cells.map((text) => ({ type: 'TD', text: spaced(text) })),
    ];
    expect(rows).toEqual(
      tables.flatMap(({ columns, rows: written }) => [
        header(columns.map((column) => column.header)),
        ...written.map(body),
      ]),
    );
  });

  test('points of a list are a list', () => {
    const points = parts.flatMap(({ howSure }) => howSure.flatMap(({ lines }) => lines));
    const read = typed('LBody').map(({ text }) => text);
    for (const point of points) expect(read).toContain(spaced(point));
    expect(typed('Lbl')).toHaveLength(read.length);
  });

  test('all text is in an element or an artifact', () => {
    expect(unmarked).toEqual([]);
  });
});
