import { describe, expect, test } from 'vitest';
import { pooledReading, releaseReading } from '../../shared/pages/releases/release-reading.ts';
import { pooledReaderTable, readerCsv, readerTable } from '../../shared/releases/files/reader-table.ts';

const NOISY = `table,technique,complaint,status,n_noisy,n_sd,n_reconciled,n_reconciled_sd,n_consistent,mean,mean_lo,mean_hi,resp,resp_lo,resp_hi,recovered_48h,recovered_48h_lo,recovered_48h_hi
cell,deep-tissue,neck-pain,u,40,10,41.58,9.16,41.2,,,,,,,,,
technique,deep-tissue,all,a,229,16.33,222.1,13.99,219.4,2.42,1.97,2.87,0.79,0.71,0.89,,,
technique,sports,all,u,40,16.33,33.44,13.99,31.6,,,,,,,,,
technique,other,all,u,-15,16.33,-17.47,13.99,0,,,,,,,,,
total,all,all,a,767,7.1,767.2,6.9,767.2,2.25,2.09,2.42,0.76,0.72,0.8,,,
recovery,deep-tissue,all,a,218,15.49,,,,,,,,,,0.61,0.5,0.72
`;
const pooledOf = (periods: number) =>
  NOISY.trim()
    .split('\n')
    .map((line, at) => (at === 0 ? `from,to,periods,${line}` : `2026Q1,2026Q3,${periods},${line}`))
    .join('\n');
const THRESHOLD = `period,technique,complaint,status,clients,mean_improvement,responder_status,responder_share,represented_share
2026Q3,deep-tissue,neck-pain,a,40,2.5,a,0.7,
2026Q3,deep-tissue,sciatica,c,,,c,,
2026Q3,deep-tissue,all,a,40,2.5,c,,0.8
2026Q3,sports,neck-pain,c,,,c,,
2026Q3,sports,sciatica,c,,,c,,
2026Q3,sports,all,c,,,c,,
2026Q3,all,neck-pain,a,40,2.5,c,,1
2026Q3,all,all,a,40,2.5,c,,0.2
`;

describe('a release with noise, for readers', () => {
  const table = readerTable(NOISY);

  test('has a row a technique, with what is given of it and what would do', () => {
    expect(table.techniques).toEqual([
      {
        ...{ technique: 'deep-tissue', clients: 219 },
        mean: { value: 2.42, interval: [1.97, 2.87] },
        responders: { value: 0.79, interval: [0.71, 0.89] },
        recovered: { value: 0.61, interval: [0.5, 0.72] },
      },
      { technique: 'sports', clients: 32, enough: expect.any(Number) },
      // Never fewer than none, which is no count that anybody can read.
      { technique: 'other', clients: 0, enough: expect.any(Number) },
    ]);
    expect(table.total).toMatchObject({ technique: 'all', clients: 767 });
    // As likely given as not by the rule by which rows are given: at least 11 clients beyond 1.96 of this noise.
    expect(table.techniques[1]!.enough).toBeGreaterThan(11 + 1.96 * 13.99);
  });

  test('of before there were estimates that are never below 0 counts by those there were', () => {
    const before = NOISY.split('\n')
      .map((line) => line.split(',').toSpliced(8, 1).join(','))
      .join('\n');
    expect(readerTable(before).techniques.map(({ clients }) => clients)).toEqual([222, 33, 0]);
  });

  test('says what was found, how surely, of whom, and what it does not compare', () => {
    const shown = String(releaseReading({ table, months: ['2026-07', '2026-09'], clinics: 12 }));
    expect(shown).toContain(
      'Of 3 techniques 1 is given: with it pain fell by 2.4 points of 10 during a session. Too few to say: sports and techniques outside the catalogue.',
    );
    expect(shown).toContain('Clients of 12 clinics');
    expect(shown).toContain('July to September 2026');
    expect(shown).toContain('2.4 (2.0 to 2.9)');
    expect(shown).toContain('79 % (71 % to 89 %)');
    expect(shown).toMatch(/Too few to say: about \d+ would do\./);
    expect(shown).toContain('few clients, or none');
    expect(shown).toContain('these rows compare nothing');
  });

  test('draws each mean and its interval where they lie on the axis', () => {
    const shown = String(releaseReading({ table, months: ['2026-07', '2026-09'], clinics: 12 }));
    const labels = [...shown.matchAll(/<text x="([\d.]+)%"[^>]*>(\d+)<\/text>/g)].map(([, at, of]) => [
      Number(at),
      Number(of),
    ]);
    const [[from, least], [to, most]] = [labels[0]!, labels.at(-1)!] as [[number, number], [number, number]];
    const placeOf = (points: number) => from + ((points - least) / (most - least)) * (to - from);
    for (const { technique, mean } of [...table.techniques, table.total!]) {
      if (!mean) continue;
      const name = technique === 'all' ? 'All techniques' : 'Deep tissue';
      const row = shown.slice(shown.indexOf(`<th scope="row">${name}`));
      const [, low, high] = /<line class="interval" x1="([\d.]+)%" x2="([\d.]+)%"/.exec(row)!;
      const [, at] = /<circle cx="([\d.]+)%"/.exec(row)!;
      const drawn = [low, at, high].map(Number);
      const expected = [mean.interval![0], mean.value, mean.interval![1]].map(placeOf);
      for (const [which, place] of expected.entries()) expect(drawn[which]).toBeCloseTo(place, 1);
    }
  });

  test('is a table for a paper, empty where nothing is given', () => {
    expect(readerCsv(NOISY).split('\n').slice(0, 3)).toEqual([
      'technique,clients,mean,mean_low,mean_high,responders,responders_low,responders_high,recovered,recovered_low,recovered_high',
      'deep-tissue,219,2.42,1.97,2.87,0.79,0.71,0.89,0.61,0.5,0.72',
      'sports,32,,,,,,,,,',
    ]);
  });
});

