import type { Technique } from '../../../shared/records/catalogue.ts';
import {
  type Clinic,
  DAY,
  endOf,
  type JournalEntry,
  type SimulatedGoal,
  type SimulatedSession,
} from './clinic.ts';

/** The file that a clinic would hand in: a record a line, as `npm run analyse` reads it. */
export function recordLines({ sessions, entries, goals = [] }: Clinic): string {
  const lines = sessions.map(sessionLine);
  for (const [index, entry] of entries.entries()) if (!entry.silent) lines.push(entryLine(entry, index));
  for (const [index, goal] of goals.entries()) lines.push(goalLine(goal, index));
  return `${lines.join('\n')}\n`;
}

const instant = (seconds: number) => `${new Date(1000 * Math.floor(seconds)).toISOString().slice(0, 19)}Z`;
const date = (seconds: number) => instant(seconds).slice(0, 10);

function sessionLine(session: SimulatedSession, index: number): string {
  const { client, therapist, start, minutes, technique, second, complaint, before, after, silent } = session;
  const ended = instant(endOf(session));
  return `{"type":"session","clinicId":"k","sessionId":"s-${index}","clientId":"c-${client}","therapistId":"t-${therapist}","startedAt":"${instant(start)}","endedAt":"${ended}","complaint":"${complaint}","techniques":${techniques(technique, second, minutes)},"painBefore":${before}${silent ? '' : `,"painAfter":${after}`},"recordedAt":"${ended}"}`;
}

/** A second technique takes a third of the time. */
function techniques(technique: Technique, second: Technique | undefined, minutes: number): string {
  if (second === undefined) return `[{"technique":"${technique}","minutes":${minutes}}]`;
  const less = Math.floor(minutes / 3);
  return `[{"technique":"${technique}","minutes":${minutes - less}},{"technique":"${second}","minutes":${less}}]`;
}

function entryLine({ client, at, pain, soreness }: JournalEntry, index: number): string {
  const scores = `${pain === undefined ? '' : `"pain":${pain},`}${soreness === undefined ? '' : `"soreness":${soreness},`}`;
  return `{"type":"pain-score","clinicId":"k","scoreId":"p-${index}","clientId":"c-${client}","at":"${instant(at)}","window":"now",${scores}"recordedAt":"${instant(at)}"}`;
}

function goalLine({ client, starts, weeks, baseline, target }: SimulatedGoal, index: number): string {
  const due = date(starts + 7 * weeks * DAY);
  return `{"type":"goal","clinicId":"k","clientId":"c-${client}","goalId":"g-${index}","therapistId":"t-1","kind":"pain","measure":"pain","unit":"score","baseline":${baseline},"target":${target},"startsOn":"${date(starts)}","dueOn":"${due}","recordedAt":"${instant(starts)}"}`;
}
