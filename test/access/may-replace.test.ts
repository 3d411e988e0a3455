import { describe, expect, test } from 'vitest';
import { refusalToReplace } from '../../shared/access/may-replace.ts';
import { type Arrival, DOORS, type Door } from '../../shared/records/arrival.ts';

const by = (door: Door, author?: string): Arrival => ({
  door,
  at: '2026-08-03T10:00:00Z',
  ...(author !== undefined && { author }),
});

describe('refusalToReplace', () => {
  const own: readonly Door[] = ['client', 'journal'];

  test.each(DOORS)('lets whatever comes by %s be the first', (door) => {
    expect(refusalToReplace(undefined, '{}', by(door))).toBeUndefined();
  });

  test.each(DOORS)(
    'lets a client replace and delete what came by %s only if that door is his own',
    (door) => {
      for (const his of own) {
        for (const content of ['{}', null]) {
          const refusal = refusalToReplace({ content: '{}', arrival: by(door) }, content, by(his));
          expect(refusal?.code).toBe(own.includes(door) ? undefined : 'forbidden');
        }
      }
    },
  );

  test.each(DOORS)('lets nobody but the client turn the no of his journal into a yes: %s', (door) => {
    const said = (partnerReports: boolean) => JSON.stringify({ type: 'consent', partnerReports });
    const no = { content: said(false), arrival: by('journal') };
    const mayAgree = own.includes(door);
    expect(refusalToReplace(no, said(true), by(door, 't-1'))?.code).toBe(mayAgree ? undefined : 'forbidden');
    expect(refusalToReplace(no, said(false), by(door, 't-1'))).toBeUndefined();
    const yes = { content: said(true), arrival: by('journal') };
    if (door !== 'client') expect(refusalToReplace(yes, said(false), by(door, 't-1'))).toBeUndefined();
  });

  test('does not let a client bring back what the clinic deleted, or change what came nobody knows how', () => {
    expect(refusalToReplace({ content: null, arrival: by('owner') }, '{}', by('journal'))?.code).toBe(
      'forbidden',
    );
    expect(refusalToReplace({ content: '{}', arrival: undefined }, '{}', by('client'))?.code).toBe(
      'forbidden',
    );
  });

  test('lets a therapist replace and delete what names her, whoever brought it, and nothing else', () => {
    const hers = by('therapist', 't-2');
    const named = (therapistId: string) => JSON.stringify({ type: 'goal', goalId: 'g-1', therapistId });
    for (const door of DOORS) {
      for (const incoming of [named('t-2'), null]) {
        const held = (therapistId: string) => ({ content: named(therapistId), arrival: by(door) });
        expect(refusalToReplace(held('t-2'), incoming, hers)).toBeUndefined();
        expect(refusalToReplace(held('t-1'), incoming, hers)?.code).toBe('forbidden');
      }
    }
    const score = JSON.stringify({ type: 'pain-score', pain: 3 });
    expect(refusalToReplace({ content: score, arrival: by('journal') }, null, hers)?.code).toBe('forbidden');
  });

  test('lets a therapist change and delete what she has measured herself, and no one else', () => {
    const hers = by('therapist', 't-2');
    const measured = JSON.stringify({ type: 'measurement', goalId: 'g-1', value: 3 });
    for (const incoming of [measured, null]) {
      expect(refusalToReplace({ content: measured, arrival: hers }, incoming, hers)).toBeUndefined();
      for (const other of [by('therapist', 't-1'), by('recorder'), by('journal'), undefined]) {
        expect(refusalToReplace({ content: measured, arrival: other }, incoming, hers)?.code).toBe(
          'forbidden',
        );
      }
    }
  });

  test('lets a therapist pass on what a client says of consent, whoever has done so before', () => {
    const hers = by('therapist', 't-2');
    const consent = (partnerReports: boolean) => JSON.stringify({ type: 'consent', partnerReports });
    for (const arrival of [by('owner'), by('file'), by('therapist', 't-1')]) {
      for (const content of [consent(true), null]) {
        expect(refusalToReplace({ content, arrival }, consent(false), hers)).toBeUndefined();
      }
      expect(refusalToReplace({ content: consent(true), arrival }, null, hers)?.code).toBe('forbidden');
    }
  });

  test('lets a therapist hand a client over to a colleague, and say nothing else of a colleague’s care', () => {
    const hers = by('therapist', 't-2');
    const care = (therapistId: string, part: object) =>
      JSON.stringify({ type: 'care', therapistId, from: '2026-08-03', until: null, ...part });
    const given = care('t-1', { reason: 'handed-over' });
    for (const held of [
      { content: care('t-1', { until: '2026-08-10' }), arrival: by('owner') },
      { content: null, arrival: by('owner') },
    ]) {
      expect(refusalToReplace(held, given, hers)).toBeUndefined();
      for (const other of [
        care('t-1', {}),
        care('t-1', { reason: 'covering' }),
        care('t-1', { reason: 'handed-over', until: '2026-08-20' }),
        null,
      ]) {
        expect(refusalToReplace(held, other, hers)?.code).toBe('forbidden');
      }
    }
    const own = { content: care('t-2', {}), arrival: by('owner') };
    expect(refusalToReplace(own, care('t-2', { until: '2026-08-20' }), hers)).toBeUndefined();
  });

  test('lets a therapist write anew what she has deleted herself, and delete nothing before it is held', () => {
    const hers = by('therapist', 't-2');
    expect(refusalToReplace({ content: null, arrival: hers }, '{}', hers)).toBeUndefined();
    for (const other of [by('therapist', 't-1'), by('owner'), undefined]) {
      expect(refusalToReplace({ content: null, arrival: other }, '{}', hers)?.code).toBe('forbidden');
    }
    expect(refusalToReplace(undefined, null, hers)?.code).toBe('forbidden');
  });

  test("lets a journal give and take back the client's consent, whoever wrote it down, and nothing else", () => {
    const consent = (partnerReports: boolean) => JSON.stringify({ type: 'consent', partnerReports });
    const score = JSON.stringify({ type: 'pain-score', scoreId: 'p-1', pain: 3 });
    for (const held of [
      ...DOORS.map((door) => ({ content: consent(true), arrival: by(door) })),
      { content: consent(true), arrival: undefined },
      { content: null, arrival: by('owner') },
    ]) {
      for (const given of [true, false]) {
        expect(refusalToReplace(held, consent(given), by('journal'))).toBeUndefined();
      }
    }
    const ofClinic = { content: score, arrival: by('owner') };
    expect(refusalToReplace(ofClinic, score, by('journal'))?.code).toBe('forbidden');
    const saidByClinic = { content: consent(true), arrival: by('owner') };
    expect(refusalToReplace(saidByClinic, null, by('journal'))?.code).toBe('forbidden');
    // A client's own token has not been asked by a form.
    expect(refusalToReplace(saidByClinic, consent(false), by('client'))?.code).toBe('forbidden');
  });
});
