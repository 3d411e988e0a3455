import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begunVisit, draftOfBegun, hasOnlyBegun } from '../../shared/forms/begun-visit.ts';
import { instantBy, shownBy } from '../../shared/forms/clinic-clock.ts';
import { savedVisitText } from '../../shared/forms/saved-visit.ts';
import { heldVisit, newVisit, sentVisit } from '../../shared/forms/visit-draft.ts';
import { visitErrors, visitRecord } from '../../shared/forms/visit-record.ts';
import { TECHNIQUES, type Technique } from '../../shared/records/catalogue.ts';
import { ownTechniques } from '../../shared/records/own-technique.ts';
import { plausibleTimes, refusalOfTimes } from '../../shared/records/plausible-times.ts';
import { parseRecord } from '../../shared/records/record.ts';
import type { Session } from '../../shared/records/session.ts';
import { utcSeconds } from '../../shared/records/time/instant.ts';
import { session } from '../outcomes/client-records.ts';

const clock = { timeZone: 'America/Chicago' };
const context = { clinicId: 'riverside', clientId: 'c-1', clock };
const FIELDS = {
  ...{ sessionId: 'visit-1', therapistId: 't-1', complaint: 'neck-pain' },
  ...{ date: '2026-08-03', from: '10:00', to: '11:15', before: '7', after: '4' },
  ...{
    'row-0': 'deep-tissue',
    'technique-0': 'on',
    'minutes-0': '45',
    'region-0': 'neck',
    'pressure-0': 'firm',
  },
  ...{ 'row-1': 'sports', 'minutes-1': '30' },
  ...{ 'row-2': 'relaxation', 'technique-2': 'on', 'minutes-2': '12,5' },
};
const recordOf = (part: Record<string, string> = {}, held?: ReturnType<typeof session>) =>
  visitRecord(sentVisit({ ...FIELDS, ...part }), { ...context, held });

