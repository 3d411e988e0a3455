import { expect, test } from 'vitest';
import { LONGEST_CLINIC_NAME } from '../../../shared/clinics/clinic-settings.ts';
import { settingsPage } from '../../../shared/pages/clinic/settings-page.ts';
import { isTimeZone } from '../../../shared/records/time/time-zone.ts';

const shown = (said: object = {}) =>
  settingsPage({
    values: {
      ...{
        name: '',
        timeZone: '',
        openedOn: '',
        language: '',
        takeOver: 'allowed',
        labels: '',
        ownTechniques: '',
      },
      ...said,
    },
    ...{ techniques: [], opened: {}, timeZone: undefined, changes: [], formToken: 't' },
  }).markup;

test('the name of a clinic is taken whole, as long as it may be', () => {
  const name = 'a'.repeat(LONGEST_CLINIC_NAME);
  expect(shown({ name })).toContain(
    `maxlength="${LONGEST_CLINIC_NAME}" id="name" name="name" value="${name}"`,
  );
});

test.each(['', 'off', 'on'])('labels are off or on, whether it was said or not (%j)', (labels) => {
  const [, choices] = /<select id="labels"[^>]*>(.*?)<\/select>/.exec(shown({ labels }))!;
  expect(
    choices!
      .replaceAll(/<[^>]*>/g, ' ')
      .split(/\s+/)
      .filter(Boolean),
  ).toEqual(['Off', 'On']);
  expect(choices).toContain(`<option value="${labels}" selected>`);
});

test('a time zone is offered by its place while it is typed', () => {
  expect(shown()).toMatch(/<input [^>]*id="timeZone"[^>]* list="timeZone-list"/);
  const [, offered] = /<datalist id="timeZone-list">(.*?)<\/datalist>/.exec(shown())!;
  const zones = [...offered!.matchAll(/value="([^"]+)"/g)].map(([, zone]) => zone!);
  expect(zones).toEqual(expect.arrayContaining(['Europe/Lisbon', 'America/Chicago']));
  expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([]);
});

test("techniques of the clinic's own are a name a line, escaped, and the page says that none may name a person", () => {
  const page = shown({ ownTechniques: 'Hot stone\n</textarea><b>x</b>' });
  expect(page).toContain('Hot stone\n&lt;/textarea&gt;&lt;b&gt;x&lt;/b&gt;</textarea>');
  expect(page).toContain('No name may tell who anybody is.');
});
