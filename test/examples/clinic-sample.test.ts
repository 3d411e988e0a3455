import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LAST_DAY } from '../../examples/simulation/calendar.ts';
import { makeClinicSample } from '../../examples/simulation/clinic-sample.ts';
import { isGoalFeed } from '../../shared/goals/goal-points.ts';
import { goalProgress } from '../../shared/goals/goal-progress.ts';
import { goalReport } from '../../shared/goals/goal-report.ts';
import type { GoalStatus } from '../../shared/goals/goal-standing.ts';
import { TECHNIQUES } from '../../shared/records/catalogue.ts';
import type { Consent } from '../../shared/records/consent.ts';
import { readRecordFile } from '../../shared/records/files/record-file.ts';
import type { Goal } from '../../shared/records/goal.ts';
import { parseRecord, type ReportedRecord, stampedOf } from '../../shared/records/record.ts';
import { GOAL_KINDS } from '../../shared/records/scales.ts';
import type { Session } from '../../shared/records/session.ts';
import { dateAsWritten, utcSeconds } from '../../shared/records/time/instant.ts';

const FOLDER = join(import.meta.dirname, '../../examples/clinic-sample');
/** The clinics that are shown in full, and how goals stand on a board worth opening. */
const FULL = ['riverside', 'harbour'];
const BOARD = ['on-track', 'at-risk', 'attained'] as const satisfies GoalStatus[];
const sample = makeClinicSample();
const records = sample.records.map((record) => {
  const parsed = parseRecord(record);
  if ('refusals' in parsed) throw new Error(`${JSON.stringify(record)}: ${JSON.stringify(parsed.refusals)}`);
  return stampedOf(parsed.record, '2026-11-28T00:00:00Z') as ReportedRecord;
});

function ofType<T extends ReportedRecord['type']>(type: T): Extract<ReportedRecord, { type: T }>[] {
  return records.filter((record): record is Extract<ReportedRecord, { type: T }> => record.type === type);
}

/** The latest version of each session that was not deleted. */
function currentSessions(): Session[] {
  const deleted = new Set(ofType('deletion').map(({ id }) => id));
  const latest = new Map<string, Session>();
  for (const session of ofType('session')) {
    const held = latest.get(session.sessionId);
    if (!held || utcSeconds(session.recordedAt) > utcSeconds(held.recordedAt))
      latest.set(session.sessionId, session);
  }
  return [...latest.values()].filter(({ sessionId }) => !deleted.has(sessionId));
}

function primaryOf({ techniques }: Session): string {
  return techniques.reduce((most, entry) => (entry.minutes > most.minutes ? entry : most)).technique;
}

test('the generator makes the committed files, byte for byte, and no others', () => {
  for (const [path, text] of sample.files) {
    expect(readFileSync(join(FOLDER, path), 'utf8') === text, path).toBe(true);
  }
  const committed = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(FOLDER, path)).isFile())
    .filter((path) => !['README.md', '.gitattributes', 'truth.json'].includes(path));
  expect(committed.toSorted()).toEqual([...sample.files.keys()].toSorted());
  const bytes = [...sample.files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  expect(bytes).toBeLessThan(5_000_000);
});

test('another seed makes another sample', () => {
  const other = makeClinicSample('another-seed');
  expect(other.files.get('riverside/sessions.csv')).not.toBe(sample.files.get('riverside/sessions.csv'));
});

test('it has the size that its README promises', () => {
  const distinct = (ids: string[]) => new Set(ids).size;
  const isInFull = ({ clinicId }: { clinicId: string }) => FULL.includes(clinicId);
  for (const [sessions, counts] of [
    [ofType('session').filter(isInFull), [2500, 400, 8, 2]],
    [ofType('session').filter((session) => !isInFull(session)), [1700, 900, 20, 10]],
  ] as const) {
    expect([
      distinct(sessions.map(({ sessionId }) => sessionId)),
      distinct(sessions.map(({ clientId }) => clientId)),
      distinct(sessions.map(({ therapistId }) => therapistId)),
      distinct(sessions.map(({ clinicId }) => clinicId)),
    ]).toEqual(counts);
  }
  expect(distinct(ofType('pain-score').map(({ scoreId }) => scoreId))).toBe(9000);
});

