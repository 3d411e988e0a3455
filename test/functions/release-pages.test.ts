import { parse } from 'csv-parse/sync';
import { getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { releasePages } from '../../functions/show-pages/releases.ts';
import { readerTable } from '../../shared/releases/files/reader-table.ts';
import { FILE_WORLDS } from '../attacks/files/file-worlds.ts';
import { MODES, publish, REAL, textOf } from '../attacks/files/publisher.ts';
import { programmeNamed } from '../privacy/audit/publications.ts';

type Pages = ReturnType<typeof releasePages>;
const log = { info: () => {}, error: () => {} };

test.each(MODES)('the page of a release by %s leads to itself as a PDF', async (mode) => {
  const published = await publish(REAL, mode, FILE_WORLDS['of many']!);
  const release = { programme: 'spine-study', period: '2026Q3', revision: 1, revised: false };
  const listed = { ...release, manifest: JSON.parse(textOf(published, 'datapackage.json')) };
  const releasing = {
    programmes: async () => [{ ...programmeNamed('spine-study', mode), partners: ['insurer'] }],
    releases: {
      list: async () => [listed],
      table: async () => textOf(published, 'outcomes.csv'),
      text: async (_: unknown, name: string) => textOf(published, name),
    },
    keyFingerprint: async () => 'f'.repeat(64),
  };
  const pages = releasePages({ releasing, log } as unknown as Parameters<typeof releasePages>[0]);
  const asked = async (query: Record<string, string>) => {
    const event = {
      pathParameters: { programme: 'spine-study', period: '2026Q3', revision: '1' },
      queryStringParameters: query,
    };
    const principal = { role: 'partner', partner: 'insurer' };
    const session = { principal, viewer: { role: 'partner', name: 'insurer', formToken: 't' } };
    return pages.one(...([event, session] as unknown as Parameters<Pages['one']>));
  };

  const page = (await asked({})).body!;
  expect(page).toContain('href="?form=pdf"');
  expect(page).toContain('href="?form=csv"');
  const table = await asked({ form: 'csv' });
  expect(table.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8' });
  const [columns = [], ...rows] = parse(table.body!) as string[][];
  expect(columns[0]).toBe('technique');
  const { techniques, total } = readerTable(textOf(published, 'outcomes.csv'));
  expect(rows.map(([technique, clients]) => [technique, clients])).toEqual(
    [...techniques, total!].map(({ technique, clients }) => [technique, String(clients ?? '')]),
  );

  const { headers, body } = await asked({ form: 'pdf' });
  expect(headers).toEqual({
    'content-type': 'application/pdf',
    'content-disposition': 'attachment; filename="spine-study-2026Q3.pdf"',
  });
  const document = await getDocumentProxy(new Uint8Array(Buffer.from(body!, 'base64')));
  expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
  expect((await document.getMetadata()).info).toMatchObject({
    Title: 'Release 2026Q3 of spine-study',
    Language: 'en',
  });
});
