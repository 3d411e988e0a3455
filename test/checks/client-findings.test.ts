import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClientFindings, type FindingsOfClients } from '../../shared/checks/client-findings.ts';
import { monthFindings } from '../../shared/checks/month-findings.ts';
import { findingsText } from '../../shared/reports/terminal/findings-text.ts';
import { outcome } from '../statistics/outcomes.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 7, 1, hour)).toISOString();
const session = (client: string, sessionId: string, start: number, hours: number, minutes = 10) =>
  outcome({
    ...{ sessionId, minutes, startedAt: at(start), endedAt: at(start + hours) },
    therapistId: `only-of-${client}-${sessionId}`,
  });

/** Clients with sessions close together, each with a therapist of its own: what is found is of single clients. */
const clients = fc
  .array(
    fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 3 }), fc.constantFrom(10, 200)), {
      maxLength: 30,
    }),
    {
      maxLength: 5,
    },
  )
  .map((all) =>
    all.map((sessions, index) => ({
      client: `c-${index}`,
      sessions: sessions.map((of, place) => session(`c-${index}`, `s-${index}-${place}`, ...of)),
    })),
  );

function findingsOf(
  parts: readonly { client: string; sessions: ReturnType<typeof session>[] }[],
): FindingsOfClients {
  const findings = new ClientFindings();
  for (const part of parts) findings.add(part);
  return findings.findings;
}

test('finds of single clients what is found of a month, however the clients are parted', () => {
  fc.assert(
    fc.property(clients, fc.nat(5), (all, cut) => {
      const { findings, count } = monthFindings(all);
      const whole = findingsOf(all);
      expect(Object.values(whole.counts).reduce((sum, one) => sum + one, 0)).toBe(count);
      for (const { check, what } of whole.first) {
        if (count <= findings.length) expect(findings.map((one) => one.check)).toContain(check);
        expect(what).not.toBe('');
      }
      const merged = new ClientFindings();
      merged.merge(findingsOf(all.slice(cut)));
      merged.merge(findingsOf(all.slice(0, cut)));
      expect(merged.findings).toEqual(whole);
    }),
  );
});

test('tells the earliest ten of each check, and names no client', () => {
  const many = Array.from({ length: 15 }, (_, index) => session('p', `s-${index}`, 20 - index, 1, 90));
  const { counts, first } = findingsOf([{ client: 'a-name', sessions: many }]);
  expect(counts).toEqual({ 'minutes-beyond-session': 15 });
  expect(first.map(({ sessions }) => sessions[0]!.sessionId)).toEqual(
    Array.from({ length: 10 }, (_, index) => `s-${14 - index}`),
  );
  expect(JSON.stringify(first)).not.toContain('a-name');
  expect(findingsText({ counts, first })).toContain('and 12 more findings');
});

test('says nothing where nothing was found', () => {
  expect(findingsText(findingsOf([{ client: 'p', sessions: [session('p', 's', 1, 1)] }]))).toBeUndefined();
});
