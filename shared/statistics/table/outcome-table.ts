import type { CourseOutcome } from '../../outcomes/course-outcome.ts';
import type { SessionOutcome } from '../../outcomes/session-outcome.ts';
import {
  COMPLAINTS,
  type Complaint,
  PHASES,
  type Phase,
  TECHNIQUES,
  type Technique,
} from '../../records/catalogue.ts';
import { dateAsWritten, utcSeconds } from '../../records/time/instant.ts';
import { NO_SCORE } from '../change/pair-tally.ts';
import { GrowingColumn } from '../columns/growing-column.ts';
import { Numbering } from '../columns/numbering.ts';
import { monthNumber } from './month-number.ts';
import { TimeColumn } from './time-column.ts';

/** The outcomes of one client. The name only tells clients apart; nothing depends on its text. */
export type ClientSessions = {
  client: string;
  sessions: readonly SessionOutcome[];
  courses: readonly CourseOutcome[];
};

/** Stands for a session without a report, or without a report of soreness, in its follow-up window. */
export const NO_REPORT = -1;

/** From the westernmost offset to the easternmost. */
const OFFSETS_SPAN_MINUTES = 26 * 60;

const TECHNIQUE_INDEX = new Map<Technique, number>(TECHNIQUES.map((name, index) => [name, index]));
const COMPLAINT_INDEX = new Map<Complaint, number>(COMPLAINTS.map((name, index) => [name, index]));

/** What sessions and courses have in common: whose they are, where they belong, the scores around them. */
class GroupColumns {
  readonly client = new GrowingColumn();
  /** Index in the catalogue. */
  readonly technique = new GrowingColumn();
  /** A bit for every technique of the catalogue. */
  readonly combination = new GrowingColumn();
  readonly complaint = new GrowingColumn();
  readonly before = new GrowingColumn();
  readonly after = new GrowingColumn();

  get length(): number {
    return this.client.length;
  }

  push(client: number, row: Omit<CourseOutcome, 'startedAt' | 'sessions' | 'lastEndedAt'>): void {
    this.client.push(client);
    this.technique.push(TECHNIQUE_INDEX.get(row.technique)!);
    this.combination.push(
      row.combination.reduce((bits, name) => bits | (1 << TECHNIQUE_INDEX.get(name)!), 0),
    );
    this.complaint.push(COMPLAINT_INDEX.get(row.complaint)!);
    this.before.push(row.painBefore ?? NO_SCORE);
    this.after.push(row.painAfter ?? NO_SCORE);
  }
}

class SessionColumns extends GroupColumns {
  readonly month = new GrowingColumn();
  readonly therapist = new GrowingColumn();
  /** Seconds of hands-on work: minutes may be broken. */
  readonly handsOn = new GrowingColumn();
  /** Minutes since 1970, to put a client's sessions in order of time. */
  readonly start = new GrowingColumn();
  readonly sustained = new GrowingColumn();
  readonly lasting = new GrowingColumn();
  /** Seconds from the end to the first report of soreness of 2 or more, and to the last report of any. */
  readonly firstSore = new GrowingColumn();
  readonly lastSoreness = new GrowingColumn();
  readonly recovery = new TimeColumn();
  readonly relief = new TimeColumn();
  /** Seconds from the end to the first report, of pain or of soreness. */
  readonly firstReport = new GrowingColumn();
}

/**
 * Session and course outcomes of a clinic in columns of small numbers: some 100 bytes a session, so that a
 * million of them fit, and quick to go through. Clients can be added one at a time and forgotten.
 */
export class OutcomeTable {
  readonly sessions = new SessionColumns();
  readonly courses = new GroupColumns();
  readonly clients = new Numbering();
  readonly therapists = new Numbering();
  /** How many sessions recorded each number of minutes of a phase. */
  readonly phaseMinutes = new Map<Phase, Map<number, number>>(PHASES.map((phase) => [phase, new Map()]));
  readonly #from: number;
  readonly #to: number;
  #latestStart = Number.NEGATIVE_INFINITY;
  #lastSessionOn: string | null = null;

  /** @param months such as `2026-08`, inclusive; what began outside is left out. null: no bound */
  constructor(months: { from: string | null; to: string | null }) {
    this.#from = months.from === null ? Number.NEGATIVE_INFINITY : monthNumber(months.from);
    this.#to = months.to === null ? Number.POSITIVE_INFINITY : monthNumber(months.to);
  }

  /** One client may come in several parts, such as months; a session or course comes in one of them. */
  add({ client, sessions, courses }: ClientSessions): void {
    for (const session of sessions) {
      const month = monthNumber(session.startedAt);
      if (month >= this.#from && month <= this.#to) {
        this.#addSession(this.clients.numberOf(client), month, session);
      }
    }
    for (const course of courses) {
      const month = monthNumber(course.startedAt);
      if (month >= this.#from && month <= this.#to) this.courses.push(this.clients.numberOf(client), course);
    }
  }

  /** The latest day on which a session began, as its start is written; null without sessions. */
  get lastSessionOn(): string | null {
    return this.#lastSessionOn;
  }

  /** Takes in the `lastSessionOn` of another table whose sessions are added. */
  noteSessionOn(day: string | null): void {
    if (day !== null && day > (this.#lastSessionOn ?? '')) this.#lastSessionOn = day;
  }

  #addSession(client: number, month: number, session: SessionOutcome): void {
    const { recovery, relief, sorenessReports, painReports, phases } = session;
    this.sessions.push(client, session);
    this.sessions.month.push(month);
    this.sessions.therapist.push(this.therapists.numberOf(session.therapistId));
    this.sessions.handsOn.push(Math.round(session.minutes * 60));
    const start = Math.floor(utcSeconds(session.startedAt) / 60);
    this.sessions.start.push(start);
    // A day as written may be the later one although it began earlier, but not by more than offsets differ.
    if (start >= this.#latestStart - OFFSETS_SPAN_MINUTES) {
      this.#latestStart = Math.max(start, this.#latestStart);
      this.noteSessionOn(dateAsWritten(session.startedAt));
    }
    this.sessions.sustained.push(session.sustainedPain ?? NO_SCORE);
    this.sessions.lasting.push(session.lastingPain ?? NO_SCORE);
    this.sessions.firstSore.push(session.firstSore ?? NO_REPORT);
    this.sessions.lastSoreness.push(sorenessReports.at(-1) ?? NO_REPORT);
    this.sessions.recovery.push(recovery, sorenessReports);
    this.sessions.relief.push(relief, painReports);
    const first = Math.min(sorenessReports[0] ?? Infinity, painReports[0] ?? Infinity);
    this.sessions.firstReport.push(first === Infinity ? NO_REPORT : first);
    if (!phases) return;
    for (const phase of PHASES) {
      const minutes = phases[phase];
      if (minutes === undefined) continue;
      const counts = this.phaseMinutes.get(phase)!;
      counts.set(minutes, (counts.get(minutes) ?? 0) + 1);
    }
  }
}
