import { BadRequestError, type DomainError } from '../../shared/errors.ts';
import { sentence } from '../../shared/forms/field-errors.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import { addClinic, ClinicTakenError, clinicToAdd } from '../../shared/members/add-clinic.ts';
import type { Members } from '../../shared/members/members.ts';
import { CLINIC_FIELDS, NEW_CLINIC_PATH, newClinicPage } from '../../shared/pages/clinic/new-clinic-page.ts';
import { OPERATIONS_PATH } from '../../shared/pages/clinic/operations-page.ts';
import { page, type Viewer } from '../../shared/pages/frame/page.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { ClinicNotAddedError, type Clinics } from '../../shared/storage/clinics/clinics.ts';
import type { MasterSecret } from '../../shared/storage/clinics/master-secret.ts';

export type NewClinicDeps = { members: Members; clinics: Pick<Clinics, 'add'>; masters: MasterSecret };

type Told = Parameters<typeof newClinicPage>[1];
/** By whom a clinic's own log says that its owner was invited. */
const BY = 'the operator';

/** The page by which an operator adds a clinic, as the command `clinic -- add` does. */
export function newClinicPages(
  deps: NewClinicDeps,
): Readonly<Record<'form' | 'add', SignedInPage<'operator'>>> {
  const shown = (viewer: Viewer, told?: Told) =>
    page({
      ...{ title: 'Add a clinic', viewer, path: NEW_CLINIC_PATH },
      main: newClinicPage(viewer.formToken, told),
    });
  return {
    form: async (_event, { viewer }) => pageAnswer(200, shown(viewer)),

    async add(_event, { viewer, subject }, fields) {
      const typed = Object.fromEntries(
        CLINIC_FIELDS.flatMap((name) => (fields[name]?.trim() ? [[name, fields[name].trim()]] : [])),
      );
      const again = (...wrong: { path: string; message: string }[]) => {
        const errors = wrong.map(({ path, message }) => ({ field: path, message: sentence(message) }));
        return pageAnswer(400, shown(viewer, { typed, errors }));
      };
      const read = clinicToAdd(typed);
      if ('refusals' in read) return again(...read.refusals);
      try {
        await addClinic(deps, await deps.masters(), read.clinic, { subject, name: BY });
      } catch (error) {
        const field = fieldOf(error);
        if (field === undefined) throw error;
        return again({ path: field, message: (error as DomainError).message });
      }
      return seeOther(`${OPERATIONS_PATH}?done=added`);
    },
  };
}

/** The field that is to be mended; undefined for what is not about what was typed. */
function fieldOf(error: unknown): string | undefined {
  if (error instanceof ClinicTakenError || error instanceof ClinicNotAddedError) return 'clinicId';
  return error instanceof BadRequestError && error.path === 'email' ? 'owner' : undefined;
}
