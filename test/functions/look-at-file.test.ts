import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ImportJob } from '../../functions/import-file/import-job.ts';
import { type LookDeps, lookAgain, lookAtFile } from '../../functions/import-file/look-at-file.ts';
import type { ReadingWish } from '../../shared/imports/foreign-file.ts';
import type { KeptMapping } from '../../shared/imports/kept-mapping.ts';
import type { LookedFile } from '../../shared/imports/looked-file.ts';
import { answeredMapping } from '../../shared/mapping/answered-mapping.ts';
import { lookPage } from '../../shared/pages/imports/look-page.ts';
import { wishOfChoice } from '../../shared/pages/imports/reading-choices.ts';
import { waitingPage } from '../../shared/pages/imports/waiting-page.ts';
import { lookResultKey, readingKey, uploadKey } from '../../shared/storage/keys/import-keys.ts';
import { shippedMappings } from '../doctor/fixtures.ts';
import { bundle, goal, observation } from '../fhir/resources.ts';
import { contractExamples } from '../records/contract-examples.ts';

const look = '6f1e4c2a-0d3b-4a5e-9c7d-1b2a3c4d5e6f';
const FIXTURES = join(import.meta.dirname, '../../examples/mappings/fixtures');
type Read = Extract<LookedFile, { state: 'read' }>;

/** A bucket with one upload, in which every record would be new. */
function world(
  name: string,
  content: string | Uint8Array,
  {
    kept = [],
    timeZone,
    ownTechniques,
  }: { kept?: KeptMapping[]; timeZone?: string; ownTechniques?: string[] } = {},
) {
  const upload = { clinicId: 'riverside', look, name };
  const objects = new Map<string, string>();
  const deps: LookDeps = {
    foresee: async (_clinic, records) => records.map(() => ({ status: 'accepted' })),
    keyOfClinic: async () => 'key',
    settingsOf: async () => ({ timeZone, ownTechniques }),
    keptMappings: async () => kept,
    open: async (job, fromByte) =>
      job.key === uploadKey(upload)
        ? (async function* () {
            yield Buffer.from(content).subarray(fromByte);
          })()
        : undefined,
    read: async (key) => objects.get(key),
    write: async (key, text) => {
      objects.set(key, text);
    },
  };
  const job: ImportJob = {
    ...{ bucket: 'imports', key: uploadKey(upload), eTag: 'e' },
    arrivedAt: '2026-11-28T00:00:00Z',
  };
  const seen = () => JSON.parse(objects.get(lookResultKey(upload)) ?? 'null') as Read;
  return {
    objects,
    async first() {
      await lookAtFile(job, deps, () => false);
      return seen();
    },
    async again(wish: ReadingWish) {
      const at = '2026-11-28T00:01:00.000Z';
      objects.set(readingKey(upload), JSON.stringify({ name, eTag: 'e', at, wish }));
      await lookAgain({ ...job, key: readingKey(upload) }, deps, () => false);
      return seen();
    },
  };
}

const readingOf = ({ foreign }: Read) => (foreign && 'reading' in foreign ? foreign.reading : undefined);
const taken = ({ look: seen }: Read) => seen.rows - seen.refusedRows - (seen.skippedRows ?? 0);
const JANE = readFileSync(join(FIXTURES, 'jane-appointments.csv'), 'utf8');

const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const FHIR = JSON.stringify(bundle([observation()]), null, 1);

