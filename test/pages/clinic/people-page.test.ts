import { describe, expect, it } from 'vitest';
import { peoplePage, personPage } from '../../../shared/pages/clinic/people-page.ts';
import { memberOf } from '../../members.ts';

const since = '2026-08-20T12:00:00.000Z';
const ANN = { subject: 'ann', since, member: memberOf('riverside', 'owner', { name: 'Ann' }) };
const HOSTILE = `<b>"O'N" &`;
const BEA = {
  subject: 'bea-1',
  since,
  member: memberOf('riverside', 'therapist', { therapistId: 't-1', name: HOSTILE }),
};
const ESCAPED = '&lt;b&gt;&quot;O&#39;N&quot; &amp;';
const change = (part: object) => ({
  id: 'c',
  at: since,
  by: { subject: 'ann', name: 'Ann' },
  subject: 'bea-1',
  ...part,
});

describe('the page of people', () => {
  const page = (part: object = {}) =>
    String(
      peoplePage({
        members: [BEA, ANN],
        changes: [],
        formToken: 'token',
        origin: 'https://pages.example',
        own: 'ann',
        timeZone: undefined,
        ...part,
      }),
    );

  it('lists owners first, and shows what was typed as text', () => {
    const text = page();
    expect(text.indexOf('>Ann<')).toBeLessThan(text.indexOf(ESCAPED));
    expect(text).toContain(`<a href="/people/bea-1">${ESCAPED}</a>`);
    expect(text).toContain('Therapist t-1');
    expect(text).not.toContain('<b>');
  });

  it('says who you are, and shows times by the clinic’s clocks', () => {
    expect(page()).toContain('>Ann</a> (you)');
    const made = { changes: [change({ after: BEA.member })] };
    expect(page(made)).toMatch(/When \(UTC\).*12:00/s);
    expect(page({ ...made, timeZone: 'America/Chicago' })).toMatch(/>When<.*07:00/s);
    const night = { ...BEA, since: '2026-08-20T03:00:00.000Z' };
    expect(page({ members: [night], timeZone: 'America/Chicago' })).toContain('19 Aug 2026');
  });

  it('says who has made what of whom', () => {
    const recorder = memberOf('riverside', 'recorder');
    const text = page({
      changes: [
        change({ before: recorder }),
        change({ before: BEA.member, after: recorder }),
        change({ after: BEA.member, by: {} }),
      ],
    });
    expect(text).toContain('withdrawn, was Practice system');
    expect(text).toContain('Therapist t-1 became Practice system');
    expect(text).toContain('invited as Therapist t-1');
    expect(text).toContain('the operator');
  });

  it('gives back what was typed, with what was expected at its field', () => {
    const values = { email: HOSTILE, role: 'recorder', name: HOSTILE };
    const text = page({ typed: { values, error: { field: 'email', message: 'expected an address.' } } });
    expect(text).toContain(`<input id="email" name="email" value="${ESCAPED}"`);
    expect(text).toContain('aria-describedby="email-hint email-error" aria-invalid="true"');
    expect(text).toContain('<p class="error" id="email-error">Expected an address.</p>');
    expect(text).toContain('<input type="radio" name="role" value="recorder" checked>');
  });

  it('ties what is wrong with the role to its field', () => {
    const error = { field: 'role', message: 'expected one of owner.' };
    const text = page({ typed: { values: {}, error } });
    expect(text).toContain('<fieldset id="role" tabindex="-1" aria-describedby="role-error">');
    expect(text).toContain('<p class="error" id="role-error">Expected one of owner.</p>');
  });

  it('says what is wrong before everything else, and leads to the field where there is one', () => {
    const refused = (field: string) => page({ typed: { values: {}, error: { field, message: 'unknown.' } } });
    expect(refused('clientId')).toContain('<ul><li>Unknown.</li></ul>');
    expect(refused('email')).toContain('<ul><li><a href="#email">Unknown.</a></li></ul>');
    expect(refused('email').indexOf('Not saved yet')).toBeLessThan(
      refused('email').indexOf('Who may sign in'),
    );
  });
});

describe('the page of a person', () => {
  it('offers to change a therapist, and a client only to be withdrawn', () => {
    const ofTherapist = String(personPage(BEA, 'token'));
    expect(ofTherapist).toContain('value="t-1"');
    expect(ofTherapist).toContain('action="/people/bea-1/withdraw"');
    const client = memberOf('riverside', 'client', { client: 'a'.repeat(43) });
    const ofClient = String(personPage({ subject: 'c', since, member: client }, 'token'));
    expect(ofClient).not.toContain('action="/people/c"');
    expect(ofClient).toContain('action="/people/c/withdraw"');
  });
});
