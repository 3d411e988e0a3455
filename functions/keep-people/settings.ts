import { type ClinicSettings, clinicSettings } from '../../shared/clinics/clinic-settings.ts';
import { askedSettings, changedNames, type SettingsChange } from '../../shared/clinics/settings-change.ts';
import { type FieldError, sentence } from '../../shared/forms/field-errors.ts';
import { changedTexts, type FormTexts, openedWith } from '../../shared/forms/opened-with.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import {
  ADD_TO_LIST,
  SETTING_NAMES,
  type SettingName,
  type SettingsPage,
  settingsPage,
  settingWords,
  techniqueField,
} from '../../shared/pages/clinic/settings-page.ts';
import { page, type Viewer } from '../../shared/pages/frame/page.ts';
import { TECHNIQUES } from '../../shared/records/catalogue.ts';
import type { Refusal } from '../../shared/records/refusal.ts';
import type { PageEvent, SignedInPage } from '../../shared/site/page-handler.ts';
import { changeSettings, type SettingsDeps } from './change-settings.ts';

const path = '/settings';
const TEXTS = (Object.keys(SETTING_NAMES) as SettingName[]).filter((name) => name !== 'techniques');

/** What a clinic says of itself, shown to its owner and changed by him. */
export function settingsPages(deps: SettingsDeps): Readonly<Record<'show' | 'take', SignedInPage<'owner'>>> {
  const { registry, settingsLog, clock } = deps;
  const shown = async (
    clinicId: string,
    viewer: Viewer,
    what: Pick<SettingsPage, 'values' | 'techniques' | 'opened' | 'timeZone' | 'errors' | 'notice'>,
  ) => {
    const changes = (await settingsLog.changes(clinicId)).map(({ at, by, before, after }) => ({
      ...{ at, by, what: changedNames(before, after) },
    }));
    const main = settingsPage({ ...what, changes, formToken: viewer.formToken });
    return page({ title: 'Settings', viewer, path, main });
  };
  return {
    async show(event, { principal: { clinicId }, viewer }) {
      const { settings } = await registry.current(clinicId);
      const added = addedNames(event, settings.ownTechniques);
      const notice =
        event.queryStringParameters?.['done'] === 'saved'
          ? 'Saved. Every page follows within a minute.'
          : added.length > 0
            ? `Not saved yet: ${added.join(', ')} below, under “${SETTING_NAMES.ownTechniques}”.`
            : undefined;
      const typed = asTyped({
        ...settings,
        ...(added.length > 0 && { ownTechniques: [...(settings.ownTechniques ?? []), ...added] }),
      });
      const { timeZone } = settings;
      const what = { ...typed, opened: textsOf(asTyped(settings)), timeZone, notice };
      return pageAnswer(200, await shown(clinicId, viewer, what));
    },

    async take(_event, { principal: { clinicId }, viewer, subject }, fields) {
      const { settings: before } = await registry.current(clinicId);
      const held = textsOf(asTyped(before));
      const typed = typedTexts(fields);
      const again = (statusCode: number, texts: FormTexts, errors: FieldError[]) =>
        shown(clinicId, viewer, {
          ...shownTexts(texts),
          opened: held,
          timeZone: before.timeZone,
          errors,
        }).then((main) => pageAnswer(statusCode, main));
      const { wanted, disputed } = changedTexts(openedWith(fields), held, typed);
      if (disputed.length > 0)
        return again(
          409,
          wanted,
          disputed.map((name) => disputeOf(name, held)),
        );
      const { after, refusals } = askedSettings(before, askedChange(wanted), clock());
      if (!after) return again(400, wanted, fieldErrors(refusals));
      const end = await changeSettings(deps, { clinicId, subject }, { before, after });
      if (end === 'unchanged') return seeOther(path);
      if (end === 'changed-meanwhile') return again(409, wanted, [{ field: '', message: AT_ONCE }]);
      return seeOther(`${path}?done=saved`);
    },
  };
}

const AT_ONCE = 'Somebody else has changed the settings at the same moment. Send the form once more.';

/** What somebody else has said meanwhile of what is typed here too. */
function disputeOf(name: string, held: FormTexts): FieldError {
  const now = held[name]!;
  const done = now === '' ? 'taken this back' : `changed this to “${settingWords(name, now)}”`;
  const message = `Somebody else has ${done} since you opened this page. Send the form once more if yours is to stand.`;
  return { field: name, message };
}

type Typed = Pick<SettingsPage, 'values' | 'techniques'>;

/** Names of techniques that another page asks to put on the list; what cannot be one is left out, as is what is on it. */
function addedNames(event: PageEvent, listed: readonly string[] = []): string[] {
  const names: string[] = [];
  for (const name of new URLSearchParams(event.rawQueryString).getAll(ADD_TO_LIST)) {
    const all = [...listed, ...names, name];
    if (clinicSettings.safeParse({ ownTechniques: all }).success) names.push(name);
  }
  return names;
}

function asTyped(settings: ClinicSettings): Typed {
  const text = (name: SettingName) => [settings[name] ?? ''].flat().join('\n');
  const values = Object.fromEntries(TEXTS.map((name) => [name, text(name)]));
  return { values: values as SettingsPage['values'], techniques: settings.techniques ?? [] };
}

/** As the form carries what stood in it: what is ticked as one text. */
const textsOf = ({ values, techniques }: Typed): FormTexts => ({
  ...values,
  techniques: techniques.join(','),
});

const shownTexts = ({ techniques = '', ...values }: FormTexts): Typed => ({
  values: values as Typed['values'],
  techniques: techniques.split(','),
});

/** As what stands in the form is told apart: a list without empty lines, and by one sign between. */
const linesIn = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

const typedTexts = (fields: FormTexts): FormTexts => ({
  ...Object.fromEntries(TEXTS.map((name) => [name, linesIn(fields[name] ?? '')])),
  techniques: tickedIn(fields).join(','),
});

const tickedIn = (fields: Readonly<Record<string, string>>) =>
  TECHNIQUES.filter((technique) => fields[techniqueField(technique)] === 'on');

const fieldErrors = (refusals: readonly Refusal[]): FieldError[] =>
  refusals.map(({ path: at, message }) => ({
    ...{ field: at.split(/[.[]/)[0]!, message: sentence(message) },
  }));

/** What was left empty is taken back. */
function askedChange({ techniques = '', ownTechniques = '', ...texts }: FormTexts): SettingsChange {
  const values = Object.entries(texts).map(([name, value]) => [name, value || null] as const);
  const listed = (text: string, between: string) => (text === '' ? null : text.split(between));
  return Object.fromEntries([
    ...values,
    ['techniques', listed(techniques, ',')],
    ['ownTechniques', listed(ownTechniques, '\n')],
  ]) as SettingsChange;
}
