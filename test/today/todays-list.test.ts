import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listedVisit } from '../../shared/today/listed-visit.ts';
import { MOST_CHARACTERS, MOST_VISITS, todaysList } from '../../shared/today/todays-list.ts';

describe('a line of a list', () => {
  it.each([
    '09:00 c-017',
    '9:00 c-017',
    'c-017 9:00',
    'c-017\t09:00',
    '09:00\tc-017\tMaria Silva',
    'c-017\tMaria Silva\t09:00\tNeck pain',
    'Silva, Maria; c-017; 09:00',
    '"09:00","c-017","Silva, Maria"',
    '09:00 – 10:00 c-017',
    '09:00-10:00 c-017 Maria',
    '09:00 10:00 c-017',
    '9am to 10:30 am c-017',
    '9.00 c-017',
    '9h00 c-017',
    '9h c-017',
    '9 am c-017',
    '9:00 AM c-017',
    '9 a.m. c-017',
    '2026-10-01 09:00 c-017',
    '2026-10-01T09:00:00 c-017',
    '01/10/2026 09:00 c-017 60 min',
    '09:00 60min c-017 (Maria)',
    '  09:00   [c-017]  ',
    '09:00 | c-017 | Maria',
    '09:00 c-017 c-017',
  ])('is read: %j', (line) => {
    expect(listedVisit(line)).toEqual({ visit: { time: '09:00', clientId: 'c-017' } });
  });

  it.each([
    ['4:15 pm 1043', { time: '16:15', clientId: '1043' }],
    ['12 am c-1', { time: '00:00', clientId: 'c-1' }],
    ['12:30pm c-1', { time: '12:30', clientId: 'c-1' }],
    ['23:59 17', { time: '23:59', clientId: '17' }],
    ['09:00 msilva', { time: '09:00', clientId: 'msilva' }], // the one word that is left
    ['09:00 h-c-017 José', { time: '09:00', clientId: 'h-c-017' }],
  ])('is read: %j', (line, visit) => {
    expect(listedVisit(line)).toEqual({ visit });
  });

  it.each([
    ['c-017', /expected a time/],
    ['Time Client Name', /expected a time/],
    ['9 c-017', /expected a time/], // a number alone may be anything
    ['25:00 c-017', /expected a time/],
    ['09:60 c-017', /expected a time/],
    ['13 pm c-017', /expected a time/],
    ['09:00', /expected a client id/],
    ['12:00 lunch break', /expected a client id/],
    ['09:00 Maria Silva', /expected a client id/], // no name is taken for an id
    ['09:00 José', /expected a client id/],
    ['09:00 m@x1.org', /expected a client id/],
    ['09:00 c-017 c-018', /it could be c-017 or c-018/],
    ['09:00 c-017 room2', /it could be c-017 or room2/],
    ['10:00 09:00 c-017', /expected one time; there are 10:00 and 09:00/],
    ['09:00 10:00 11:00 c-017', /expected one time/],
    ['09:00 <script>1', /expected a client id/],
  ])('is not guessed at: %j', (line, expected) => {
    expect(listedVisit(line)).toEqual({ expected: expect.stringMatching(expected) });
  });
});

describe("today's list", () => {
  it('keeps its order, has the same visit once, and tells which lines it cannot read', () => {
    const text = '\nTime\tClient\r\n10:30 c-2\r\n\r\n09:00 c-1\n09:00 c-1\n11:00 c-2\n';
    expect(todaysList(text)).toEqual({
      visits: [
        { time: '10:30', clientId: 'c-2' },
        { time: '09:00', clientId: 'c-1' },
        { time: '11:00', clientId: 'c-2' },
      ],
      unread: [{ line: 2, text: 'Time\tClient', expected: 'expected a time, such as 09:00' }],
    });
  });

  it('has an end', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, n) => `09:00 c-${n}`).join('\n');
    expect(todaysList(lines(MOST_VISITS))).toMatchObject({ unread: [] });
    expect(todaysList(lines(MOST_VISITS + 1))).toEqual({
      problem: expect.stringContaining('at most 40 lines'),
    });
    expect(todaysList('x'.repeat(MOST_CHARACTERS + 1))).toEqual({ problem: expect.stringContaining('4000') });
    expect(todaysList(' \n\t\n')).toEqual({ problem: expect.stringContaining('09:00 c-017') });
    const [long] = (todaysList('x'.repeat(500)) as unknown as { unread: { text: string }[] }).unread;
    expect(long!.text).toBe(`${'x'.repeat(80)} …`);
  });

  it('takes whatever is pasted, and finds in it only what stands there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const list = todaysList(text);
        if ('problem' in list) return;
        for (const { time, clientId } of list.visits) {
          expect(time).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
          expect(text).toContain(clientId);
        }
      }),
    );
  });
});
