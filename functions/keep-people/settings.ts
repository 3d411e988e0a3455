import * as z from 'zod';
import type { ClinicSettings } from '../../shared/clinics/clinic-settings.ts';
import {
  changedNames,
  changedSettings,
  type LoggedSettings,
  type SettingsChange,
} from '../../shared/clinics/settings-change.ts';
import { BadRequestError } from '../../shared/errors.ts';
import { type FieldError, sentence } from '../../shared/forms/field-errors.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import type { Members } from '../../shared/members/members.ts';
import { page, type Viewer } from '../../shared/pages/page.ts';
import {
  SETTING_NAMES,
  type SettingName,
  type SettingsPage,
  settingsPage,
  techniqueField,
} from '../../shared/pages/settings-page.ts';
import { TECHNIQUES } from '../../shared/records/catalogue.ts';
import { refusalsOf } from '../../shared/records/refusal.ts';
import type { AskedWork } from '../../shared/schedule/asked-work.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import type { ClinicRegistry } from '../../shared/storage/clinic-registry.ts';
import type { SettingsLog } from '../../shared/storage/settings-log.ts';

export type SettingsDeps = {
  members: Pick<Members, 'actingFor'>;
  registry: Pick<ClinicRegistry, 'current'>;
  settingsLog: SettingsLog;
  /** Hands long work to whoever does it, once every function reads by the settings that are new. */
  sendLater(work: AskedWork): Promise<void>;
  clock(): Date;
  newId(): string;
};

const path = '/settings';
const TEXTS = (Object.keys(SETTING_NAMES) as SettingName[]).filter((name) => name !== 'techniques');

/** What a clinic says of itself, shown to its owner and changed by him. */
export function settingsPages(deps: SettingsDeps): Readonly<Record<'show' | 'take', SignedInPage<'owner'>>> {
  const { members, registry, settingsLog, sendLater, clock, newId } = deps;
  const shown = async (
    clinicId: string,
    viewer: Viewer,
    what: Pick<SettingsPage, 'values' | 'techniques' | 'errors' | 'notice'>,
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
      const notice =
        event.queryStringParameters?.['done'] === 'saved'
          ? 'Saved. Every page follows within a minute.'
          : undefined;
      return pageAnswer(200, await shown(clinicId, viewer, { ...asTyped(settings), notice }));
    },

    async take(_event, { principal: { clinicId }, viewer, subject }, fields) {
      const { settings: before } = await registry.current(clinicId);
      const today = clock().toISOString();
      const { after, errors } = settingsIn(before, fields, today);
      if (!after) {
        const values = Object.fromEntries(
          TEXTS.map((name) => [name, fields[name] ?? '']),
        ) as SettingsPage['values'];
        return pageAnswer(
          400,
          await shown(clinicId, viewer, { values, techniques: tickedIn(fields), errors }),
        );
      }
      if (changedNames(before, after).length === 0) return seeOther(path);
      const { by } = await members.actingFor({ clinicId }, subject);
      const change: LoggedSettings = { id: newId(), at: today, by, before, after };
      if (!(await settingsLog.write(clinicId, change))) {
        throw new BadRequestError(
          '',
          'somebody else has changed the settings meanwhile; open the page again',
        );
      }
      if (before.timeZone !== after.timeZone) await sendLater({ work: 'derive-again', clinicId });
      return seeOther(`${path}?done=saved`);
    },
  };
}

function asTyped(settings: ClinicSettings): Pick<SettingsPage, 'values' | 'techniques'> {
  const values = Object.fromEntries(TEXTS.map((name) => [name, String(settings[name] ?? '')]));
  return { values: values as SettingsPage['values'], techniques: settings.techniques ?? [] };
}

const tickedIn = (fields: Readonly<Record<string, string>>) =>
  TECHNIQUES.filter((technique) => fields[techniqueField(technique)] === 'on');

type Read = { after: ClinicSettings; errors?: never } | { after?: never; errors: FieldError[] };

/** The settings that a form asks for, or what is wrong with it. */
function settingsIn(before: ClinicSettings, fields: Readonly<Record<string, string>>, now: string): Read {
  try {
    const after = changedSettings(before, askedChange(fields));
    if (after.openedOn === undefined || after.openedOn <= now.slice(0, 10)) return { after };
    return { errors: [{ field: 'openedOn', message: 'Expected today or a day before.' }] };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const errors = refusalsOf(error).map(({ path: at, message }) => ({
      ...{ field: at.split(/[.[]/)[0]!, message: sentence(message) },
    }));
    return { errors };
  }
}

/** What was left empty is taken back. */
function askedChange(fields: Readonly<Record<string, string>>): SettingsChange {
  const texts = TEXTS.map((name) => [name, fields[name]?.trim() || null] as const);
  const techniques = tickedIn(fields);
  const offered = techniques.length === 0 ? null : techniques;
  return Object.fromEntries([...texts, ['techniques', offered]]) as SettingsChange;
}
