import { type Finding, findingOf, type Row } from './finding.ts';

/** Sessions of which more minutes are told, by techniques or by phases, than lie between start and end. */
export function minutesBeyondSession(rows: readonly Row[]): Finding[] {
  return rows.flatMap((row) => {
    const { minutes, phases = {} } = row.session;
    const told = Math.max(
      minutes,
      Object.values(phases).reduce((sum, phase) => sum + phase, 0),
    );
    const session = (row.end - row.start) / 60;
    return told > session ? [findingOf('minutes-beyond-session', [row], { minutes: { told, session } })] : [];
  });
}
