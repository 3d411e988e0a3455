import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { OutcomeStatistics } from '../../shared/claims/contract.ts';
import { POOLED, RELEASE_FILE_NAMES } from '../../shared/releases/files/release-file.ts';
import { problemsOfRelease } from '../../shared/releases/files/verify-release.ts';
import type { Group } from '../../shared/statistics/contract.ts';
import { DEEP } from '../deep.ts';

/** The command line as its users run it: processes, exit codes, what is printed and what is left behind. */

const ROOT = join(import.meta.dirname, '../..');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Started = {
  child: ChildProcess;
  out: string;
  stdout(): string;
  stderr(): string;
  exit: Promise<number | null>;
};

let starts = 0;
const start = (...args: string[]) => run('start.ts', ...args);

function run(script: string, ...args: string[]): Started {
  starts += 1;
  const out = join(folder, `out-${starts}`);
  const child = spawn(process.execPath, [join('infra/local', script), '--out', out, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, out, stdout: () => stdout, stderr: () => stderr, exit };
}

async function untilPrinted(started: Started, text: string): Promise<void> {
  let ended = false;
  started.exit.then(() => {
    ended = true;
  });
  while (!(started.stdout() + started.stderr()).includes(text)) {
    if (ended) throw new Error(`ended without printing "${text}":\n${started.stdout()}${started.stderr()}`);
    await Promise.race([
      started.exit,
      new Promise((resolve) => started.child.stdout!.once('data', resolve)),
      new Promise((resolve) => started.child.stderr!.once('data', resolve)),
    ]);
  }
}

function statistics(out: string, clinic: string): OutcomeStatistics {
  return JSON.parse(readFileSync(join(out, clinic, 'statistics.json'), 'utf8')) as OutcomeStatistics;
}

function write(name: string, ...lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  return path;
}

/** Every process below a process. */
function descendants(pid: number): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const parents = listed.map((row) => row.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (of: number): number[] =>
    parents.filter(([, parent]) => parent === of).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/** The last ones end as soon as they notice that the command has. */
async function allGone(pids: readonly number[]): Promise<void> {
  const isRunning = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  await vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), { timeout: 120_000 });
}

/** Follows a link as a browser does, with its cookies, which know no port. */
async function browse(link: string): Promise<{ status: number; url: string }> {
  const cookies = new Map<string, string>();
  for (let url = link; ; ) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie, accept: 'text/html' } });
    await response.text();
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      if (value === '') cookies.delete(name!);
      else cookies.set(name!, value!);
    }
    const to = response.headers.get('location');
    if (to === null) return { status: response.status, url };
    url = String(new URL(to, url));
  }
}

const isUp = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

const SESSION = {
  type: 'session',
  clinicId: 'north',
  sessionId: 's-1',
  clientId: 'c-1',
  therapistId: 't-1',
  startedAt: '2026-08-03T10:00:00-05:00',
  endedAt: '2026-08-03T11:15:00-05:00',
  complaint: 'neck-pain',
  techniques: [{ technique: 'deep-tissue', minutes: 45 }],
  painBefore: 7,
  painAfter: 4,
  recordedAt: '2026-08-03T11:20:00-05:00',
};
const line = (changes: object) => JSON.stringify({ ...SESSION, ...changes });

