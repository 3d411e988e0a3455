import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gatherOutcomes } from '../../infra/offline/gather-outcomes.ts';
import { recordPaths } from '../../infra/offline/record-paths.ts';
import { ClientFindings } from '../../shared/checks/client-findings.ts';
import type { OutcomeStatistics } from '../../shared/claims/contract.ts';
import { withGoals } from '../../shared/claims/goal-claims.ts';
import { outcomeStatistics, tableStatistics } from '../../shared/claims/outcome-statistics.ts';
import { type RowAccount, RowTally } from '../../shared/records/files/row-account.ts';
import { DEEP } from '../deep.ts';
import { plainOutcomes } from '../offline/plain-outcomes.ts';

/** The offline analysis as its users run it: processes, exit codes, what is printed where. */

const ROOT = join(import.meta.dirname, '../..');
const SAMPLE = join(ROOT, 'examples/clinic-sample');
const VALLBONA = join(ROOT, 'examples/trigger-point-1997.csv');
const RIVERSIDE = readdirSync(join(SAMPLE, 'riverside')).map((name) => join(SAMPLE, 'riverside', name));
const HARBOUR = readdirSync(join(SAMPLE, 'harbour')).map((name) => join(SAMPLE, 'harbour', name));
const MONTHS = { from: null, to: null };

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'analyse-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { code: number | null; stdout: string; stderr: string };

const ended = new Map<string, Promise<Ended>>();

/** Runs the command, or gives what the same command line has given before: its files stay as they are. */
function analyse(...args: string[]): Promise<Ended> {
  const commandLine = JSON.stringify(args);
  const known = ended.get(commandLine) ?? run(args);
  ended.set(commandLine, known);
  return known;
}

async function run(args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, 'infra/offline/analyse.ts'), ...args], { cwd: folder });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}

function statisticsOf({ code, stdout, stderr }: Ended): OutcomeStatistics {
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout.endsWith('}\n')).toBe(true);
  return JSON.parse(stdout) as OutcomeStatistics;
}

function written(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  const content = `${lines.join('\n')}\n`;
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path)) expect(readFileSync(path, 'utf8')).toBe(content);
  else writeFileSync(path, content);
  return path;
}

test.skipIf(DEEP)('the published trial, as JSON and nothing else', async () => {
  const ended = await analyse(VALLBONA, '--json');
  const { clinicId, from, techniques, dataQuality } = statisticsOf(ended);
  expect({ clinicId, from }).toEqual({ clinicId: 'trigger-point-1997', from: '1997-11' });
  expect(ended.stderr).toMatch(/^What became of the rows\n=+\n\n50 rows read: 50 used\.\n$/);
  // Vallbona et al. 1997, Arch Phys Med Rehabil 78:1200; R 4.4: mean, sd, t.test.
  const change = techniques.find(({ technique }) => technique === 'trigger-point-therapy')!.immediate;
  expect(change.n).toBe(29);
  expect(change.improvement.mean).toBeCloseTo(5.241379, 6);
  expect(change.improvement.sd).toBeCloseTo(3.236568, 6);
  expect(change.ci95![0]).toBeCloseTo(4.010255, 6);
  expect(change.ci95![1]).toBeCloseTo(6.472504, 6);
  expect(change.responders.atLeast30Percent.count).toBe(22);
  expect(dataQuality).toMatchObject({ refused: 0, duplicates: 0 });
  expect(dataQuality.records.session).toBe(50);
});

test.skipIf(DEEP)('tables for people, in words that claim no more than was seen', async () => {
  const { code, stdout, stderr } = await analyse(VALLBONA);
  expect(code).toBe(0);
  expect(stderr).toContain('50 rows read: 50 used.');
  // Lines are broken where a terminal ends.
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    'Pain fell by about 3.5 points of 10 right after a session, most with trigger point therapy: 5.2 (4.0 to 6.5), 29 clients; whether it lasts a day cannot be told yet.',
  );
  // Shares by Wilson's interval with t for z: 22 of 29 and 4 of 21.
  expect(stdout).toMatch(/^Trigger point therapy +29 +5\.2 \(4\.0 to 6\.5\) +- +- +76 \(57 to 88\)$/m);
  expect(stdout).toMatch(/^Relaxation +21 +1\.1 \(0\.4 to 1\.8\) +- +- +19 \(7 to 42\)$/m);
  expect(stdout).not.toContain('*');
});