describe('a look at a file', () => {
  it('takes a file of our own for what it is', async () => {
    const records = Object.values(contractExamples()).filter(({ type }) => type === 'pain-score');
    const own = records.map((record) => `${JSON.stringify({ ...record, clinicId: 'riverside' })}\n`).join('');
    const seen = await world('scores.ndjson', own).first();
    expect([seen.foreign, taken(seen)]).toEqual([undefined, records.length]);
  });

  it.each(shippedMappings().map(({ file, content, name }) => [file, content, name] as const))(
    'proposes how %s is read, and offers the mapping that ships for it among the first',
    async (file, content, name) => {
      const seen = await world(file, content, { timeZone: 'America/Chicago' }).first();
      expect(readingOf(seen)?.source).toEqual({ from: 'proposed' });
      expect(taken(seen)).toBeGreaterThan(0);
      const fitting = seen.foreign!.choices.filter(({ absent }) => absent.length === 0);
      expect(fitting.map(({ source }) => source.name)).toContain(name);
    },
  );

  it.each(shippedMappings().map(({ file, content, name }) => [name, file, content] as const))(
    'reads by %s when that is chosen, with the days and the zone of the file and the clinic',
    async (name, file, content) => {
      const seen = await world(file, content, { timeZone: 'Europe/Lisbon' }).again({ from: 'shipped', name });
      expect(seen.askedAt).toBe('2026-11-28T00:01:00.000Z');
      const { source, mapping } = readingOf(seen)!;
      expect(source).toEqual({ from: 'shipped', name });
      expect(mapping.timeZone).toBe('Europe/Lisbon');
      expect(taken(seen)).toBeGreaterThan(0);
    },
  );

  it('reads by the mapping that the clinic keeps where the file has its columns, and else proposes', async () => {
    const [jane] = shippedMappings().filter(({ name }) => name === 'jane-appointments');
    const kept = [{ name: 'monthly', mapping: jane!.mapping, keptAt: '2026-10-01T00:00:00.000Z' }];
    // Saved with semicolons this time.
    const semicolons = JANE.replaceAll(',', ';');
    const seen = await world('jane.csv', semicolons, { kept }).first();
    expect(readingOf(seen)?.source).toEqual({ from: 'kept', name: 'monthly' });
    expect(taken(seen)).toBe(4);
    const renamed = await world('jane.csv', JANE.replace('Staff Member Name', 'Practitioner'), {
      kept,
    }).first();
    expect(readingOf(renamed)?.source).toEqual({ from: 'proposed' });
  });

  it('tells the words without a meaning, the columns, and nothing of those that are never read', async () => {
    const other = JANE.replaceAll('Frozen shoulder', 'Knee trouble').replaceAll('First Visit', 'Seen');
    const { objects, ...files } = world('jane.csv', other, { timeZone: 'America/Chicago' });
    const seen = await files.again({ from: 'shipped', name: 'jane-appointments' });
    expect(readingOf(seen)?.unknownWords).toEqual({ 'rows.0': [['Seen', 1]] });
    expect(seen.foreign!.columns).toContainEqual({ name: 'Patient Number', isId: true });
    expect(seen.foreign!.columns).toContainEqual({ name: 'Staff Member Name', isId: false });
    for (const text of ['Ana', 'Cleo', 'prefers low light', 'T. Sample'])
      expect([...objects.values()].join()).not.toContain(text);
  });

  it('reads with the separator, or the sheet, that is asked for', async () => {
    const bars = 'No|When, as told|Pain\nC-1|2026-08-04T12:00:00Z|3\nC-2|2026-08-05T12:00:00Z|4\n';
    const file = world('answers.txt', bars);
    expect(
      readingOf(await file.again({ from: 'proposed', table: { separator: '|' } }))?.mapping.file,
    ).toMatchObject({
      separator: '|',
    });
  });

  it('reads columns whatever they are called: long questions, markup, letters that turn what is beside them', async () => {
    const long = `Pain before, ${'as you remember it, '.repeat(600)}`;
    const names = [
      'Client <img src=x>',
      'Start\u202Egnitrats',
      `"${long}"`,
      `"${long}now"`,
      'Treatment',
      'Reason',
    ];
    const row = (index: number) =>
      `C-${index % 7},2026-08-${10 + index} 10:00,${index % 11},${index % 8},Deep tissue,Neck pain`;
    const csv = `${names.join(',')}\n${Array.from({ length: 15 }, (_, index) => row(index)).join('\n')}\n`;
    const json = JSON.stringify([{ [long]: '7', 'Client id': 'C-1', Start: '2026-08-10T10:00:00Z' }]);
    const name = `${'v'.repeat(200)}.csv`;
    for (const seen of [
      await world(name, csv, { timeZone: 'America/Chicago' }).first(),
      await world('a.json', json).first(),
    ]) {
      const { columns } = seen.foreign!;
      expect(new Set(columns.map((column) => column.name)).size).toBe(columns.length);
      const shown = String(lookPage({ seen, path: '/imports/looks/x', formToken: 't' }));
      expect(shown.length).toBeLessThan(60_000);
      expect(shown).not.toMatch(/<img|\u202E/);
    }
  });

  it('tells whoever waits that it has failed, and fails, so that it is tried again', async () => {
    const file = world('sessions.csv', JANE, { kept: null as never });
    await expect(file.first()).rejects.toThrow();
    const told = [...file.objects.values()].map((text) => JSON.parse(text));
    expect(told).toEqual([expect.objectContaining({ state: 'reading', rows: 0, hasFailed: true })]);
    expect(String(waitingPage({ path: '/p', ...told[0] }))).toContain('Reading it has failed');
  });

  it.each([
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'old.xls', /old .xls workbook/],
    ['nothing', '', 'sessions.csv', /the file is empty/],
    ['nothing', '', 'empty.xlsx', /the file is empty/],
    ['what is packed', Buffer.from([0x1f, 0x8b, 8, 0]), 'sessions.csv.gz', /packed with gzip; unpack it/],
    ['the same without its name', gzipSync('{}'), 'scores.ndjson', /packed with gzip; unpack it/],
    ['an archive', Buffer.from('PK\x03\x04 of files'), 'export.zip', /zip archive.*unpack it/],
    [
      'a picture',
      Buffer.from('\x89PNG\r\n\x1a\n,a;b,c\n1,2;3,4\n', 'latin1'),
      'sessions.csv',
      /this is a picture \(PNG\)/,
    ],
    [
      'a photo',
      Buffer.from('\0\0\0\x18ftypheic,a,b\n1,2,3\n', 'latin1'),
      'visits.csv',
      /this is a picture or a film/,
    ],
    [
      'a PDF',
      '%PDF-1.7\n1 0 obj <</Type,/Catalog>>\n',
      'visits.csv',
      /this is a PDF, whatever.*as .xlsx or CSV/,
    ],
    [
      'a page',
      '\uFEFF<html><body><table><tr><th>Client ID</th></tr></table>',
      'export.xls',
      /a web page \(HTML\), whatever/,
    ],
    ['XML', '<?xml version="1.0"?>\n<Workbook><Table/></Workbook>', 'export.xls', /this is XML, whatever/],
    [
      'a sound',
      Buffer.from(Array.from({ length: 900 }, (_, at) => (at * 37) % 251)),
      'visits.csv',
      /neither text nor a workbook/,
    ],
    ['FHIR in UTF-16', utf16(FHIR), 'export.json', /UTF-16 \(it begins with FF FE\); save it as UTF-8/],
    ['JSON that stops', '[{"a":1},', 'export.json', /stops being readable/],
  ])('says of %s why it cannot be read', async (_, content, name, reason) => {
    const seen = await world(name, content).first();
    expect(seen.foreign).toBeUndefined();
    expect(seen.look.stoppedAt?.reason).toMatch(reason);
  });

  it('reads a table in UTF-16 by a mapping, and finds columns by what a person sees of their names', async () => {
    const table = 'No,Wh\u200Ben,Pain\0\nC-1,2026-08-04T12:00:00Z,3\n';
    const seen = await world('scores.csv', utf16(table)).first();
    expect(seen.foreign!.shape.encoding).toBe('utf-16le');
    expect(seen.foreign!.columns.map(({ name }) => name)).toEqual(['No', 'When', 'Pain']);
  });

  it('reads our own columns by a mapping where most rows have words of the trade, and only there', async () => {
    const header = 'sessionId,clientId,therapistId,startedAt,endedAt,complaint,techniques\n';
    const row = (id: number, words: string) =>
      `s-${id},c-1,t-1,2026-08-0${id}T10:00:00Z,2026-08-0${id}T11:00:00Z,${words}:50\n`;
    const trade = [1, 2, 3].map((id) => row(id, 'whiplash,swedish')).join('');
    const most = await world('sessions.csv', header + trade + row(4, 'neck-pain,sports')).first();
    expect([readingOf(most)?.source.from, taken(most)]).toEqual(['proposed', 4]);
    const few = [5, 6, 7].map((id) => row(id, 'neck-pain,sports')).join('');
    const own = await world('sessions.csv', header + row(1, 'whiplash,swedish') + few).first();
    expect([own.foreign, taken(own)]).toEqual([undefined, 3]);
  });

  it('proposes no mapping for FHIR of which nothing can be taken in', async () => {
    const noPain = FHIR.replace('72514-3', '8302-2');
    const oneGoal = JSON.stringify(goal({ target: [{ measure: { text: 'smoke less' } }] }), null, 1);
    for (const file of [noPain, oneGoal]) {
      const seen = await world('export.json', file).first();
      expect([seen.foreign, seen.look.rows]).toEqual([undefined, 1]);
    }
  });

  describe('with techniques that the catalogue lacks', () => {
    const rows = ['Hot stone 60 min', 'Cupping 60 min', 'Swedish 60 min'].map(
      (service, index) =>
        `v-${index},c-${index},2026-08-0${index + 3}T10:00:00Z,2026-08-0${index + 3}T11:00:00Z,${service},stress`,
    );
    const file = ['Appointment ID,Client ID,Start,End,Service,Reason', ...rows].join('\n');
    const techniques = (seen: Read) => readingOf(seen)!.mapping.vocabularies!['technique'];

    it('offers each as a technique of our own, which is on the list once that is saved', async () => {
      const { first, again } = world('visits.csv', file, { ownTechniques: ['Cupping'] });
      const seen = await first();
      expect(techniques(seen)).toEqual({
        ...{ 'Hot stone 60 min': 'other', 'Cupping 60 min': 'other=cupping', 'Swedish 60 min': 'relaxation' },
      });
      const own = [{ code: 'cupping', name: 'Cupping' }];
      const page = (shown: Read) =>
        String(lookPage({ seen: shown, path: '/imports/looks/x', formToken: 't', own }));
      expect(page(seen)).toContain(
        '<option value="own-technique">A technique of our own: Hot stone</option>',
      );
      expect(page(seen)).not.toContain('not on your list yet');
      const { mapping, unknownWords } = readingOf(seen)!;
      const answered = answeredMapping(
        { mapping, unknownWords, columns: seen.foreign!.columns },
        { 'word.other.0': 'own-technique' },
      ) as { mapping: typeof mapping };
      const anew = await again({ from: 'answered', mapping: answered.mapping });
      expect(techniques(anew)).toMatchObject({ 'Hot stone 60 min': 'other=hot-stone' });
      expect(page(anew)).toContain('“Hot stone” is not on your list yet.');
      expect(page(anew)).toContain('href="/settings?add=Hot+stone#ownTechniques"');
      expect(page(anew)).toContain('other=hot-stone:60');
    });
  });

  it('tells once that a file of our own columns says nobody’s, with where to choose whose', async () => {
    const rows = ['s-1', 's-2'].map(
      (id) => `${id},t-1,2026-08-03T10:00:00Z,2026-08-03T11:00:00Z,stress,sports:30,K-${id}`,
    );
    const header = 'sessionId,therapistId,startedAt,endedAt,complaint,techniques,Card';
    const { first, again } = world('sessions.csv', [header, ...rows].join('\n'));
    const seen = await first();
    const page = String(lookPage({ seen, path: '/imports/looks/x', formToken: 't' }));
    expect(page.match(/choose the column that tells one client from another/g)).toHaveLength(1);
    expect(page).toContain('there is no column &quot;clientId&quot;');
    const { mapping, unknownWords } = readingOf(seen)!;
    const answered = answeredMapping(
      { mapping, unknownWords, columns: seen.foreign!.columns },
      { 'column.0.clientId': 'column:6' },
    ) as { mapping: typeof mapping };
    const anew = await again({ from: 'answered', mapping: answered.mapping });
    expect([taken(anew), anew.look.refusedRows]).toEqual([2, 0]);
    // The id that the file has is not given up for one that is derived.
    expect(readingOf(anew)!.mapping.records[0]!.fields['sessionId']).toEqual({ column: 'sessionId' });
    expect(readingOf(anew)!.mapping.decisions.filter(({ about }) => about === 'clientId')).toEqual([]);
  });

  describe('of whose columns nothing could be told', () => {
    // Slovene: number, day, hour, minutes, what was done, before, after, note.
    const TABLE =
      'Šifra;Dan;Ura;Min;Storitev;Prej;Potem;Opomba\n' +
      '7;3. 8. 2026;10:00;60;Masaža;7;4;Ana\n8;4. 8. 2026;11:00;45;Masaža;6;—;Bor\n';
    const column = (name: string, kind = 'column') =>
      `${kind}:${TABLE.split('\n')[0]!.split(';').indexOf(name)}`;

    it('goes by the columns that a person chooses, and reads no other', async () => {
      const file = world('izvoz.csv', TABLE, { timeZone: 'Europe/Ljubljana' });
      const first = await file.first();
      expect(first.foreign).toHaveProperty('undecided');
      const wish = wishOfChoice(first.foreign!, 'begin:session');
      const begun = await file.again(wish!);
      expect(readingOf(begun)?.source).toEqual({ from: 'begun' });
      expect(taken(begun)).toBe(0);
      expect([...file.objects.values()].join()).not.toMatch(/\bBor\b/);
      const { mapping, unknownWords } = readingOf(begun)!;
      const answered = answeredMapping(
        { mapping, unknownWords, columns: begun.foreign!.columns },
        {
          'column.0.clientId': column('Šifra'),
          'column.0.startedAt': column('Dan'),
          'time.0.startedAt': column('Ura'),
          'column.0.endedAt': column('Min', 'minutes'),
          'column.0.complaint': 'always:stress',
          'column.0.techniques': 'always:relaxation',
          'column.0.painBefore': column('Prej'),
          'column.0.painAfter': column('Potem'),
          therapist: 't-1',
        },
      );
      if (!('mapping' in answered)) throw new Error(answered.faults.join());
      expect(answered.mapping.leftOut).toEqual(['Storitev', 'Opomba']);
      expect(answered.mapping.decisions.filter(({ sure }) => sure === 'undecided')).toEqual([]);
      const seen = await file.again({ from: 'answered', mapping: answered.mapping });
      expect(taken(seen)).toBe(2);
      expect(seen.look.refused.groups).toEqual([]);
      expect(seen.look.samples[0]).toMatchObject({ type: 'session', line: 2 });
      expect(Object.fromEntries(seen.look.samples[0]!.kept)).toMatchObject({
        startedAt: '2026-08-03T10:00:00+02:00',
        endedAt: '2026-08-03T11:00:00+02:00',
        techniques: 'relaxation:60',
      });
    });

    it('reads times that are counted, where a person chooses their column', async () => {
      // Client, began (seconds since 1970: 3 August 2026, 08:00 UTC), minutes.
      const file = world('izvoz.csv', 'Šifra;Od;Min\n7;1785744000;60\n8;1785830400;45\n');
      const begun = await file.again(wishOfChoice((await file.first()).foreign!, 'begin:session')!);
      const { mapping, unknownWords } = readingOf(begun)!;
      const { columns } = begun.foreign!;
      const answered = answeredMapping(
        { mapping, unknownWords, columns },
        {
          ...{ 'column.0.clientId': 'column:0', 'column.0.startedAt': 'column:1' },
          ...{ 'column.0.endedAt': 'minutes:2', 'column.0.complaint': 'always:stress' },
          ...{ 'column.0.techniques': 'always:relaxation', therapist: 't-1' },
        },
      );
      if (!('mapping' in answered)) throw new Error(answered.faults.join());
      const seen = await file.again({ from: 'answered', mapping: answered.mapping });
      expect([taken(seen), seen.look.refused.groups]).toEqual([2, []]);
      expect(Object.fromEntries(seen.look.samples[0]!.kept)).toMatchObject({
        startedAt: expect.stringContaining('2026-08-03T08:00:00'),
      });
    });
  });

  it('says of a table of something else what is missing', async () => {
    const seen = await world('menu.csv', 'Dish,Price\nSoup,4\nBread,2\n').first();
    expect(seen.foreign && 'undecided' in seen.foreign && seen.foreign.undecided.length).toBeGreaterThan(0);
  });
});