test('its main techniques have 60 clients and more where it is shown in full', () => {
  for (const clinic of FULL) {
    for (const technique of ['deep-tissue', 'myofascial-release', 'trigger-point-therapy']) {
      const given = currentSessions().filter(
        (one) => one.clinicId === clinic && primaryOf(one) === technique,
      );
      expect(new Set(given.map(({ clientId }) => clientId)).size, technique).toBeGreaterThanOrEqual(60);
    }
  }
});

test('as of its last day goals stand in every way, and some therapist sees most of them', () => {
  const standing = FULL.flatMap((clinic) => {
    const ofClinic = records.filter(({ clinicId }) => clinicId === clinic);
    return [...Map.groupBy(ofClinic, ({ clientId }) => clientId).values()].flatMap((own) =>
      own
        .filter((record) => record.type === 'goal')
        .map((goal) => {
          const feeds = own.filter((record) => isGoalFeed(record));
          const { status } = goalReport(goalProgress({ goal, earlier: [] }, feeds), LAST_DAY);
          return { therapistId: goal.therapistId, status };
        }),
    );
  });
  const seen = new Set(standing.map(({ status }) => status));
  for (const status of ['on-track', 'at-risk', 'off-track', 'attained', 'missed'])
    expect(seen).toContain(status);
  const boards = Map.groupBy(standing, ({ therapistId }) => therapistId);
  const fullest = [...boards.values()].map(
    (goals) => new Set(goals.map(({ status }) => status)).intersection(new Set(BOARD)).size,
  );
  expect(Math.max(...fullest)).toBe(BOARD.length);
});

test('all techniques, all kinds of goal and every type of record are there', () => {
  const primary = new Set(currentSessions().map(primaryOf));
  expect([...primary].toSorted()).toEqual([...TECHNIQUES].toSorted());
  const kinds = new Set(ofType('goal').map((goal: Goal) => goal.kind));
  expect([...kinds].toSorted()).toEqual([...GOAL_KINDS].toSorted());
  const targets = ofType('goal').filter(({ targetChangePercent }) => targetChangePercent === -20);
  expect(targets.length).toBeGreaterThan(0);
  expect(ofType('deletion').length).toBeGreaterThan(3);
  expect(ofType('erasure')).toHaveLength(1);
});

test('nothing happens outside the nine months, and nothing is recorded before it happened', () => {
  for (const session of ofType('session')) {
    expect(dateAsWritten(session.startedAt) >= '2026-01-05').toBe(true);
    expect(utcSeconds(session.recordedAt)).toBeGreaterThan(utcSeconds(session.endedAt));
  }
  for (const { at, recordedAt } of ofType('pain-score')) {
    expect(utcSeconds(recordedAt)).toBeGreaterThanOrEqual(utcSeconds(at));
  }
  for (const { recordedAt } of records) expect(dateAsWritten(recordedAt) <= '2026-09-30').toBe(true);
});

test.each([
  ['riverside', 'America/Chicago'],
  ['harbour', 'Europe/Lisbon'],
])('%s writes the offsets of %s', (clinicId, timeZone) => {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const offsets = new Set<string>();
  for (const session of ofType('session').filter((one) => one.clinicId === clinicId)) {
    const name = format
      .formatToParts(new Date(session.startedAt))
      .find(({ type }) => type === 'timeZoneName')
      ?.value.replace('GMT', '');
    expect(session.startedAt.slice(-6)).toBe(name || '+00:00');
    offsets.add(session.startedAt.slice(-6));
  }
  expect(offsets.size).toBe(2);
});

test('no therapist treats two clients at once, and no client is in two places', () => {
  const current = currentSessions().toSorted((a, b) => utcSeconds(a.startedAt) - utcSeconds(b.startedAt));
  for (const whose of ['therapistId', 'clientId'] as const) {
    const busyUntil = new Map<string, number>();
    for (const session of current) {
      const who = session[whose];
      expect(utcSeconds(session.startedAt)).toBeGreaterThan(busyUntil.get(who) ?? 0);
      busyUntil.set(who, utcSeconds(session.endedAt));
    }
  }
});