test('a pooled edition says which periods it adds up, and nothing where there is one', () => {
  const pooled = pooledReaderTable(pooledOf(3));
  expect(pooled).toMatchObject({ from: '2026Q1', to: '2026Q3', periods: 3, ...readerTable(NOISY) });
  const shown = String(pooledReading(pooled));
  expect(shown).toContain('From 2026Q1 to 2026Q3, 3 periods added up');
  expect(shown).toContain('All techniques');
  expect(pooledReading(pooledReaderTable(pooledOf(1)))).toBe(false);
});

const TECHNIQUES_ALONE = `period,technique,complaint,status,clients,mean_improvement,responder_status,responder_share,represented_share
2026Q3,deep-tissue,all,a,40,2.5,a,0.7,1
2026Q3,sports,all,c,,,c,,
2026Q3,relaxation,all,c,,,c,,
2026Q3,all,all,a,40,2.5,c,,0.8
`;

describe('a release by threshold, for readers', () => {
  test('that tells techniques alone calls them by their names, and only their sum what is shown', () => {
    const table = readerTable(TECHNIQUES_ALONE);
    expect(table.techniques).toEqual([
      { technique: 'deep-tissue', clients: 40, mean: { value: 2.5 }, responders: { value: 0.7 } },
      { technique: 'sports', isHidden: true },
      { technique: 'relaxation', isHidden: true },
    ]);
    expect(table.total).toMatchObject({ parts: { shown: 1, asked: 3, of: 'techniques' }, represented: 0.8 });
    const shown = String(releaseReading({ table, months: ['2026-07', '2026-09'], clinics: 3 }));
    expect(shown).toContain('Deep tissue');
    expect(shown).not.toContain('as far as shown');
    expect(shown).toContain('1 of 3 techniques, about 80 % of all clients');
    expect(shown).toContain('Not given: sports and relaxation.');
    expect(shown).not.toContain('95 %');
    expect(shown).not.toContain('the more frequent complaints');
    expect(readerCsv(TECHNIQUES_ALONE).split('\n')[1]).toBe('deep-tissue,40,2.5,,,0.7,,,,,,');
  });

  test('says what share of a technique’s complaints and clients a row stands for, and never calls it all of them', () => {
    const table = readerTable(THRESHOLD);
    expect(table.techniques).toEqual([
      {
        ...{ technique: 'deep-tissue', clients: 40, mean: { value: 2.5 } },
        parts: { shown: 1, asked: 2, of: 'cells' },
        represented: 0.8,
      },
      { technique: 'sports' },
    ]);
    const shown = String(releaseReading({ table, months: ['2026-07', '2026-09'], clinics: 3 }));
    expect(table.total).toMatchObject({ parts: { shown: 1, asked: 4, of: 'cells' }, represented: 0.2 });
    expect(shown).toContain('Deep tissue, as far as shown');
    expect(shown).toContain('1 of 2 complaints, about 80 % of its clients');
    expect(shown).toContain('All that is shown');
    expect(shown).toContain('1 of 4 cells, 30 % or less of all clients');
    expect(shown).not.toContain('All techniques');
    expect(shown).toContain('stands for the clients in that alone');
    expect(shown).toContain('Not given: sports.');
    expect(readerCsv(THRESHOLD).split('\n').slice(0, 2)).toEqual([
      'technique,clients,mean,mean_low,mean_high,responders,responders_low,responders_high,recovered,recovered_low,recovered_high,represented_share',
      'deep-tissue,40,2.5,,,,,,,,,0.8',
    ]);
  });

  test('of before it said what share of the clients a row stands for', () => {
    const before = THRESHOLD.split('\n')
      .map((line) => line.split(',').slice(0, 8).join(','))
      .join('\n');
    const { techniques } = readerTable(before);
    expect(techniques[0]).toMatchObject({ parts: { shown: 1, asked: 2 } });
    expect(techniques[0]!.represented).toBeUndefined();
  });
});

test('a release that asks nothing of techniques says so', () => {
  const table = readerTable(NOISY.replaceAll(/^technique,.*\n/gm, ''));
  expect(String(releaseReading({ table, months: ['2026-07', '2026-09'], clinics: 3 }))).toContain(
    'asks nothing of techniques alone',
  );
});
