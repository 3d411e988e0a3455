import { closeSync, openSync, writeSync } from 'node:fs';
import { TECHNIQUES } from '../../shared/records/catalogue.ts';

/** A file of records for the bench: the same bytes every time for the same number of sessions. */
export type BenchFile = { path: string; sessions: number; scores: number; lines: number; bytes: number };

const SESSIONS_A_CLIENT = 20;
const MONTHS_OF_ONE_CLINIC = 12;
const SESSIONS_OF_ONE_CLINIC = 7_200;
const MONTHS_OF_A_CHAIN = 36;
const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;
const START = Date.UTC(2023, 0, 1) / 1000;
const FLUSH_BYTES = 1 << 22;

const COMPLAINTS = [
  'chronic-low-back-pain',
  'neck-pain',
  'tension-headache',
  'sciatica',
  'shoulder-stiffness',
];
const REGIONS = ['low-back', 'neck', 'upper-back', 'shoulder', 'gluteal'];
const REFERRALS = ['physician', 'self', 'chiropractor'];
const TIE_MINUTES = 16;
const HOURS_AFTER = [5, 20, 28, 50, 76, 12, 60, 96];

/**
 * Writes sessions and journal entries as a practice system would export them: in order of time, most fields
 * filled in, some entries without a score, a few corrections, repeated lines, deletions and erasures.
 */
export function writeClinicRecords(path: string, sessions: number, scoresASession: number): BenchFile {
  const random = randomNumbers(20_260_801);
  const file = openSync(path, 'w');
  const clients = Math.ceil(sessions / SESSIONS_A_CLIENT);
  const months = sessions <= SESSIONS_OF_ONE_CLINIC ? MONTHS_OF_ONE_CLINIC : MONTHS_OF_A_CHAIN;
  const step = (months * 30 * DAY) / sessions;
  const later = new Map<number, string[]>();
  const busyUntil = new Float64Array(clients);
  const sessionsOf = new Uint32Array(clients);
  let flushedHour = Math.floor(START / HOUR);
  const written = { path, sessions, scores: 0, lines: 0, bytes: 0 };
  let text = '';
  const add = (line: string) => {
    text += `${line}\n`;
    written.lines += 1;
    if (text.length < FLUSH_BYTES) return;
    written.bytes += writeSync(file, text, null, 'latin1');
    text = '';
  };
  const flushUntil = (hour: number) => {
    for (; flushedHour < hour; flushedHour += 1) {
      for (const line of later.get(flushedHour) ?? []) add(line);
      later.delete(flushedHour);
    }
  };
  const addAt = (seconds: number, line: string) => {
    const hour = Math.max(Math.floor(seconds / HOUR), flushedHour);
    const lines = later.get(hour);
    if (lines) lines.push(line);
    else later.set(hour, [line]);
  };

  for (let index = 0; index < sessions; index += 1) {
    const start = Math.floor((START + index * step) / MINUTE) * MINUTE;
    flushUntil(Math.floor(start / HOUR));
    let client = Math.floor(random() * clients);
    while (busyUntil[client]! > start) client = (client + 1) % clients;
    const session = sessionOf(index, client, start, random);
    busyUntil[client] = session.end;
    sessionsOf[client]! += 1;
    addAt(session.end, session.line);
    if (random() < 0.01) addAt(session.end + DAY, session.corrected);
    if (random() < 0.005) addAt(session.end + 2 * DAY, session.line);
    if (random() < 0.002) addAt(session.end + 3 * DAY, deletionOf(index, client, session.end + 3 * DAY));
    if (random() < 0.0001) addAt(session.end + 9 * DAY, erasureOf(client, session.end + 9 * DAY));
    const scores = random() < 0.2 ? 0 : Math.round(scoresASession * 1.25);
    for (let nth = 0; nth < scores; nth += 1) {
      const score = scoreOf(index, nth, client, session, sessionsOf[client]!, random);
      written.scores += 1;
      addAt(score.at, score.line);
      if (random() < 0.003) addAt(score.at + HOUR, score.line);
    }
  }
  flushUntil(Math.max(flushedHour, ...later.keys()) + 1);
  written.bytes += writeSync(file, text, null, 'latin1');
  closeSync(file);
  return written;
}