describe.skipIf(DEEP)('files of several clinics', () => {
  test('without --clinic: exit code 2, and their names', async () => {
    const { code, stdout, stderr } = await analyse(...RIVERSIDE, ...HARBOUR, '--json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('The files hold records of several clinics: harbour, riverside.');
  });

  test('with --clinic: what its own files alone give', async () => {
    const own = statisticsOf(await analyse(...RIVERSIDE, '--json', '--clinic', 'riverside'));
    const ended = await analyse(...HARBOUR, ...RIVERSIDE, '--json', '--clinic', 'riverside');
    const both = statisticsOf(ended);
    expect(ended.stderr).toContain('Rows of other clinics, left out: ');
    // A line of the other clinic's that cannot be read could be anybody's.
    expect(both).toEqual({
      ...own,
      dataQuality: {
        ...own.dataQuality,
        refused: own.dataQuality.refused! + 1,
        rows: withOneMore(own.dataQuality.rows!, 'invalid-json'),
      },
    });
  });
});

test.runIf(DEEP)(
  'an export in UTC is told from one in local time, and counts like it once the zone is named',
  async () => {
    const row = (id: string, start: string, end: string, after: number) =>
      `${id},p-${id},t-1,${start},${end},stress,relaxation:45,6,${after},${end}`;
    const header =
      'sessionId,clientId,therapistId,startedAt,endedAt,complaint,techniques,painBefore,painAfter,recordedAt';
    const utc = written('in-utc/sessions.csv', [
      header,
      row('m-1', '2026-08-30T15:00:00Z', '2026-08-30T16:00:00Z', 4),
      row('m-2', '2026-09-01T00:30:00Z', '2026-09-01T01:30:00Z', 3),
    ]);
    const august = [utc, '--clinic', 'mill', '--from', '2026-08', '--to', '2026-08'];
    const asWritten = await analyse(...august, '--json');
    expect(asWritten.stderr.replace(/\s+/g, ' ')).toContain('written in UTC only');
    expect(asWritten.stderr).toContain('--time-zone NAME says where the clinic is');
    expect(statisticsOf(asWritten).techniques[0]!.immediate.n).toBe(1);
    expect((await analyse(...august)).stdout.replace(/\s+/g, ' ')).toContain(
      'Days and months are as each record was written: instants are written in UTC only',
    );
    const zoned = await analyse(...august, '--time-zone', 'America/Chicago', '--json');
    expect(zoned.stderr).not.toContain('written in UTC only');
    expect(statisticsOf(zoned).techniques[0]!.immediate).toMatchObject({ n: 2, improvement: { mean: 2.5 } });
  },
);

function withOneMore(account: RowAccount, code: string): RowAccount {
  const tally = new RowTally();
  tally.addAll(account);
  tally.add({ fate: 'refused', code });
  return tally.toJSON();
}

test.skipIf(DEEP)(
  'refused rows are counted, and the first ones shown with their reasons, on stderr',
  async () => {
    const { stderr } = await analyse(...RIVERSIDE);
    expect(stderr).toMatch(/^conflict +1$/m);
    // Lines are broken where a terminal ends.
    const unbroken = stderr.replace(/\s+/g, ' ');
    expect(unbroken).toContain('sessions.csv:77 r-s-91 painBefore: expected a whole number');
    expect(unbroken).toMatch(
      /sessions\.csv:1210 r-s-0021 recordedAt: another version of this session with the same recordedAt is held, from \S+sessions\.csv:\d+;/,
    );
  },
);

const CLINICS: [string, string[]][] = [
  ['riverside', RIVERSIDE],
  ['harbour', HARBOUR],
];

/** The smaller one in `npm test`, the larger one in the deep run. */
describe.each(CLINICS.filter((_, index) => (index === 0) === DEEP))('the sample of %s', (clinic, paths) => {
  test('gives what the definitions give record by record', async () => {
    const texts = paths.map((path) => ({ name: path, text: readFileSync(path, 'utf8') }));
    const plain = await plainOutcomes(texts, undefined);
    const { clients, goals, records, account, refusedSessions } = plain;
    const counts = { records, rows: account, refusedSessions };
    const ofSessions = outcomeStatistics({ clinicId: clinic, ...MONTHS, clients, dataQuality: counts });
    const statistics = withGoals(ofSessions, goals);
    const found = new ClientFindings();
    for (const client of clients) found.add(client);
    const dataQuality = { ...statistics.dataQuality, checks: found.findings };
    const expected = { ...statistics, dataQuality };
    expect(expected.claims.goals.measured).toBeGreaterThan(20);
    const { stdout } = await analyse(...paths, '--json');
    expect(stdout).toBe(`${JSON.stringify(expected)}\n`);
  });

  test('gives the same bytes from other files in another order', async () => {
    const { stdout } = await analyse(...paths, '--json');
    const shuffled = await analyse(...cutDifferently(clinic, paths), '--json');
    expect(shuffled.stdout).toBe(stdout);
  });

  test('gives the same bytes by several threads', async () => {
    const gathered = (threads: number) =>
      gatherOutcomes(recordPaths(paths, ['/']), {
        arrivedAt: '2026-11-28T00:00:00Z',
        clinic: undefined,
        months: MONTHS,
        threads,
        stretchBytes: 1 << 15,
      });
    const [here, inThreads] = [await gathered(0), await gathered(3)];
    const text = ({ table, goals }: typeof here) =>
      JSON.stringify(withGoals(tableStatistics({ clinicId: clinic, ...MONTHS }, table, undefined), goals));
    expect(text(inThreads)).toBe(text(here));
    const rest = ({ table: _table, goals, ...found }: typeof here) => ({
      ...found,
      goals: goals.map((goal) => JSON.stringify(goal)).sort(),
    });
    expect(rest(inThreads)).toEqual(rest(here));
  });
});

/**
 * The same rows in other files, last ones first and every third one in a file of its own. Of two versions in
 * conflict the first one is held, so that these keep their order.
 */
function cutDifferently(clinic: string, paths: readonly string[]): string[] {
  const conflict = clinic === 'riverside' ? 'r-s-0021' : 'h-s-0006';
  return paths.toReversed().flatMap((path, nth) => {
    const isCsv = path.endsWith('.csv');
    const [header, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n');
    const all = isCsv ? rows : [header!, ...rows];
    const inOrder = all.filter((row) => row.includes(conflict));
    const others = all.filter((row) => !row.includes(conflict)).reverse();
    const parts = [0, 1].map((part) => others.filter((_, index) => (index % 3 === 0) === (part === 0)));
    return [...parts, inOrder].map((part, index) => {
      const name = `${clinic}-${nth}-${index}.${isCsv ? 'csv' : 'ndjson'}`;
      const typed = isCsv ? withType(path, header!, part) : part;
      return written(name, typed);
    });
  });
}

/** The file's name no longer says what its rows are. */
function withType(path: string, header: string, rows: readonly string[]): string[] {
  const type = path.match(/(\w+)s\.csv$/)![1]!;
  return [`type,${header.replace('\ufeff', '')}`, ...rows.map((row) => `${type},${row}`)];
}

test.runIf(DEEP)(
  'sessions of one client that overlap are both taken, and named on stderr and in the JSON',
  async () => {
    const file = written('overlapping-sessions.csv', [
      'type,clinicId,sessionId,clientId,therapistId,startedAt,endedAt,complaint,techniques,painBefore,painAfter',
      'session,mill,s-1,p-1,t-1,2026-08-10T09:00:00-05:00,2026-08-10T10:00:00-05:00,neck-pain,deep-tissue:40,7,4',
      'session,mill,s-2,p-1,t-2,2026-08-10T09:30:00-05:00,2026-08-10T10:30:00-05:00,neck-pain,relaxation:40,6,3',
    ]);
    const ended = await analyse(file, '--json');
    const { dataQuality } = statisticsOf(ended) as { dataQuality: object };
    expect(dataQuality).toMatchObject({
      rows: { rows: 2, counts: { used: 2 } },
      checks: {
        counts: { 'client-in-two-places': 1 },
        first: [{ check: 'client-in-two-places', sessions: [{ sessionId: 's-1' }, { sessionId: 's-2' }] }],
      },
    });
    expect(ended.stderr).toContain('A client at two places at once: 1.');
    expect(ended.stderr).toContain('s-1, s-2: ');
  },
);

test.skipIf(DEEP)('a file that is named twice changes nothing but the counts of rows', async () => {
  const [journal] = HARBOUR.filter((path) => path.endsWith('journal.ndjson'));
  const once = statisticsOf(await analyse(...HARBOUR, '--json'));
  const twice = statisticsOf(await analyse(...HARBOUR, journal!, '--json'));
  const more = (count: (quality: OutcomeStatistics['dataQuality']) => number | null) =>
    count(twice.dataQuality)! - count(once.dataQuality)!;
  expect(more(({ records }) => records['pain-score'])).toBeGreaterThan(3_000);
  expect(more(({ duplicates }) => duplicates)).toBe(more(({ records }) => records['pain-score']));
  expect({ ...twice, dataQuality: null }).toEqual({ ...once, dataQuality: null });
});

test.runIf(DEEP)('--from and --to choose the months', async () => {
  const { from, to, trend } = statisticsOf(
    await analyse(...HARBOUR, '--json', '--from', '2026-02', '--to', '2026-03'),
  );
  expect({ from, to }).toEqual({ from: '2026-02', to: '2026-03' });
  expect(trend.months.map(({ month }) => month)).toEqual(['2026-02', '2026-03']);
});

describe.runIf(DEEP)('records without a clinic', () => {
  const lines = readFileSync(join(SAMPLE, 'harbour/sessions.ndjson'), 'utf8').split('\n').slice(0, 50);
  const unnamed = lines.map((line) => line.replace('"clinicId":"harbour",', ''));

  test('are refused, because nobody can say whose they are', async () => {
    const { code, stderr, stdout } = await analyse(written('unnamed.ndjson', unnamed), '--json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^missing-field +50$/m);
    expect(stderr).toContain('Nothing to analyse: the files hold no valid record.');
  });

  test('belong to the clinic that --clinic names', async () => {
    const named = await analyse(written('named.ndjson', lines), '--json');
    const filled = await analyse(written('unnamed.ndjson', unnamed), '--json', '--clinic', 'harbour');
    expect(statisticsOf(filled)).toEqual(statisticsOf(named));
  });
});

describe.skipIf(DEEP)('exit code 2 with a sentence when nothing can be analysed', () => {
  test.each([
    ['no file', [], /^Name at least one file/],
    ['a file that is not there', ['nowhere.ndjson'], /^nowhere\.ndjson: no such file\.$/m],
    ['a folder', [SAMPLE], /is not a file/],
    [
      'a name of no known format',
      [join(ROOT, 'README.md'), join(ROOT, 'package.json')],
      /expected a name that ends in|no such file/,
    ],
    [
      'a clinic that is not in the file',
      [VALLBONA, '--clinic', 'elsewhere'],
      /no valid record of clinic elsewhere\.$/m,
    ],
    ['half a range of months', [VALLBONA, '--from', '2026-01'], /^--from and --to go together\.$/m],
  ])('%s', async (_, args, sentence) => {
    const { code, stdout, stderr } = await analyse(...args, '--json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
  });

  test('a file without a valid record', async () => {
    const { code, stderr } = await analyse(written('bad.ndjson', ['{}', 'x']));
    expect(code).toBe(2);
    expect(stderr).toMatch(/bad\.ndjson:2 {2}invalid-json/);
    expect(stderr).toContain('Nothing to analyse');
  });

  test('a CSV file with a column that nobody knows is not read, the others are', async () => {
    const broken = written('sessions.csv', ['clinicId,nickname', 'x,y']);
    expect((await analyse(broken)).code).toBe(2);
    const { code, stderr } = await analyse(broken, VALLBONA);
    expect(code).toBe(0);
    expect(stderr).toMatch(/sessions\.csv:1 {2}nothing from here on was read/);
  });
});
