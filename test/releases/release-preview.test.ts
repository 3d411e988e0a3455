import { describe, expect, it } from 'vitest';
import { DESIGNS, type DesignName } from '../../shared/privacy/programme/designs.ts';
import { programmeOf } from '../../shared/privacy/programme/programme.ts';
import { releasePeriod } from '../../shared/privacy/programme/release-period.ts';
import { TECHNIQUES } from '../../shared/records/catalogue.ts';
import { publishedCells } from '../../shared/releases/files/published-cells.ts';
import { releasePreview } from '../../shared/releases/files/release-preview.ts';

const programme = programmeOf({
  programme: 'pooled',
  clinics: ['north'],
  catalogues: [
    { from: '2025Q1', version: 1, techniques: ['deep-tissue'], complaints: ['neck-pain', 'stress'] },
    {
      from: '2026Q4',
      version: 2,
      techniques: ['deep-tissue', 'sports'],
      complaints: ['neck-pain', 'stress'],
    },
  ],
});
const period = (text: string) => releasePeriod(text)!;

/** A published table, as far as a preview reads it. */
function table(...rows: [technique: string, complaint: string, status: string, table?: string][]): string {
  const lines = rows.map(([technique, complaint, status, of = 'cell']) =>
    [of, technique, complaint, status].join(','),
  );
  return `table,technique,complaint,status\n${lines.join('\n')}\n`;
}

describe('a preview', () => {
  const published = [
    publishedCells('2026Q2', table(['deep-tissue', 'neck-pain', 'a'], ['deep-tissue', 'stress', 'u'])),
    publishedCells(
      '2026Q3',
      table(
        ['deep-tissue', 'neck-pain', 'a'],
        ['deep-tissue', 'stress', 'a'],
        // Not a cell, though it is about all complaints of a technique.
        ['deep-tissue', 'all', 'u', 'recovery'],
      ),
    ),
  ];

  it('takes the cells from the catalogue that holds then, and their outlook from what was published', () => {
    const preview = releasePreview(programme, period('2026Q4'), published);
    expect(preview).toMatchObject({
      programme: 'pooled',
      mode: 'differential-privacy',
      catalogueVersion: 2,
      publishesAt: '2027-02-03T06:00:00.000Z',
      basedOn: ['2026Q2', '2026Q3'],
    });
    expect(preview.cells).toEqual([
      {
        technique: 'deep-tissue',
        complaint: 'neck-pain',
        outlook: 'shown',
        shownIn: ['2026Q2', '2026Q3'],
        hiddenIn: [],
      },
      {
        technique: 'deep-tissue',
        complaint: 'stress',
        outlook: 'changing',
        shownIn: ['2026Q3'],
        hiddenIn: ['2026Q2'],
      },
      { technique: 'sports', complaint: 'neck-pain', outlook: 'unknown', shownIn: [], hiddenIn: [] },
      { technique: 'sports', complaint: 'stress', outlook: 'unknown', shownIn: [], hiddenIn: [] },
    ]);
  });

  it('is of what is asked: margins where there are no cells, groups, and a total', () => {
    const asking = (design: DesignName, name: string) => {
      const { programme: called, clinics } = programme;
      const asked = programmeOf({ programme: called, clinics, ...DESIGNS[design] });
      return releasePreview(asked, period(name), []).cells.map(({ technique, complaint }) => [
        technique,
        complaint,
      ]);
    };
    const byTechnique = TECHNIQUES.map((technique) => [technique, 'all']);
    expect(asking('techniques-by-year', '2026Y')).toEqual([...byTechnique, ['all', 'all']]);
    expect(asking('totals-by-quarter-and-year', '2026Q3')).toEqual([['all', 'all']]);
    expect(asking('groups-by-half-year', '2026H2')).toHaveLength(7 * 4);
  });

  it('knows nothing before the first release, and forgets what is long ago', () => {
    const first = releasePreview(programme, period('2026Q3'), []);
    expect(first.cells.map(({ outlook }) => outlook)).toEqual(['unknown', 'unknown']);
    const long = ['2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1'].map((name, index) =>
      publishedCells(name, table(['deep-tissue', 'stress', index === 0 ? 'a' : 'c'])),
    );
    const preview = releasePreview(programme, period('2026Q2'), long);
    expect(preview.basedOn).toEqual(['2025Q2', '2025Q3', '2025Q4', '2026Q1']);
    expect(preview.cells[1]).toMatchObject({ complaint: 'stress', outlook: 'hidden', shownIn: [] });
  });
});