describe("a visit's form", () => {
  it('becomes a session: what was tapped, at the clinic, by its clock', () => {
    expect(recordOf()).toEqual({
      record: {
        ...{
          type: 'session',
          clinicId: 'riverside',
          clientId: 'c-1',
          sessionId: 'visit-1',
          therapistId: 't-1',
        },
        ...{ startedAt: '2026-08-03T10:00:00-05:00', endedAt: '2026-08-03T11:15:00-05:00' },
        complaint: 'neck-pain',
        techniques: [
          { technique: 'deep-tissue', minutes: 45, bodyRegion: 'neck', pressure: 'firm' },
          { technique: 'relaxation', minutes: 12.5 },
        ],
        ...{ painBefore: 7, painAfter: 4 },
      },
    });
  });

  it('without an end lasts as long as its techniques, and an end before the start is of the next day', () => {
    expect(recordOf({ to: '' })).toMatchObject({ record: { endedAt: '2026-08-03T10:57:30-05:00' } });
    expect(recordOf({ from: '23:30', to: '00:40' })).toMatchObject({
      record: { endedAt: '2026-08-04T00:40:00-05:00' },
    });
  });

  it('goes on past midnight, also on a night when the clock shows an hour twice', () => {
    const begun = { date: '2026-10-31', from: '23:50' };
    expect(recordOf({ ...begun, to: '01:05' })).toMatchObject({
      record: { startedAt: '2026-10-31T23:50:00-05:00', endedAt: '2026-11-01T01:05:00-05:00' },
    });
    expect(recordOf({ ...begun, to: '', 'minutes-0': '120' })).toMatchObject({
      record: { endedAt: '2026-11-01T01:02:30-06:00' },
    });
    // 1 November 2026: from 02:00 clocks in Chicago went back to 01:00 (the IANA database).
    expect(
      recordOf({ date: '2026-11-01', from: '01:40', to: '01:20', 'minutes-2': '10', 'minutes-0': '30' }),
    ).toMatchObject({
      record: { startedAt: '2026-11-01T01:40:00-05:00', endedAt: '2026-11-01T01:20:00-06:00' },
    });
  });

  it('without a score reports none: not that it was not asked, and no answer', () => {
    const { record } = recordOf({ before: '', after: '' }) as { record: object };
    expect(Object.keys(record)).toEqual(expect.not.arrayContaining(['painBefore', 'painAfter']));
    expect(JSON.stringify(record)).not.toMatch(/asked|null/);
  });

  it.each([
    [{ before: '11' }, 'before', 'Expected a whole number from 0 to 10'],
    [{ after: '4.5' }, 'after', 'Expected a whole number from 0 to 10'],
    [{ 'minutes-2': 'some' }, 'minutes-2', 'minutes'],
    [{ from: '25:00' }, 'from', 'such as 10:30'],
    [{ complaint: '' }, 'complaint', 'Choose what the visit is for.'],
    [{ to: '10:20' }, 'techniques', "fit into the session's length"],
    [{ 'phase-intake': 'x' }, 'phase-intake', 'minutes'],
    [{ 'movement-3': 'neck rotation', 'degrees-before-3': '400' }, 'degrees-before-0', 'degrees'],
    [{ therapistId: '' }, 'therapistId', 'xpected'],
  ])('says of %j which field is wrong, and what was expected', (part, field, said) => {
    const checked = recordOf(part as Record<string, string>) as {
      errors: { field: string; message: string }[];
    };
    expect(checked.errors.map((error) => error.field)).toEqual([field]);
    expect(checked.errors[0]!.message).toContain(said);
  });

  const AGAIN_ON_THE_SHOULDER = {
    ...{ 'row-7': 'again', 'technique-7': 'deep-tissue', 'minutes-7': '15', 'region-7': 'shoulder' },
    ...{ 'pressure-7': '', 'row-8': 'again', 'technique-8': '', 'minutes-8': '' },
  };

  it('records a technique twice, on two regions', () => {
    expect(recordOf(AGAIN_ON_THE_SHOULDER)).toMatchObject({
      record: {
        techniques: [
          { technique: 'deep-tissue', minutes: 45, bodyRegion: 'neck', pressure: 'firm' },
          { technique: 'relaxation', minutes: 12.5 },
          { technique: 'deep-tissue', minutes: 15, bodyRegion: 'shoulder' },
        ],
      },
    });
  });

  it.each([
    [{ 'region-7': 'neck' }, 'technique-7', 'at most one entry per technique and body region'],
    [{ 'minutes-8': '10' }, 'technique-8', 'Choose which technique was given once more.'],
    [{ 'minutes-7': '' }, 'minutes-7', 'minutes'],
  ])('says what is wrong where one was given once more: %j', (part, field, said) => {
    const checked = recordOf({ ...AGAIN_ON_THE_SHOULDER, ...part } as Record<string, string>) as {
      errors: { field: string; message: string }[];
    };
    expect(checked.errors.map((error) => error.field)).toEqual([field]);
    expect(checked.errors[0]!.message).toContain(said);
  });

  it('opens with what was given in its order, each field by the same name in every form', () => {
    const entry = (technique: Technique, bodyRegion: string) => ({ technique, minutes: 10, bodyRegion });
    const held = session({
      techniques: [
        entry('sports', 'leg'),
        entry('sports', 'hip'),
        entry('relaxation', 'neck'),
        entry('sports', 'foot'),
      ],
    });
    const { techniques } = heldVisit(held, ['relaxation']);
    const told = techniques.map(({ row, technique, region }) => [row, technique, region]);
    expect(told.slice(0, 4)).toEqual([
      [TECHNIQUES.indexOf('sports'), 'sports', 'leg'],
      [7, 'sports', 'hip'],
      [TECHNIQUES.indexOf('relaxation'), 'relaxation', 'neck'],
      [8, 'sports', 'foot'],
    ]);
    expect(told.slice(-2)).toEqual([
      [9, '', ''],
      [10, '', ''],
    ]);
    expect(new Set(techniques.map(({ row }) => row)).size).toBe(techniques.length);
  });

  it('keeps nothing of a technique that was not tapped, and asks for one', () => {
    const { 'technique-0': _one, 'technique-2': _two, ...rest } = FIELDS;
    expect(visitRecord(sentVisit(rest), context)).toEqual({
      errors: [{ field: 'techniques', message: 'Choose at least one technique.' }],
    });
  });

  it('has only begun with the score before alone', () => {
    const { 'technique-0': _one, 'technique-2': _two, after: _after, ...arrival } = FIELDS;
    const draft = sentVisit({ ...arrival, 'phase-now': 'intake', 'phase-since': '1785000000000' });
    expect(hasOnlyBegun(draft)).toBe(true);
    expect(hasOnlyBegun(sentVisit({ ...arrival, after: '3' }))).toBe(false);
    expect(hasOnlyBegun(sentVisit(FIELDS))).toBe(false);
    const at = new Date(`${draft.date}T12:00:00Z`);
    expect(begunVisit(draft, clock, at)).toMatchObject({ begun: { sessionId: 'visit-1', painBefore: 7 } });
    expect(begunVisit({ ...draft, before: '12' }, clock, at)).toMatchObject({
      errors: [{ field: 'before' }],
    });
    const { begun } = begunVisit(draft, clock, at) as Extract<
      ReturnType<typeof begunVisit>,
      { begun: object }
    >;
    const finished = newVisit({
      sessionId: 'new',
      therapistId: 't-1',
      date: '',
      from: '',
      usual: [],
      begun: draftOfBegun(begun),
    });
    expect(finished).toMatchObject({
      sessionId: 'visit-1',
      from: '10:00',
      before: '7',
      complaint: 'neck-pain',
    });
    const { to, phases, running, movements, aftercare } = draft;
    expect(finished, 'the rest stands as it was typed').toMatchObject({ to, phases, running, aftercare });
    expect(finished.movements).toEqual(expect.arrayContaining(movements));
  });

  it.each(['0001-01-01', '2031-05-01'])('has not begun on %s', (date) => {
    const { 'technique-0': _one, 'technique-2': _two, after: _after, ...arrival } = FIELDS;
    const draft = { ...sentVisit(arrival), date };
    expect(begunVisit(draft, clock, new Date('2026-08-20T12:00:00Z'))).toMatchObject({
      errors: [{ field: 'date' }],
    });
  });

  it('offers every technique once, the usual ones first, with the minutes of the last visit', () => {
    const last = session({ techniques: [{ technique: 'sports', minutes: 25 }] });
    const usual = ['relaxation', 'sports'];
    const { techniques: all } = newVisit({
      sessionId: 's',
      therapistId: 't',
      date: '',
      from: '',
      usual,
      last,
    });
    const techniques = all.filter(({ again }) => !again);
    expect(techniques.map(({ technique }) => technique).slice(0, 2)).toEqual(usual);
    expect(techniques.map(({ technique }) => technique).toSorted()).toEqual([...TECHNIQUES].toSorted());
    expect(techniques.find(({ technique }) => technique === 'sports')).toMatchObject({
      minutes: '25',
      chosen: false,
    });
  });

  it('that is opened for a held session and sent unchanged reports the same session', () => {
    const held = session({
      startedAt: '2026-08-03T10:00:30-05:00',
      endedAt: '2026-08-03T11:15:00-05:00',
      techniques: [
        { technique: 'deep-tissue', minutes: 20, bodyRegion: 'neck' },
        { technique: 'deep-tissue', minutes: 25, bodyRegion: 'shoulder', pressure: 'firm' },
      ],
      ...{ painBefore: 7, assessments: ['posture'], referral: 'physician', aftercare: ['hydration'] },
      ...{ phases: { intake: 8 }, rangeOfMotion: [{ movement: 'neck-rotation', side: 'left', before: 40 }] },
    });
    const checked = visitRecord(heldVisit(held, []), { ...context, held }) as { record: object };
    const { recordedAt: _recordedAt, ...rest } = held;
    expect(checked.record).toEqual({ ...rest, clinicId: 'riverside', clientId: 'c-1' });
    expect('refusals' in parseRecord(checked.record)).toBe(false);
  });

  it("offers techniques of the clinic's own beside the catalogue's, and reports them by their code", () => {
    const own = ownTechniques(['Hot stone', 'Cupping']);
    const start = { sessionId: 's', therapistId: 't', date: '', from: '', usual: ['sports'], own };
    const last = session({ techniques: [{ technique: 'other', own: 'cupping', minutes: 15 }] });
    const { techniques } = newVisit({ ...start, last });
    const offered = techniques.filter(({ again }) => !again).map(({ technique }) => technique);
    expect(offered.slice(-2)).toEqual(['other=hot-stone', 'other=cupping']);
    expect(techniques.find(({ row }) => row === 'cupping')).toMatchObject({ minutes: '15', chosen: false });
    const sent = {
      'row-hot-stone': 'other=hot-stone',
      'technique-hot-stone': 'on',
      'minutes-hot-stone': '15',
    };
    const record = (recordOf(sent) as { record: Session }).record;
    expect(record.techniques.at(-1)).toEqual({ technique: 'other', own: 'hot-stone', minutes: 15 });
    expect('refusals' in parseRecord(record)).toBe(false);
    const wrong = recordOf({ ...sent, 'minutes-hot-stone': '900' }) as { errors: object[] };
    expect(wrong.errors[0]).toMatchObject({ field: 'minutes-hot-stone' });
  });

  it("keeps a technique of the clinic's own that is listed no more", () => {
    const held = session({
      techniques: [
        { technique: 'other', own: 'gua-sha', minutes: 20, bodyRegion: 'neck' },
        { technique: 'other', minutes: 10 },
        { technique: 'other', own: 'gua-sha', minutes: 5 },
      ],
    });
    const draft = heldVisit(held, [], ownTechniques(['Cupping']));
    expect(draft.techniques.slice(0, 3).map(({ row, chosen }) => [row, chosen])).toEqual([
      ['gua-sha', true],
      [TECHNIQUES.indexOf('other'), true],
      [TECHNIQUES.length, true],
    ]);
    const checked = visitRecord(draft, { ...context, held }) as { record: Session };
    expect(checked.record.techniques).toEqual(held.techniques);
  });

  it('tells a refusal of the whole in words', () => {
    const refusal = { code: 'not-in-care', path: 'clientId', message: 'this client is not in your care' };
    expect(visitErrors([refusal], sentVisit(FIELDS))).toEqual([
      { field: '', message: 'This client is not in your care. Take the client over first.' },
    ]);
  });

  it('says of a time on a day that cannot be that the day is wrong', () => {
    const { record } = recordOf({ date: '2062-08-03' }) as { record: Session };
    const refusal = refusalOfTimes(record, plausibleTimes({ arrivedAt: '2026-08-03T12:00:00Z' }))!;
    expect(visitErrors([refusal], sentVisit(FIELDS)).map(({ field }) => field)).toEqual(['date']);
  });
});

