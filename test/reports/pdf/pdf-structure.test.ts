import { getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, test } from 'vitest';
import { intervalChart } from '../../../shared/reports/charts/interval-chart.ts';
import type { MonthlyReport } from '../../../shared/reports/monthly-report.ts';
import { outcomeReport } from '../../../shared/reports/outcome-report.ts';
import { printable } from '../../../shared/reports/pdf/printable.ts';
import { reportPdf } from '../../../shared/reports/pdf/report-pdf.ts';
import { SAID } from '../said-claims.ts';

const REPORT: MonthlyReport = { month: '2026-09', statistics: SAID };

/** An element as a screen reader gets it: its type, what stands for it, and the text of its marks. */
type Heard = { type: string; text: string; alternative: string | undefined; parts: Heard[] };
type Node = { role?: string; alt?: string; type?: string; id?: string; children?: Node[] };

const ARTIFACT = 'artifact';

let pages: Heard[];
let unmarked: string[];
beforeAll(async () => {
  const document = await getDocumentProxy((await reportPdf(REPORT)).slice());
  pages = [];
  unmarked = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const texts = new Map<string, string>();
    const open: string[] = [];
    for (const item of items) {
      if ('str' in item) {
        const inside = open.at(-1);
        if (inside !== undefined) texts.set(inside, `${texts.get(inside) ?? ''}${item.str}`);
        else if (item.str.trim() !== '') unmarked.push(item.str);
      } else if (item.type === 'beginMarkedContentProps') {
        open.push(item.id ?? ARTIFACT); // what has no number in a page is no part of the tree
      } else if (item.type === 'endMarkedContent') open.pop();
    }
    pages.push(heard((await page.getStructTree()) as Node, texts));
  }
});

function heard(node: Node, texts: ReadonlyMap<string, string>): Heard {
  const children = node.children ?? [];
  const parts = children.filter(({ role }) => role !== undefined).map((child) => heard(child, texts));
  const own = children.filter(({ type }) => type === 'content').map(({ id }) => texts.get(id!) ?? '');
  const text = [...own, ...parts.map((part) => part.text)].join(' ').replace(/\s+/g, ' ').trim();
  return { type: node.role!, text, alternative: node.alt, parts };
}

/** What stands on a page; a table that goes on from the page before has parts that were read there. */
const all = (of: readonly Heard[]): Heard[] =>
  of.filter(({ text }) => text !== '').flatMap((element) => [element, ...all(element.parts)]);
const typed = (type: string) => all(pages).filter((element) => element.type === type);
const spaced = (text: string) => printable(text).replace(/\s+/g, ' ').trim();

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
