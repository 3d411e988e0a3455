import { type ClinicSettings, clinicSettings } from '../../shared/clinics/clinic-settings.ts';
import { askedSettings, changedNames, type SettingsChange } from '../../shared/clinics/settings-change.ts';
import { BadRequestError } from '../../shared/errors.ts';
import { type FieldError, sentence } from '../../shared/forms/field-errors.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import { page, type Viewer } from '../../shared/pages/page.ts';
import {
  ADD_TO_LIST,
  SETTING_NAMES,
  type SettingName,
  type SettingsPage,
  settingsPage,
  techniqueField,
} from '../../shared/pages/settings-page.ts';
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
    what: Pick<SettingsPage, 'values' | 'techniques' | 'timeZone' | 'errors' | 'notice'>,
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
      return pageAnswer(
        200,
        await shown(clinicId, viewer, { ...typed, timeZone: settings.timeZone, notice }),
      );
    },

    async take(_event, { principal: { clinicId }, viewer, subject }, fields) {
      const { settings: before } = await registry.current(clinicId);
      const { after, refusals } = askedSettings(before, askedChange(fields), clock());
      if (!after) {
        const values = Object.fromEntries(
          TEXTS.map((name) => [name, fields[name] ?? '']),
        ) as SettingsPage['values'];
        const { timeZone } = before;
        const typed = { values, techniques: tickedIn(fields), timeZone, errors: fieldErrors(refusals) };
        return pageAnswer(400, await shown(clinicId, viewer, typed));
      }
      const end = await changeSettings(deps, { clinicId, subject }, { before, after });
      if (end === 'unchanged') return seeOther(path);
      if (end === 'changed-meanwhile') {
        throw new BadRequestError(
          '',
          'somebody else has changed the settings meanwhile; open the page again',
        );
      }
      return seeOther(`${path}?done=saved`);
    },
  };
}

/** Names of techniques that another page asks to put on the list; what cannot be one is left out, as is what is on it. */
function addedNames(event: PageEvent, listed: readonly string[] = []): string[] {
  const names: string[] = [];
  for (const name of new URLSearchParams(event.rawQueryString).getAll(ADD_TO_LIST)) {
    const all = [...listed, ...names, name];
    if (clinicSettings.safeParse({ ownTechniques: all }).success) names.push(name);
  }
  return names;
}

function asTyped(settings: ClinicSettings): Pick<SettingsPage, 'values' | 'techniques'> {
  const text = (name: SettingName) => [settings[name] ?? ''].flat().join('\n');
  const values = Object.fromEntries(TEXTS.map((name) => [name, text(name)]));
  return { values: values as SettingsPage['values'], techniques: settings.techniques ?? [] };
}

const tickedIn = (fields: Readonly<Record<string, string>>) =>
  TECHNIQUES.filter((technique) => fields[techniqueField(technique)] === 'on');

const fieldErrors = (refusals: readonly Refusal[]): FieldError[] =>
  refusals.map(({ path: at, message }) => ({
    ...{ field: at.split(/[.[]/)[0]!, message: sentence(message) },
  }));

/** What was left empty is taken back. */
function askedChange(fields: Readonly<Record<string, string>>): SettingsChange {
  const texts = TEXTS.map((name) => [name, fields[name]?.trim() || null] as const);
  const listed = (names: readonly string[]) => (names.length === 0 ? null : names);
  const own = (fields['ownTechniques'] ?? '').split(/\r?\n/).map((line) => line.trim());
  return Object.fromEntries([
    ...texts,
    ['techniques', listed(tickedIn(fields))],
    ['ownTechniques', listed(own.filter((line) => line !== ''))],
  ]) as SettingsChange;
}