describe("a clinic's clock", () => {
  it('shows every minute that it names, wherever it stands', () => {
    const zones = fc.constantFrom(
      'America/Chicago',
      'Europe/Lisbon',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'UTC',
    );
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 20_000_000 }), (timeZone, minutes) => {
        const shown = shownBy({ timeZone }, new Date(1_500_000_000_000 + minutes * 60_000));
        const named = instantBy({ timeZone }, shown.slice(0, 10), shown.slice(11, 16))!;
        // In the hour that is shown twice a year either is meant; the clock shows the same.
        expect(named.slice(0, 16)).toBe(shown.slice(0, 16));
        expect(Math.abs(utcSeconds(named) - Math.floor(utcSeconds(shown) / 60) * 60)).toBeLessThanOrEqual(
          3600,
        );
        expect(shownBy({ timeZone }, new Date(utcSeconds(named) * 1000))).toBe(named);
      }),
    );
  });

  it.each([
    ['2026-02-30', '10:00'],
    ['2026-08-03', '24:00'],
    ['', ''],
  ])('names no instant for %s %s', (date, time) => {
    expect(instantBy(clock, date, time)).toBeUndefined();
  });
});

describe('what is said of a saved visit', () => {
  const visits = (...pains: (number | undefined)[]) =>
    pains.map((painBefore, index) =>
      session({ sessionId: `s-${index}`, ...(painBefore === undefined ? {} : { painBefore }) }),
    );

  it('names its place and the pain before each until then', () => {
    expect(savedVisitText(visits(8, 7, 7, 2), [], 's-2')).toBe(
      'Saved. Third visit; pain before each: 8, 7, 7.',
    );
    expect(savedVisitText(visits(8), [], 's-0')).toBe('Saved. First visit; pain before it: 8.');
    expect(savedVisitText(visits(8, undefined), [], 's-1')).toBe(
      'Saved. Second visit; pain before each: 8, no score.',
    );
    expect(savedVisitText(visits(8), [], 'another')).toBeUndefined();
  });
});
