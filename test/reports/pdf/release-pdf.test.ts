import { describe, expect, test } from 'vitest';
import { releaseOnPaper } from '../../../functions/show-pages/release-paper.ts';
import { methodSections } from '../../../shared/releases/files/method-sections.ts';
import { pooledReaderTable, readerTable } from '../../../shared/releases/files/reader-table.ts';
import { releasePdf } from '../../../shared/reports/pdf/release-pdf.ts';
import { FILE_WORLDS } from '../../attacks/files/file-worlds.ts';
import { MODES, publish, REAL, textOf } from '../../attacks/files/publisher.ts';
import { all, heardPages, spaced } from './heard-pages.ts';

/** A release as its page would put it on paper. */
async function onPaper(mode: (typeof MODES)[number], world = 'of many', periods = 3) {
  const published = await publish(REAL, mode, FILE_WORLDS[world]!);
  const csv = textOf(published, 'outcomes.csv');
  const added = textOf(published, 'pooled.csv').replaceAll(/^(2026Q3,2026Q3),1,/gm, `$1,${periods},`);
  const paper = releaseOnPaper({
    release: {
      ...{ programme: 'spine-study', period: '2026Q3', revision: 1, revised: false },
      manifest: JSON.parse(textOf(published, 'datapackage.json')),
    },
    title: 'Release 2026Q3 of spine-study',
    table: readerTable(csv),
    ...(added !== '' && { pooled: pooledReaderTable(added) }),
    sumsSha256: 'ab'.repeat(32),
    method: textOf(published, 'METHOD.md'),
  });
  return { paper, table: readerTable(csv), method: textOf(published, 'METHOD.md') };
}

describe.each(MODES)('a release by %s on paper', (mode) => {
  test('is heard as headings, tables, lists and charts, all in their order', async () => {
    const { paper } = await onPaper(mode);
    const { pages, unmarked } = await heardPages(await releasePdf(paper));
    const typed = (type: string) => all(pages).filter((element) => element.type === type);
    expect(unmarked).toEqual([]);
    expect(typed('H1').map(({ text }) => text)).toEqual(['Release 2026Q3 of spine-study']);
    expect(typed('H2').map(({ text }) => text)).toEqual(
      mode === 'threshold'
        ? [
            'Fall of pain during a session',
            'How this release was made',
            'What is hidden',
            'What is coarsened',
            'What is not promised',
            'How to cite it',
          ]
        : [
            'Fall of pain during a session',
            'All periods together',
            'In short',
            'What is promised',
            'What is not promised',
            'How to cite it',
          ],
    );
    // What goes on behind the end of a page is heard in two parts.
    const heard = (type: string) =>
      typed(type)
        .map(({ text }) => text)
        .join(' ');
    for (const point of paper.promise.flatMap(({ points }) => points))
      expect(heard('LBody')).toContain(spaced(point));
    expect(heard('P')).toContain(spaced(paper.citation));
  });

  test('says each row of techniques in a table, and in what stands for the chart', async () => {
    const { paper, table } = await onPaper(mode);
    if ('asksNothing' in paper.words.found) throw new Error('it asks for techniques');
    const { pages } = await heardPages(await releasePdf(paper));
    const heard = all(pages);
    const rows = heard.filter(({ type }) => type === 'TR').map(({ parts }) => parts.map(({ text }) => text));
    const figures = heard.filter(({ type }) => type === 'Figure').map(({ alternative }) => alternative!);
    expect(figures).toHaveLength(mode === 'threshold' ? 1 : 2);
    expect(paper.words.found.changes.rows).toHaveLength(table.techniques.length + 1);
    for (const { name, of, estimate } of paper.words.found.changes.rows) {
      const said = 'text' in estimate ? estimate.text : estimate.withheld;
      expect(rows).toContainEqual([name, of, said].map(spaced));
      if ('text' in estimate) expect(figures[0]).toContain(`${name} ${estimate.text}`);
    }
    // Of a threshold's rows there is no interval, and so nothing says that there was one.
    expect(figures[0]!.includes('95 %')).toBe(mode !== 'threshold');
  });

  test('is the same to the byte for the same release, and drawn for one of nobody too', async () => {
    const { paper } = await onPaper(mode);
    expect(Buffer.from(await releasePdf(paper)).equals(Buffer.from(await releasePdf(paper)))).toBe(true);
    const { pages } = await heardPages(await releasePdf((await onPaper(mode, 'of nobody')).paper));
    expect(all(pages).filter(({ type }) => type === 'TR').length).toBeGreaterThan(3);
  });

  test('leaves out no word of what METHOD promises', async () => {
    const { paper, method } = await onPaper(mode);
    const words = (text: string) =>
      text
        .replaceAll(/[*`#]|^- /gm, '')
        .split(/\s+/)
        .filter(Boolean);
    const all = methodSections(method).flatMap(({ title, paragraphs, points }) =>
      [title, ...paragraphs, ...points].flatMap(words),
    );
    expect(all.toSorted()).toEqual(words(method).toSorted());
    expect(paper.promise.map(({ title }) => title)).toContain('What is not promised');
  });
});

test('one that was replaced says so before anything else', async () => {
  const { paper } = await onPaper('threshold');
  const { pages } = await heardPages(await releasePdf({ ...paper, replaced: 'Revision 2 took its place.' }));
  expect(all(pages).filter(({ type }) => type === 'P')[0]!.text).toBe('Revision 2 took its place.');
});