test('pain falls by one and a half to three points with the techniques that have many sessions', () => {
  const pairs = currentSessions().flatMap((session) =>
    session.painBefore === undefined || session.painAfter === undefined
      ? []
      : [{ technique: primaryOf(session), improvement: session.painBefore - session.painAfter }],
  );
  for (const [technique, group] of Map.groupBy(pairs, (pair) => pair.technique)) {
    const mean = group.reduce((sum, { improvement }) => sum + improvement, 0) / group.length;
    expect(mean, technique).toBeGreaterThan(1.4);
    expect(mean, technique).toBeLessThan(3);
  }
});

test('the third quarter has cells of 11 and more consenting clients, and smaller ones', () => {
  const consents = new Map<string, Consent>();
  for (const consent of ofType('consent')) {
    const held = consents.get(consent.clientId);
    if (!held || utcSeconds(consent.recordedAt) > utcSeconds(held.recordedAt))
      consents.set(consent.clientId, consent);
  }
  const forgotten = ofType('erasure')[0]!.clientId;
  const released = currentSessions().filter(
    ({ clientId, startedAt, painBefore, painAfter }) =>
      clientId !== forgotten &&
      consents.get(clientId)?.partnerReports === true &&
      /^2026-0[789]/.test(startedAt) &&
      painBefore !== undefined &&
      painAfter !== undefined,
  );
  const cells = Map.groupBy(released, (session) => `${primaryOf(session)} x ${session.complaint}`);
  const clients = [...cells.values()].map((cell) => new Set(cell.map(({ clientId }) => clientId)).size);
  expect(clients.filter((count) => count >= 11).length).toBeGreaterThanOrEqual(8);
  expect(clients.filter((count) => count < 11).length).toBeGreaterThanOrEqual(8);
});

test('the README lists exactly the lines that are wrong on purpose', () => {
  const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| (\S+):(\d+) \| [^|]+ \| (\S+) \| ?(\S*) \|$/gm)].map(
    ([, path, line, expected, field]) => ({ path, line: Number(line), expected, field }),
  );
  expect(rows).toEqual(sample.mistakes);
});

test('no line in conflict has a later version: it would be stale and nobody would hear of it', () => {
  const inConflict = sample.mistakes
    .filter(({ expected }) => expected === 'conflict')
    .map(({ path, line }) => /[rh]-s-\d+/.exec(sample.files.get(path)!.split('\n')[line - 1]!)![0]);
  expect(inConflict).toHaveLength(2);
  const changed = new Set(
    sample.records
      .filter((record) => 'type' in record)
      .flatMap((record) => {
        const { type, sessionId, id } = record as { type: string; sessionId?: string; id?: string };
        return type === 'deletion' ? [id] : type === 'session' ? [sessionId] : [];
      })
      .filter((sessionId, index, all) => all.indexOf(sessionId) !== index),
  );
  for (const sessionId of inConflict) expect(changed.has(sessionId)).toBe(false);
});

test('the importer refuses exactly the lines that are wrong on purpose, each by name', async () => {
  const refused = [];
  let accepted = 0;
  for (const path of sample.files.keys()) {
    if (path === 'by-http.json' || path === 'sample.json') continue;
    const bytes = createReadStream(join(FOLDER, path));
    for await (const item of readRecordFile(path, bytes, { clinicId: path.split('/')[0]! })) {
      if ('record' in item) accepted += 1;
      else refused.push({ path, line: item.line, expected: item.refusal.code, field: item.refusal.path });
    }
  }
  // A duplicate and a conflict are seen only beside what is held already.
  const acceptable = sample.mistakes.filter(
    ({ expected }) => expected === 'duplicate' || expected === 'conflict',
  );
  expect(refused).toEqual(sample.mistakes.filter((mistake) => !acceptable.includes(mistake)));
  const byHttp = JSON.parse(sample.files.get('by-http.json')!) as object[];
  expect(accepted).toBe(sample.records.length - byHttp.length + acceptable.length);
});