type BenchSession = { end: number; line: string; corrected: string; before: number; region: string };

function sessionOf(index: number, client: number, start: number, random: () => number): BenchSession {
  const minutes = 45 + 5 * Math.floor(random() * 10);
  const end = start + (minutes + 20) * MINUTE;
  const before = 2 + Math.floor(random() * 9);
  const after = Math.max(0, before - Math.floor(random() * 5));
  const region = REGIONS[client % REGIONS.length]!;
  const first = TECHNIQUES[Math.floor(random() * random() * TECHNIQUES.length)]!;
  const second = TECHNIQUES[(client + 3) % TECHNIQUES.length]!;
  const techniques = [
    `{"technique":"${first}","minutes":${minutes - 15},"bodyRegion":"${region}","pressure":"firm"}`,
    ...(random() < 0.3 && second !== first ? [`{"technique":"${second}","minutes":15}`] : []),
  ];
  const phases = random() < 0.5 ? `"phases":{"intake":8,"assessment":7,"hands-on":${minutes}},` : '';
  const scoreBefore = random() < 0.93 ? `"painBefore":${before},` : '';
  const line = (painAfter: number, recordedAt: number) =>
    `{"type":"session","clinicId":"bench","sessionId":"s-${index}","clientId":"c-${client}",` +
    `"therapistId":"t-${client % 40}","startedAt":"${text(start)}","endedAt":"${text(end)}",` +
    `"complaint":"${COMPLAINTS[client % COMPLAINTS.length]}","techniques":[${techniques.join(',')}],` +
    `${scoreBefore}${random() < 0.9 ? `"painAfter":${painAfter},` : ''}${phases}` +
    `"assessments":["posture","movement"],"referral":"${REFERRALS[index % REFERRALS.length]}",` +
    `"aftercare":["hydration"],"recordedAt":"${text(recordedAt)}"}`;
  const corrected = Math.max(0, after - 1);
  return { end, line: line(after, end + 300), corrected: line(corrected, end + DAY), before, region };
}

function scoreOf(
  index: number,
  nth: number,
  client: number,
  { end, before, region }: BenchSession,
  ordinal: number,
  random: () => number,
): { at: number; line: string } {
  // No two entries of a client in the same minute: SQL would have to be told which of them comes first.
  const from =
    end + HOURS_AFTER[nth % HOURS_AFTER.length]! * HOUR + Math.floor(random() * 15) * TIE_MINUTES * MINUTE;
  const at = from + ((((ordinal - from / MINUTE) % TIE_MINUTES) + TIE_MINUTES) % TIE_MINUTES) * MINUTE;
  const pain = Math.max(0, Math.min(10, before - 2 + Math.floor(random() * 4) - (nth > 3 ? -1 : 0)));
  const soreness = Math.max(0, 5 - nth - Math.floor(random() * 4));
  const about = random();
  const window = about < 0.05 ? '"window":"past-24-hours",' : '';
  const bodyRegion = about > 0.7 ? `"bodyRegion":"${about > 0.95 ? 'neck' : region}",` : '';
  const line =
    `{"type":"pain-score","clinicId":"bench","scoreId":"p-${index}-${nth}","clientId":"c-${client}",` +
    `"at":"${text(at)}","pain":${pain},${random() < 0.85 ? `"soreness":${soreness},` : ''}${window}${bodyRegion}` +
    `"recordedAt":"${text(at + MINUTE)}"}`;
  return { at, line };
}

function deletionOf(index: number, client: number, at: number): string {
  return `{"type":"deletion","clinicId":"bench","of":"session","id":"s-${index}","clientId":"c-${client}","recordedAt":"${text(at)}"}`;
}

function erasureOf(client: number, at: number): string {
  return `{"type":"erasure","clinicId":"bench","clientId":"c-${client}","recordedAt":"${text(at)}"}`;
}

/** As a clinic writes it, in an offset of its own. */
function text(seconds: number): string {
  return `${new Date((seconds - 5 * HOUR) * 1000).toISOString().slice(0, 19)}-05:00`;
}

/** Numbers from 0 to 1 (mulberry32), the same for one seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