/** The block of output below `npm start` in the README, in parts that progress may stand between. */
function readmeParts(): string[] {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const block = /```\n(Imported [^`]+)```/.exec(readme)![1]!;
  return block.trimEnd().split('\n\n');
}

/** `npm test` has the whole flow, `npm run test:deep` the ways round it. */
test.skipIf(DEEP)('the sample, from files and records to tables and a release', async () => {
  const run = start();
  expect(await run.exit, run.stderr()).toBe(0);
  const printed = run.stdout();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what must not be there
  expect(printed + run.stderr()).not.toMatch(/\u001B/);
  for (const line of printed.split('\n')) {
    // Names and places of this machine are as long as they are.
    const hasPlace = line.includes('file://') || line.startsWith('Statistics');
    if (!line.startsWith('Imported') && !line.startsWith('Release') && !hasPlace) {
      expect(line.length).toBeLessThanOrEqual(100);
    }
  }
  // Corrections come after what they correct: nothing is stale, whichever file is faster.
  expect(printed).toMatch(
    /Imported 15,\d{3} rows of 21 files: 15,\d{3} accepted, 2 duplicate, 2 conflict, 18 refused\./,
  );
  expect(printed).toContain('Sent 11 records over HTTP: 11 accepted.');
  expect(printed).toContain('Outcomes at harbour, January to September 2026');
  expect(printed).toContain('Outcomes at riverside, January to September 2026');
  expect(printed).not.toContain('Outcomes at alder');
  expect(printed).toContain('10 more clinics count in the release and are not shown here:\nalder, birch,');
  expect(printed).toMatch(/riverside\/sessions\.csv:153 {2}r-s-92 {2}painBefore: expected a whole number/);
  expect(printed).toMatch(/harbour\/journal\.ndjson:3602 {2}invalid-json/);

  // The README shows what is really printed.
  for (const shown of readmeParts()) expect(printed).toContain(shown);
  const links = [...printed.matchAll(/^ {2}(\w+) +(file:\/\/\S+)$/gm)];
  expect(links.map(([, who]) => who)).toEqual(['owner', 'therapist', 'partner']);
  expect(links.every(([, , link]) => existsSync(new URL(link!)))).toBe(true);

  const [, rows, shown, hidden] = /(\d+) rows, (\d+) in full and (\d+) with too little/
    .exec(printed)!
    .map(Number);
  expect(hidden).toBeGreaterThan(0);
  expect(shown! + hidden!).toBe(rows);
  // Noise and the sample's thousand clients: the total and the margins of the techniques most given are shown.
  expect(shown).toBeGreaterThanOrEqual(4);
  expect(printed).toMatch(/signed by the key with this fingerprint:\n[0-9a-f]{64}\nTo check/);
  expect(printed).toMatch(
    /Digests of \d+ therapists, as of 2026-10-04, and the monthly report of 2026-09 of each clinic\./,
  );
  expect(readdirSync(join(run.out, 'harbour/report')).toSorted()).toEqual([
    'report.html',
    'report.json',
    'report.pdf',
  ]);
  const digests = readdirSync(join(run.out, 'harbour/digests'));
  expect(digests.length).toBeGreaterThan(0);
  expect(digests.filter((name) => name.endsWith('.html')).length).toBe(digests.length / 2);
  const release = join(run.out, 'releases/v1/programme=outcomes/period=2026Q3/rev=1');
  expect(readdirSync(release).toSorted()).toEqual([...RELEASE_FILE_NAMES, POOLED].sort());
  // The techniques that more than a hundred clients of the dozen clinics come for: all of them are told in full.
  const given = parse(readFileSync(join(release, 'outcomes.csv')), { columns: true }) as Record<
    string,
    string
  >[];
  const common = ['deep-tissue', 'myofascial-release', 'trigger-point-therapy', 'relaxation'];
  for (const technique of common) {
    const row = given.find((one) => one['table'] === 'technique' && one['technique'] === technique)!;
    expect(row['status'], technique).toBe('a');
    expect((Number(row['mean_hi']) - Number(row['mean_lo'])) / 2, technique).toBeLessThan(0.7);
  }

  const groups = [
    ...statistics(run.out, 'harbour').techniques,
    ...statistics(run.out, 'riverside').techniques,
  ];
  expect(groups).toHaveLength(13); // harbour has none of the other techniques
  // 2,500 sessions, less the deleted ones and those of the client who asked to be forgotten.
  const sessions = groups.reduce((sum, group) => sum + group.sessions, 0);
  expect(sessions).toBeGreaterThan(2480);
  expect(sessions).toBeLessThan(2500);
  const refused = readFileSync(join(run.out, 'harbour/refused.ndjson'), 'utf8').trimEnd().split('\n');
  expect(refused.map((row) => (JSON.parse(row) as { line: number }).line).toSorted((a, b) => a - b)).toEqual([
    202, 403, 603, 804, 902, 1802, 3602,
  ]);
});

test.runIf(DEEP)(
  'a release by command: of the programme that is named, verified, and wrong words are told',
  async () => {
    const programme = {
      programme: 'low-back',
      clinics: ['north'],
      period: 'half-year',
      partners: ['insurer'],
    };
    const file = write('programmes.json', JSON.stringify([programme]));
    const of = ['--programmes', file, '--programme', 'low-back', write('spring.ndjson', line({}))];
    const published = run('release.ts', '--period', '2026H1', ...of);
    const wrong = run('release.ts', '--period', 'summer');
    expect(await wrong.exit).toBe(2);
    expect(wrong.stderr()).toContain(
      '--period summer: expected a quarter, a half-year or a year such as 2026Q3, 2026H2 or 2026Y.',
    );
    expect(await published.exit, published.stderr()).toBe(0);
    expect(published.stdout()).toMatch(/Release 2026H1 of low-back: \d+ rows, \d+ in full and \d+ with/);
    expect(published.stdout()).toContain('openssl dgst -sha256 -verify signing-key.pem');
    const folderOf = join(published.out, 'releases/v1/programme=low-back/period=2026H1/rev=1');
    const files = new Map(readdirSync(folderOf).map((name) => [name, readFileSync(join(folderOf, name))]));
    expect(problemsOfRelease(files)).toEqual([]);
    expect(JSON.parse(files.get('datapackage.json')!.toString())).toMatchObject({
      created: '2026-08-03T06:00:00.000Z',
      months: ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'],
    });
  },
);

/** A session every August. */
const SEVEN_YEARS = Array.from({ length: 8 }, (_, index) => 2019 + index).map((year) =>
  line({
    ...{ clinicId: 'ridge', sessionId: `s-${year}`, clientId: `c-${year}` },
    startedAt: `${year}-08-03T10:00:00-05:00`,
    endedAt: `${year}-08-03T11:00:00-05:00`,
    recordedAt: `${year}-08-03T11:05:00-05:00`,
  }),
);

describe.runIf(DEEP)(
  'files of several clinics, one of them published, some with everything wrong in them',
  () => {
    let run: Started;
    let interrupted: Started;
    beforeAll(async () => {
      const header =
        'clinicId,sessionId,clientId,therapistId,startedAt,endedAt,complaint,techniques,painBefore,recordedAt';
      const row =
        'north,s-9,c-9,t-1,2026-08-05T10:00:00-05:00,2026-08-05T11:00:00-05:00,other,other:30,7,2026-08-05T11:01:00-05:00';
      run = start(
        ...['--serve', '--data', join(folder, 'served'), '--tokens', 'examples/trigger-point-1997.csv'],
        write('bad-header-sessions.csv', header.replace('painBefore', 'pain_before'), row),
        write(
          'mixed.ndjson',
          line({}),
          line({ sessionId: 's-2', painBefore: 7.5 }),
          line({ sessionId: 's-3', name: 'A. Client' }),
          line({ sessionId: 's-4', startedAt: '2026-08-03T10:00:00' }),
          line({ sessionId: 's-5', clinicId: 'south' }),
          line({ sessionId: 's-6', clinicId: undefined }),
          line({ sessionId: 's-7' }).slice(0, 90),
        ),
        write('seven-years.ndjson', ...SEVEN_YEARS),
      );
      // Two starts at one time: neither meets the other.
      interrupted = start();
    });
    afterAll(() => {
      for (const { child } of [run, interrupted]) child.kill('SIGKILL');
    });

    test('a start that is interrupted in the middle stops what it started and says so', async () => {
      await untilPrinted(interrupted, 'Importing');
      const processes = descendants(interrupted.child.pid!);
      interrupted.child.kill('SIGTERM');
      expect(await interrupted.exit, interrupted.stderr()).toBe(130);
      expect(interrupted.stderr()).toMatch(/Interrupted\.\n$/);
      await allGone(processes);
      expect(existsSync(join(ROOT, '.local', `run-${interrupted.child.pid}`))).toBe(false);
    });

    test('what they hold is printed and written, and what is wrong is named', async () => {
      await untilPrinted(run, "/v1/pain-scores/p-try-1'");
      const [magnet, placebo] = statistics(run.out, 'trigger-point-1997').techniques as [Group, Group];
      expect(magnet.immediate.improvement.mean).toBeCloseTo(5.2414, 4);
      expect(magnet.immediate.improvement.sd).toBeCloseTo(3.2366, 4);
      expect(magnet.immediate.ci95![0]).toBeCloseTo(4.0103, 4);
      expect(magnet.immediate.ci95![1]).toBeCloseTo(6.4725, 4);
      expect(magnet.immediate.responders.atLeast30Percent).toMatchObject({ eligible: 29, count: 22 });
      expect(placebo.immediate.improvement.mean).toBeCloseTo(1.0952, 4);
      expect(placebo.immediate.improvement.sd).toBeCloseTo(1.5781, 4);
      expect(placebo.immediate.ci95![0]).toBeCloseTo(0.3769, 4);
      expect(placebo.immediate.ci95![1]).toBeCloseTo(1.8136, 4);
      expect(placebo.immediate.responders.atLeast30Percent).toMatchObject({ eligible: 21, count: 4 });

      const printed = run.stdout();
      expect(printed).toMatch(/bad-header-sessions\.csv:1 {2}nothing from here on was read: .*pain_before/s);
      expect(printed).toMatch(/mixed\.ndjson:2 {2}s-2 {2}painBefore: .* not a\s+decimal/);
      expect(printed).toMatch(/mixed\.ndjson:3 {2}s-3 {2}name:/);
      expect(printed).toMatch(/mixed\.ndjson:4 {2}s-4 {2}startedAt: .*the offset is\s+missing/s);
      expect(printed).toMatch(/mixed\.ndjson:6 {2}clinicId:/);
      expect(printed).toMatch(/mixed\.ndjson:7 {2}invalid-json:/);
      const sessionsOf = ({ techniques }: OutcomeStatistics) => techniques.map(({ sessions }) => sessions);
      expect(sessionsOf(statistics(run.out, 'north'))).toEqual([1]);
      expect(sessionsOf(statistics(run.out, 'south'))).toEqual([1]);

      // A history of any length is printed, five years at a time.
      expect(printed).toContain('Outcomes at ridge, September 2021 to August 2026');
      expect(printed).toContain('Outcomes at ridge, August 2019 to August 2021');
      expect(sessionsOf(statistics(run.out, 'ridge'))).toEqual([5]);
      const earlier = readFileSync(join(run.out, 'ridge/statistics-2019-08-2021-08.json'), 'utf8');
      expect(sessionsOf(JSON.parse(earlier))).toEqual([3]);
    });

    test('--serve stays up for anyone with a token until Ctrl-C, and leaves nothing behind', async () => {
      await untilPrinted(run, "/v1/pain-scores/p-try-1'");
      const url = /API +(\S+)\/v1$/m.exec(run.stdout())![1]!;
      const aws = /AWS endpoint +(\S+)/.exec(run.stdout())![1]!;
      const token = (name: string) => new RegExp(`^${name}=(\\S+)$`, 'm').exec(run.stdout())![1]!;
      const get = (path: string, bearer?: string) =>
        fetch(`${url}${path}`, { headers: bearer ? { authorization: `Bearer ${bearer}` } : {} });
      expect((await get('/v1/outcomes')).status).toBe(401);
      expect((await get('/v1/outcomes', token('PARTNER'))).status).toBe(403);
      const answer = await get('/v1/outcomes', token('OWNER'));
      expect(answer.status).toBe(200);
      const {
        asOf: _,
        outside,
        ...contract
      } = (await answer.json()) as OutcomeStatistics & Record<string, unknown>;
      expect(contract).toEqual(statistics(run.out, 'north'));
      expect(outside).toEqual({ earlier: null, leftOutMonths: 0, leftOut: [] });
      expect((await get('/v1/releases', token('PARTNER'))).status).toBe(200);

      const link = (name: string) => new RegExp(`^ {2}${name} +(http\\S+)$`, 'm').exec(run.stdout())![1]!;
      expect(await browse(link('owner, north'))).toMatchObject({ status: 200, url: `${url}/owner` });
      expect(await browse(link('partner partner-1'))).toMatchObject({ status: 200, url: `${url}/releases` });

      const upload = /curl --upload-file \S+ "(\S+)"/.exec(run.stdout())![1]!;
      const header = 'sessionId,clientId,therapistId,startedAt,endedAt,complaint,techniques,recordedAt';
      const row = 's-9,c-9,t-1,2026-08-05T10:00:00Z,2026-08-05T11:00:00Z,other,other:30,2026-08-05T11:01:00Z';
      expect((await fetch(upload, { method: 'PUT', body: `${header}\n${row}\n` })).status).toBe(200);
      await vi.waitFor(
        async () => {
          const imports = await (await get('/v1/imports?file=sessions.csv', token('OWNER'))).text();
          expect(JSON.parse(imports)).toMatchObject({ counts: { accepted: 1 } });
        },
        { timeout: 300_000, interval: 200 },
      );

      const processes = descendants(run.child.pid!);
      expect(processes.length).toBeGreaterThan(1);
      run.child.kill('SIGINT');
      expect(await run.exit, run.stderr()).toBe(0);
      await allGone(processes);
      expect(await isUp(url)).toBe(false);
      expect(await isUp(aws)).toBe(false);
      expect(existsSync(join(ROOT, '.local', `run-${run.child.pid}`))).toBe(false);
    });
  },
);

test.runIf(DEEP)(
  '--serve keeps its data over a restart, and goes on with them where no files are named',
  { timeout: 600_000 },
  async () => {
    const data = join(folder, 'kept');
    const serve = async (...args: string[]) => {
      const run = start('--serve', '--tokens', '--data', data, ...args);
      await untilPrinted(run, "/v1/pain-scores/p-try-1'");
      const url = /API +(\S+)\/v1$/m.exec(run.stdout())![1]!;
      const owner = /^OWNER=(\S+)$/m.exec(run.stdout())![1]!;
      const ask = (method: string, path: string, body?: object) =>
        fetch(`${url}/v1/${path}`, {
          method,
          headers: { authorization: `Bearer ${owner}`, 'content-type': 'application/json' },
          ...(body && { body: JSON.stringify(body) }),
        });
      const end = async () => {
        run.child.kill('SIGINT');
        expect(await run.exit, run.stderr()).toBe(0);
      };
      return { run, ask, end };
    };
    const first = await serve(write('kept.ndjson', line({})));
    const { sessionId: _, clinicId: __, ...session } = SESSION;
    expect((await first.ask('PUT', 'sessions/s-recorded', session)).status).toBe(200);
    const timeline = `clients/${SESSION.clientId}/timeline`;
    const before = await first.ask('GET', timeline);
    expect(before.status).toBe(200);
    expect(await before.text()).toContain('s-recorded');
    await first.end();

    const second = await serve();
    expect(second.run.stdout()).toContain('Goes on with the data that were kept, and imports nothing');
    expect(await (await second.ask('GET', timeline)).text()).toContain('s-recorded');
    // What came before the restart is known: the same again is no other.
    const again = await second.ask('PUT', 'sessions/s-recorded', session);
    expect(await again.json()).toMatchObject({ status: 'duplicate' });
    await second.end();
  },
);

test.each([
  [['nowhere.csv'], 2, /nowhere\.csv: no such file\./],
  [['--sevre'], 2, /Unknown option '--sevre'/],
  [['--from', '2026-01'], 2, /--from and --to go together/],
])('%j is answered with exit %i and a sentence', async (args, code, sentence) => {
  const run = start(...args);
  expect(await run.exit).toBe(code);
  expect(run.stderr()).toMatch(sentence);
  expect(run.stdout()).toBe('');
});

test('--help explains itself', async () => {
  const run = start('--help');
  expect(await run.exit).toBe(0);
  expect(run.stdout()).toMatch(/^Usage: npm start/);
});
